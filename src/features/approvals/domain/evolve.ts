import type { Recorded } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { PersonId } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { RequestEvent, RequestEventType, StagePlan } from './events.ts';
import {
  type End,
  isBehind,
  type RequestState,
  type Stage,
  type Status,
  type Viewer,
} from './state.ts';

type Of<T extends RequestEventType> = Recorded<Extract<RequestEvent, { type: T }>>;

/** The status an event needs; card events fit any. An event that does not fit its request changes nothing. */
const NEEDS: Readonly<Record<RequestEventType, Status | 'none' | 'any'>> = {
  'request-asked': 'none',
  'request-answered': 'pending',
  'request-advanced': 'pending',
  'request-backup-joined': 'pending',
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
    if (event.type === 'request-asked') return begin(event);
    throw new Fault(
      'ledger-corrupt',
      `${id} begins with ${event.type} at ${event.log}/${event.seq}`,
    );
  }
  const needs = NEEDS[event.type];
  return needs === 'any' || needs === state.status ? next(state, event) : state;
}

function begin({ data, at, by, seq }: Of<'request-asked'>): RequestState {
  const { request, stages, invited, ...rest } = data;
  return {
    ...rest,
    id: request,
    status: 'pending',
    requester: by,
    askedAt: at,
    askedSeq: seq,
    stages: stages.map((plan, index) =>
      index === 0 ? opened(toCome(plan), at, invited) : toCome(plan),
    ),
    stage: 0,
    round: 1,
    version: 1,
    audience: join([], invited, at),
  };
}

const toCome = ({ seat, quorum }: StagePlan): Stage => ({
  seat,
  quorum,
  answers: [],
  invited: [],
  backupJoined: false,
});

function opened(stage: Stage, at: Instant, invited: readonly PersonId[]): Stage {
  return { ...stage, openedAt: at, invited, backupJoined: includesBackup(stage, invited) };
}

const includesBackup = ({ seat }: Pick<Stage, 'seat'>, invited: readonly PersonId[]): boolean =>
  seat.kind === 'businessOwner' && seat.backup !== undefined && invited.includes(seat.backup);

function next(state: RequestState, event: Recorded<RequestEvent>): RequestState {
  const { at } = event;
  switch (event.type) {
    case 'request-asked':
      return state;
    case 'request-answered':
      return shown(answered(state, event), at);
    case 'request-advanced':
      return shown(advanced(state, event), at);
    case 'request-backup-joined':
      return backupJoined(state, event);
    case 'request-reseated':
      return shown(reseated(state, event), at);
    case 'request-approved':
      return shown(approved(state, event), at);
    case 'card-delivered':
      return delivered(state, event);
    case 'card-abandoned':
      return withViewer(state, event.data.person, (viewer) => ({ ...viewer, abandoned: true }));
    case 'request-rejected':
    case 'request-expired':
    case 'request-withdrawn':
    case 'request-redeemed':
    case 'request-lapsed':
    case 'request-undone':
    case 'request-voided':
      return shown(ended(state, event), at);
    default:
      return assertNever(event);
  }
}

/** Cards show something else from now on. */
function shown(state: RequestState, at: Instant): RequestState {
  const audience = state.audience.map((viewer) =>
    isBehind(state, viewer) ? viewer : { ...viewer, behindSince: at },
  );
  return { ...state, audience, version: state.version + 1 };
}

function join(audience: readonly Viewer[], people: readonly PersonId[], at: Instant): Viewer[] {
  const there = new Set(audience.map(({ person }) => person));
  const newcomers = [...new Set(people)].filter((person) => !there.has(person));
  return [
    ...audience,
    ...newcomers.map((person) => ({ person, behindSince: at, abandoned: false })),
  ];
}

function withStage(
  state: RequestState,
  index: number,
  change: (stage: Stage) => Stage,
): RequestState {
  const stages = state.stages.map((stage, i) => (i === index ? change(stage) : stage));
  return { ...state, stages };
}

