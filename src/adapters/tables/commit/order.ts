import type { Place } from '../../../kernel/events.ts';
import type { Committed, Draft, Idempotency, Tx, Work } from '../../../kernel/ledger.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { OwnRow } from './plan.ts';
import { type Waited, Waiting } from './waiting.ts';

/** A draft with rows of the ledger's own that go into the same commit. */
export interface OwnDraft<T> extends Draft<T> {
  readonly own?: (places: readonly Place[]) => readonly OwnRow[];
}
export type OwnWork<T> = (tx: Tx) => Promise<OwnDraft<T>>;

/** What one run of a work wants written, its result type forgotten: `finish` answers its caller. */
export interface Ready extends Omit<OwnDraft<unknown>, 'result'> {
  readonly finish: (places: readonly Place[]) => void;
}

/** One caller's work, waiting for governance. */
export interface Order {
  readonly idempotency: Idempotency | undefined;
  readonly waiting: Waited;
  run(tx: Tx): Promise<Ready>;
  repeated(answer: Json): void;
  keyReused(): void;
}

export function orderOf<T>(
  work: Work<T> | OwnWork<T>,
  idempotency: Idempotency | undefined,
): { readonly order: Order; readonly waiting: Waiting<Committed<T>> } {
  const waiting = new Waiting<Committed<T>>();
  const order: Order = {
    idempotency,
    waiting,
    repeated: (answer) => waiting.resolve({ kind: 'repeated', answer }),
    keyReused: () => waiting.resolve({ kind: 'key-reused' }),
    run: async (tx) => {
      const { result, ...draft } = await work(tx);
      const finish = (places: readonly Place[]): void =>
        answer(waiting, (): Committed<T> => ({ kind: 'done', result: result(places), places }));
      return { ...draft, finish };
    },
  };
  return { order, waiting };
}

/** Answers with what `make` makes, or fails with what it throws. */
export function answer<T>(waiting: Waiting<T>, make: () => T): void {
  try {
    waiting.resolve(make());
  } catch (error) {
    waiting.fail(error);
  }
}
