import type { Ledger, Page } from '../../kernel/ledger.ts';
import { requests } from './domain/entity.ts';
import type { RequestState } from './domain/state.ts';

const idOf = (number: number): string => `AR-${number}`;
const numberOf = (id: string): number => Number(id.slice(3));

/** Read at a time. */
const CHUNK = 100;

export type Chunks = (after: string | undefined) => Promise<Page<readonly [string, RequestState]>>;

/** Requests from the newest to the oldest. Their keys do not stand in that order, but their numbers have no gaps. */
export function newestFirst({ reads }: Pick<Ledger, 'reads'>): Chunks {
  /** There is a request of this number: the search for the last one goes on from here. */
  let known = 0;
  const exists = async (number: number) => (await reads.get(requests, idOf(number))) !== undefined;

  async function last(): Promise<number> {
    let step = 1;
    while (await exists(known + step)) {
      known += step;
      step *= 2;
    }
    for (; step > 1; ) {
      step /= 2;
      if (await exists(known + step)) known += step;
    }
    return known;
  }

  return async (after) => {
    const from = after === undefined ? await last() : numberOf(after) - 1;
    const to = Math.max(0, from - CHUNK);
    const ids = Array.from({ length: Math.max(0, from - to) }, (_, i) => idOf(from - i));
    const states = await Promise.all(ids.map((id) => reads.get(requests, id)));
    const items = ids.flatMap((id, i): [string, RequestState][] => {
      const state = states[i];
      return state === undefined ? [] : [[id, state]];
    });
    return to > 0 ? { items, next: idOf(to + 1) } : { items };
  };
}