function answered(state: RequestState, { data, at }: Of<'request-answered'>): RequestState {
  const { person, as, answer, reason, preset } = data;
  const why = { ...(reason !== undefined && { reason }), ...(preset !== undefined && { preset }) };
  return withStage(state, data.stage, (stage) => ({
    ...stage,
    answers: [...stage.answers, { person, as, answer, at, ...why }],
  }));
}

function advanced(state: RequestState, { data, at }: Of<'request-advanced'>): RequestState {
  const { stage: index, invited } = data;
  const moved = withStage(state, index, (stage) => opened(stage, at, invited));
  return { ...moved, stage: index, audience: join(state.audience, invited, at) };
}

function backupJoined(
  state: RequestState,
  { data, at }: Of<'request-backup-joined'>,
): RequestState {
  const joined = withStage(state, data.stage, (stage) => ({
    ...stage,
    backupJoined: true,
    invited: [...new Set([...stage.invited, ...data.invited])],
  }));
  return { ...joined, audience: join(state.audience, data.invited, at) };
}

function reseated(state: RequestState, { data, at }: Of<'request-reseated'>): RequestState {
  const { seat, invited } = data;
  const moved = withStage(state, data.stage, (stage) => ({
    ...stage,
    seat,
    invited,
    backupJoined: includesBackup({ seat }, invited),
  }));
  return { ...moved, round: state.round + 1, audience: join(state.audience, invited, at) };
}

function approved(state: RequestState, { data, at, seq }: Of<'request-approved'>): RequestState {
  const { approvers, redeemBy, undoUntil } = data;
  const approval = {
    at,
    seq,
    approvers,
    ...(redeemBy !== undefined && { redeemBy }),
    ...(undoUntil !== undefined && { undoUntil }),
  };
  return { ...state, status: 'approved', approval };
}

type Ending = Of<
  | 'request-rejected'
  | 'request-expired'
  | 'request-withdrawn'
  | 'request-redeemed'
  | 'request-lapsed'
  | 'request-undone'
  | 'request-voided'
>;

function ended(state: RequestState, event: Ending): RequestState {
  return { ...state, status: statusAfter(event), end: endOf(state, event) };
}

const statusAfter = ({ type }: Ending): Status =>
  type === 'request-voided' ? 'void' : AFTER[type];

const AFTER = {
  'request-rejected': 'rejected',
  'request-expired': 'expired',
  'request-withdrawn': 'withdrawn',
  'request-redeemed': 'redeemed',
  'request-lapsed': 'lapsed',
  'request-undone': 'undone',
} as const;
const SYSTEM = { kind: 'system' } as const;

/** Time and pauses end a request at their own moment, whoever came along to write it. */
function endOf(state: RequestState, event: Ending): End {
  const { at, by } = event;
  switch (event.type) {
    case 'request-expired':
      return { at: state.due, by: SYSTEM };
    case 'request-lapsed':
      return { at: state.approval?.redeemBy ?? at, by: SYSTEM };
    case 'request-voided':
      return { at: event.data.pausedAt, by: SYSTEM, pause: event.data.pause };
    case 'request-redeemed':
      return { at, by, jti: event.data.jti };
    case 'request-withdrawn':
      return { at, by, ...because(event.data) };
    case 'request-rejected':
    case 'request-undone':
      return { at, by: { kind: 'person', id: event.data.person }, ...because(event.data) };
    default:
      return assertNever(event);
  }
}

const because = ({ reason, preset }: { reason?: string; preset?: string }) => ({
  ...(reason !== undefined && { reason }),
  ...(preset !== undefined && { preset }),
});

function delivered(state: RequestState, { data, at }: Of<'card-delivered'>): RequestState {
  const { person, conversation, activityId, hash, shows } = data;
  const joined = { ...state, audience: join(state.audience, [person], at) };
  const standing = { conversation, activityId, hash, shows };
  return withViewer(joined, person, () => ({
    person,
    standing,
    behindSince: at,
    abandoned: false,
  }));
}

function withViewer(
  state: RequestState,
  person: PersonId,
  change: (viewer: Viewer) => Viewer,
): RequestState {
  const audience = state.audience.map((one) => (one.person === person ? change(one) : one));
  return { ...state, audience };
}
