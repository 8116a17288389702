import type { Recorded } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { personId } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { RequestEvent, RequestEventType } from './events.ts';
import { advanced, answered, backupJoined, escalated, firstStages, reseated } from './stages.ts';
import type { Approval, End, RequestState, Status } from './state.ts';
import { abandoned, delivered, joined, shown } from './viewers.ts';

type Of<T extends RequestEventType> = Recorded<Extract<RequestEvent, { type: T }>>;

/** The status an event needs; card events fit any. An event that does not fit its request changes nothing. */
const NEEDS: Readonly<Record<RequestEventType, Status | 'none' | 'any'>> = {
  'request-asked': 'none',
  'request-answered': 'pending',
  'request-advanced': 'pending',
  'request-backup-joined': 'pending',
  'request-escalated': 'pending',
  'request-reseated': 'pending',
  'request-approved': 'pending',
  'request-rejected': 'pending',
  'request-expired': 'pending',
  'request-withdrawn': 'pending',
  'request-redeemed': 'approved',
  'request-lapsed': 'approved',
  'request-undone': 'approved',
  'request-voided': 'approved',
  'card-delivered': 'any',
  'card-abandoned': 'any',
};

/** Folds one event into a request. Throws `ledger-corrupt` where a request begins with anything but being asked. */
export function evolve(
  state: RequestState | undefined,
  event: Recorded<RequestEvent>,
  id: string,
): RequestState {
  if (state === undefined) {
    if (event.type === 'request-asked') return begun(event);
    const place = `${event.log}/${event.seq}`;
    throw new Fault('ledger-corrupt', `${id} begins with ${event.type} at ${place}`);
  }
  return fits(state, event) ? next(state, event) : state;
}

/** Whether an event can happen to a request in this state; to none, that it is asked. */
export function fits(state: RequestState | undefined, { type, data }: RequestEvent): boolean {
  if (state === undefined) return type === 'request-asked';
  const needs = NEEDS[type];
  if (needs !== 'any' && needs !== state.status) return false;
  if (type === 'request-advanced')
    return data.stage === state.stage + 1 && data.stage < state.stages.length;
  return 'stage' in data ? data.stage === state.stage : true;
}

function begun({ data, at, by, seq }: Of<'request-asked'>): RequestState {
  const { request, stages, invited, ...rest } = data;
  return {
    ...rest,
    id: request,
    status: 'pending',
    requester: by,
    askedAt: at,
    askedSeq: seq,
    stages: firstStages(stages, invited, at),
    stage: 0,
    round: 1,
    version: 1,
    audience: joined([], invited, at),
  };
}

function next(state: RequestState, event: Recorded<RequestEvent>): RequestState {
  const { at } = event;
  switch (event.type) {
    case 'request-asked':
      return state;
    case 'request-answered':
      return shown(answered(state, event.data, at), at);
    case 'request-advanced':
      return shown(advanced(state, event.data, at), at);
    case 'request-backup-joined':
      return backupJoined(state, event.data, at);
    case 'request-escalated':
      return escalated(state, event.data, at);
    case 'request-reseated':
      return shown(reseated(state, event.data, at), at);
    case 'request-approved':
      return told({ ...state, status: 'approved', approval: approvalOf(event) }, at);
    case 'card-delivered':
      return delivered(state, event.data, at);
    case 'card-abandoned':
      return abandoned(state, event.data);
    case 'request-rejected':
    case 'request-expired':
    case 'request-withdrawn':
    case 'request-redeemed':
    case 'request-lapsed':
    case 'request-undone':
    case 'request-voided':
      return told({ ...state, status: AFTER[event.type], end: endOf(state, event) }, at);
    default:
      return assertNever(event);
  }
}

/** How it came out goes to a person who asked, too. */
function told(state: RequestState, at: Instant): RequestState {
  const { requester } = state;
  const asker = requester.kind === 'person' ? personId(requester.id) : undefined;
  return shown({ ...state, audience: joined(state.audience, asker ? [asker] : [], at) }, at);
}

function approvalOf({ data, at, seq }: Of<'request-approved'>): Approval {
  const { approvers, redeemBy, undoUntil } = data;
  return {
    at,
    seq,
    approvers,
    ...(redeemBy !== undefined && { redeemBy }),
    ...(undoUntil !== undefined && { undoUntil }),
  };
}

const AFTER = {
  'request-rejected': 'rejected',
  'request-expired': 'expired',
  'request-withdrawn': 'withdrawn',
  'request-redeemed': 'redeemed',
  'request-lapsed': 'lapsed',
  'request-undone': 'undone',
  'request-voided': 'void',
} as const satisfies Partial<Record<RequestEventType, Status>>;

const SYSTEM = { kind: 'system' } as const;

/** Time and pauses end a request at their own moment, whoever came along to write it. */
function endOf(state: RequestState, event: Of<keyof typeof AFTER>): End {
  const { at, by } = event;
  switch (event.type) {
    case 'request-expired':
      return { at: event.data.because ? at : state.due, by: SYSTEM, ...loss(event.data) };
    case 'request-lapsed':
      return { at: state.approval?.redeemBy ?? at, by: SYSTEM };
    case 'request-voided': {
      const { pause, pausedAt = at } = event.data;
      return {
        at: pausedAt,
        by: SYSTEM,
        ...(pause !== undefined && { pause }),
        ...loss(event.data),
      };
    }
    case 'request-redeemed':
      return { at, by, jti: event.data.jti };
    case 'request-withdrawn':
      return { at, by, ...why(event.data) };
    case 'request-rejected':
    case 'request-undone':
      return { at, by: { kind: 'person', id: event.data.person }, ...why(event.data) };
    default:
      return assertNever(event);
  }
}

const loss = ({ because }: Pick<End, 'because'>) => (because === undefined ? {} : { because });

const why = ({ reason, preset }: { readonly reason?: string; readonly preset?: string }) => ({
  ...(reason !== undefined && { reason }),
  ...(preset !== undefined && { preset }),
});
