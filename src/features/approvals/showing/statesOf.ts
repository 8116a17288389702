import type { Reads } from '../../../kernel/ledger.ts';
import { requests } from '../domain/entity.ts';
import type { RequestState } from '../domain/state.ts';

/** Requests as they stand in the table, those that there are, in the order of their ids' mention. */
export async function statesOf(
  reads: Pick<Reads, 'get'>,
  ids: readonly string[],
): Promise<readonly (readonly [string, RequestState])[]> {
  const states = await Promise.all(ids.map((id) => reads.get(requests, id)));
  return ids.flatMap((id, i) => {
    const state = states[i];
    return state === undefined ? [] : [[id, state] as const];
  });
}
