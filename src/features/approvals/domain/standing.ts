import { isBefore, millisecondsBetween } from '../../../kernel/instant.ts';
import type { Context, Hit } from './commands.ts';
import type { RequestEvent } from './events.ts';
import type { Deed, Outcome } from './refusals.ts';
import type { RequestState, Status } from './state.ts';

type Moment = Pick<Context, 'now' | 'hits'>;

/** The status that is true now, whether or not somebody has written it down yet. At exactly its time a thing is over. */
export function standing(state: RequestState, { now, hits }: Moment): Status {
  if (state.status === 'pending') return isBefore(now, state.due) ? 'pending' : 'expired';
  const redeemBy = state.approval?.redeemBy;
  if (state.status !== 'approved' || redeemBy === undefined) return state.status;
  if (voiding(state, hits) !== undefined) return 'void';
  return isBefore(now, redeemBy) ? 'approved' : 'lapsed';
}

/** Whether a receipt may be minted now: approved, not over in any way, and not paused. */
export const mayHaveReceipt = (state: RequestState, moment: Moment): boolean =>
  state.approval?.redeemBy !== undefined &&
  standing(state, moment) === 'approved' &&
  livePause(moment.hits) === undefined;

/** The first pause after the approval and before it lapsed: it makes the approval void, and stays so when lifted. */
export function voiding(state: RequestState, hits: readonly Hit[]): Hit | undefined {
  const { seq = Infinity, redeemBy } = state.approval ?? {};
  if (redeemBy === undefined) return undefined;
  return hits
    .filter((hit) => hit.seq > seq && isBefore(hit.at, redeemBy))
    .toSorted((a, b) => a.seq - b.seq)[0];
}

/** The pause that holds a pending request or stops an agent now. */
export const livePause = (hits: readonly Hit[]): Hit | undefined => hits.find(({ live }) => live);

/** What every event at the end of a request says. */
export const endOf = (state: RequestState, { now }: Pick<Context, 'now'>) => ({
  ...aboutOf(state),
  waitedMs: Math.max(0, millisecondsBetween(state.askedAt, now)),
});

/** What every event about a request says. */
export const aboutOf = ({ id, kind, agentId, connectorId }: RequestState) => ({
  request: id,
  kind,
  agentId,
  ...(connectorId !== undefined && { connectorId }),
});

/** The ending that is true and not written yet: none or one event. */
export function settle(state: RequestState, context: Moment): readonly RequestEvent[] {
  const status = standing(state, context);
  if (status === state.status) return [];
  const data = endOf(state, context);
  if (status === 'expired') return [{ type: 'request-expired', data }];
  if (status === 'lapsed') return [{ type: 'request-lapsed', data }];
  const pause = voiding(state, context.hits);
  if (pause === undefined) return [];
  return [{ type: 'request-voided', data: { ...data, pause: pause.id, pausedAt: pause.at } }];
}

/** Who decided and when, as it stands now; undefined while pending. */
export function outcomeOf(state: RequestState, context: Moment): Outcome | undefined {
  const status = standing(state, context);
  if (status === 'pending') return undefined;
  const end = endDeed(state, context, status);
  const because = state.end?.because;
  const why = because === undefined ? {} : { because };
  if (state.approval === undefined) return end && { status, decided: end, ...why };
  const decided = approvalDeed(state.approval);
  return end ? { status, decided, afterwards: end, ...why } : { status, decided };
}

function approvalDeed({ at, approvers }: NonNullable<RequestState['approval']>): Deed {
  const last = approvers.at(-1);
  return { at, by: last === undefined ? { kind: 'system' } : { kind: 'person', id: last } };
}

function endDeed(state: RequestState, { hits }: Moment, status: Status): Deed | undefined {
  const { end } = state;
  if (end !== undefined)
    return { at: end.at, by: end.by, ...(end.reason !== undefined && { reason: end.reason }) };
  const by = { kind: 'system' } as const;
  if (status === 'expired') return { at: state.due, by };
  const at = status === 'void' ? voiding(state, hits)?.at : state.approval?.redeemBy;
  return status === 'approved' || at === undefined ? undefined : { at, by };
}
