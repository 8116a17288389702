import { doneOf, type Ledger, type Page } from '../../../kernel/ledger.ts';
import { requests } from '../domain/entity.ts';
import type { RequestState } from '../domain/state.ts';

const idOf = (number: number): string => `AR-${number}`;
const numberOf = (id: string): number => Number(id.slice(3));

/** Read at a time. */
const CHUNK = 100;

export type Chunks = (after: string | undefined) => Promise<Page<readonly [string, RequestState]>>;

/** Requests from the newest to the oldest: their keys do not stand in that order, their numbers do. */
export function newestFirst(ledger: Pick<Ledger, 'commit' | 'reads'>): Chunks {
  return async (after) => {
    const from = (after === undefined ? await nextNumber(ledger) : numberOf(after)) - 1;
    const to = Math.max(0, from - CHUNK);
    const ids = Array.from({ length: Math.max(0, from - to) }, (_, i) => idOf(from - i));
    const states = await Promise.all(ids.map((id) => ledger.reads.get(requests, id)));
    const items = ids.flatMap((id, i): [string, RequestState][] => {
      const state = states[i];
      return state === undefined ? [] : [[id, state]];
    });
    return to > 0 ? { items, next: idOf(to + 1) } : { items };
  };
}

/** The number that the next request will have; without events it is not taken. */
const nextNumber = async (ledger: Pick<Ledger, 'commit'>): Promise<number> =>
  doneOf(
    await ledger.commit(async (tx) => {
      const number = tx.next('AR');
      return { by: { kind: 'system' }, events: [], result: () => number };
    }),
  );
