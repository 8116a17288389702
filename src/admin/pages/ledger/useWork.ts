import { useEffect, useRef, useState } from 'react';

/** Something long that a person has begun: how far it is, how it ended, and how to stop it. */
export type Work<T> =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number; readonly all: number | undefined }
  | { readonly kind: 'done'; readonly result: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'cancelled' };

export type Progress = (done: number, all: number | undefined) => void;

interface Running<T> {
  readonly work: Work<T>;
  readonly begin: (job: (signal: AbortSignal, onProgress: Progress) => Promise<T>) => void;
  readonly cancel: () => void;
}

/** One piece of work at a time; leaving the page ends it. */
export function useWork<T>(): Running<T> {
  const [work, setWork] = useState<Work<T>>({ kind: 'none' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  return {
    work,
    begin: (job) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const isMine = (): boolean => running.current === controller && !controller.signal.aborted;
      setWork({ kind: 'running', done: 0, all: undefined });
      job(controller.signal, (done, all) => {
        if (isMine()) setWork({ kind: 'running', done, all });
      }).then(
        (result) => isMine() && setWork({ kind: 'done', result }),
        (error: unknown) => isMine() && setWork({ kind: 'failed', error }),
      );
    },
    cancel: () => {
      running.current?.abort();
      setWork({ kind: 'cancelled' });
    },
  };
}
