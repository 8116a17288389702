import type { Parts } from '../compose.ts';
import type { ApprovalsDeps } from '../features/approvals/deps.ts';
import { requests } from '../features/approvals/domain/entity.ts';
import { approversOf, type RequestState } from '../features/approvals/domain/state.ts';
import { approversInWords } from '../features/approvals/showing/approvers.ts';
import { namesOf } from '../features/approvals/showing/names.ts';
import { mayReadPayload, maySee } from '../features/approvals/showing/show.ts';
import { hasBaselines } from '../features/gate/counters.ts';
import { readDecision } from '../features/gate/decisions.ts';
import { mayReadDecisionsOf } from '../features/gate/rights.ts';
import { DAY, plus } from '../kernel/instant.ts';
import { weekOf } from '../kernel/week.ts';

/** How a request stands, for whoever reads a decision that led to it. */
export const decisionDeps = (parts: Pick<Parts, 'ledger' | 'directory'>) => ({
  ledger: parts.ledger,
  storyOf: async (id: string) => {
    const state = await parts.ledger.reads.get(requests, id);
    if (!state) return undefined;
    const approvers = approversOf(state);
    const names = await namesOf(parts.directory, approvers);
    return { request: id, status: state.status, approvers: approversInWords(state, names) };
  },
});

type ReaderOf = Parameters<ApprovalsDeps['explain']>[1];

/** Whether a reader may know the five questions of a decision or a request. */
export async function mayExplain(
  approvals: ApprovalsDeps,
  id: string,
  reader: ReaderOf,
): Promise<boolean> {
  if (!id.startsWith('AR-')) {
    const decision = await readDecision(id, decisionDeps(approvals));
    return (
      decision !== undefined &&
      (await mayReadDecisionsOf(reader, approvals))(decision.event.data.agent)
    );
  }
  const [state, view] = await Promise.all([
    approvals.ledger.reads.get(requests, id),
    approvals.ledger.view(),
  ]);
  return state !== undefined && maySee(approvals, state, reader, view);
}

export async function mayReadRequest(
  approvals: ApprovalsDeps,
  reader: ReaderOf,
  id: string | undefined,
): Promise<boolean> {
  if (reader.roles.has('board')) return true;
  return id !== undefined && (await requestFor(approvals, reader, id)) !== undefined;
}

/** A request, where this reader may see what it asks for. */
export async function requestFor(
  approvals: ApprovalsDeps,
  reader: ReaderOf,
  id: string,
): Promise<RequestState | undefined> {
  const [state, view] = await Promise.all([
    approvals.ledger.reads.get(requests, id),
    approvals.ledger.view(),
  ]);
  return state && mayReadPayload(approvals, state, reader, view) ? state : undefined;
}

/** Weeks that a baseline counts for, the running one among them. */
const BASELINE_WEEKS = 13;

/** Whether somebody reported lately how long work of a department takes without an agent. */
export async function departmentHasBaselines(
  { ledger, clock }: Pick<Parts, 'ledger' | 'clock'>,
  department: string,
): Promise<boolean> {
  const now = clock.now();
  const first = weekOf(plus(now, -(BASELINE_WEEKS - 1) * 7 * DAY));
  const weeks = await ledger.reads.countersBetween(first.name, weekOf(now).name);
  return hasBaselines(weeks.values(), department);
}
