import { Fault } from '../../../kernel/faults.ts';
import { doneOf, type Ledger, type Tx, type View } from '../../../kernel/ledger.ts';
import { openRequests, requests } from '../domain/entity.ts';
import { isListedRightly } from '../domain/openRequests.ts';
import type { RequestState } from '../domain/state.ts';

/**
 * Whether the log has a request pending, approved or over as its state says. An earlier state that was put back has a mac of
 * ours, and what lists its events may have been put back with it; what is kept in memory follows the log itself. The row is
 * read after the view and may be newer: what differs once need not be forged.
 */
export const standsAsLogged = (view: View, state: RequestState): boolean =>
  isListedRightly(state, view.get(openRequests, state.agentId));

/** A row that differs this often, each time at another version, is no newer one. */
const LOOKS = 5;

/** Counts how often a row differed. Throws `row-forged` once it must have been put back. */
export function differs(id: string, times: number): number {
  if (times + 1 < LOOKS) return times + 1;
  throw new Fault('row-forged', `the state of ${id} is not what the log says`);
}

/** Throws `row-forged` where a request is not, at the present version, what its row says. */
export async function requireAsLogged(ledger: Ledger, id: string): Promise<void> {
  const look = async (tx: Tx) => {
    const state = await tx.get(requests, id);
    const stands = state === undefined || standsAsLogged(tx.view, state);
    return { by: { kind: 'system' } as const, events: [], result: () => stands };
  };
  for (let times = 0; !doneOf(await ledger.commit(look)); ) times = differs(id, times);
}
