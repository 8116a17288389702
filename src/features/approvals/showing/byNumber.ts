import { doneOf, type Ledger, type Page } from '../../../kernel/ledger.ts';
import type { RequestState } from '../domain/state.ts';
import { statesOf } from './statesOf.ts';

const idOf = (number: number): string => `AR-${number}`;
const numberOf = (id: string): number => Number(id.slice(3));

/** Requests after one of them, a chunk at a time. */
export type Chunks = (after: string | undefined) => Promise<Page<readonly [string, RequestState]>>;

/** From the oldest on, or down from the newest; so many at a time. */
export type ByNumber = (way: 'up' | 'down', size: number) => Chunks;

/** Requests by their numbers, in which order their keys do not stand. */
export const byNumber =
  (ledger: Pick<Ledger, 'commit' | 'reads'>): ByNumber =>
  (way, size) =>
  async (after) => {
    const end = way === 'up' || after === undefined ? await nextNumber(ledger) : numberOf(after);
    const start = way === 'up' && after !== undefined ? numberOf(after) + 1 : 1;
    const numbers =
      way === 'up'
        ? upTo(start, Math.min(end, start + size))
        : upTo(Math.max(1, end - size), end).toReversed();
    const ids = numbers.map(idOf);
    const [items, last] = [await statesOf(ledger.reads, ids), numbers.at(-1)];
    const isOver = last === undefined || (way === 'up' ? last + 1 >= end : last === 1);
    return isOver ? { items } : { items, next: idOf(last) };
  };

const upTo = (start: number, end: number): readonly number[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);

/** The number that the next request will have; without events it is not taken. */
const nextNumber = async (ledger: Pick<Ledger, 'commit'>): Promise<number> =>
  doneOf(
    await ledger.commit(async (tx) => {
      const number = tx.next('AR');
      return { by: { kind: 'system' }, events: [], result: () => number };
    }),
  );
