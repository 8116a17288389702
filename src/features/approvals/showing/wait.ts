import type { Ledger } from '../../../kernel/ledger.ts';
import { isRequestEvent } from '../domain/events.ts';

/** Resolves when an event of this request is learned of, when the time is over, or when the caller is gone. */
export function nextEvent(
  ledger: Ledger,
  request: string,
  waitMs: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const end = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(waitMs))]);
    const stop = ledger.follow((events) => {
      if (events.some((event) => isRequestEvent(event) && event.data.request === request)) done();
    });
    function done(): void {
      stop();
      end.removeEventListener('abort', done);
      resolve();
    }
    end.addEventListener('abort', done);
    if (end.aborted) done();
  });
}
