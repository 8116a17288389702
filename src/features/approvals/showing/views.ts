import { type Instant, plus } from '../../../kernel/instant.ts';
import { type PersonId, ROLE_NAMES } from '../../../kernel/people.ts';
import type { AgentState, ConnectorState, EscalationStep } from '../../registry/domain/model.ts';
import type { Outside } from '../../releases/domain/outside.ts';
import type {
  AgentView,
  ApprovalView,
  DecidedState,
  DecidedView,
  StageView,
} from '../cards/view.ts';
import type { Hit } from '../domain/commands.ts';
import type { Gate } from '../domain/phaseGate.ts';
import type { Seat } from '../domain/seat.ts';
import { outcomeOf, voiding } from '../domain/standing.ts';
import {
  backupFrom,
  escalationOf,
  openStage,
  type RequestState,
  type Stage,
  type Status,
} from '../domain/state.ts';
import { boundsEnd } from '../kinds/boundsChange.ts';
import { askedView, warningsOf } from './askedView.ts';
import type { Names } from './names.ts';
import { personBehind } from './peopleOf.ts';

/** What a view needs besides the request. */
export interface Around {
  readonly names: Names;
  readonly agent: AgentState | undefined;
  readonly connector: ConnectorState | undefined;
  readonly hits: readonly Hit[];
  /** While it is pending: no release window is open for what it would change. */
  readonly outside: Outside | undefined;
  /** While it is pending: what a promotion's gate still lacks; absent: nothing, or nobody could say. */
  readonly gate?: Gate | undefined;
  /** How the request stands now, whether or not that is written yet. */
  readonly status: Status;
  /** The pause that holds it at present. */
  readonly heldBy: string | undefined;
  readonly now: Instant;
}

export const seatName = (seat: Seat): string =>
  seat.kind === 'businessOwner' ? 'business owner' : ROLE_NAMES[seat.role];

/** An agent that is gone from the registry is still named on what it asked for. */
export const agentView = (id: string, agent: AgentState | undefined): AgentView =>
  agent ? agent.record : { id, displayName: id, phase: 'pilot', department: '' };

function stageViews(
  stage: Stage,
  index: number,
  state: RequestState,
  { names, status }: Around,
): readonly StageView[] {
  const seat = seatName(stage.seat);
  const answered = stage.answers.map(
    (answer): StageView => ({
      seat,
      state: answer.answer === 'approve' ? 'approved' : 'rejected',
      by: names(answer.person),
      at: answer.at,
    }),
  );
  const open = status === 'pending' && index === state.stage ? 'open' : 'later';
  const missing = Math.max(0, stage.quorum - answered.length);
  return [
    ...answered,
    ...Array.from({ length: missing }, (): StageView => ({ seat, state: open })),
  ];
}

const stagesOf = (state: RequestState, around: Around): readonly StageView[] =>
  state.stages.flatMap((stage, index) => stageViews(stage, index, state, around));

/** The others who may answer at the open stage, now or from the moment the backup's time has come. */
function alternates(
  state: RequestState,
  reader: PersonId,
  names: Names,
): ApprovalView['alternates'] {
  const { seat, invited } = openStage(state);
  const others = invited.filter((id) => id !== reader).map((id) => ({ name: names(id) }));
  const backup = seat.kind === 'businessOwner' ? seat.backup : undefined;
  const isToCome = backup !== undefined && backup !== reader && !invited.includes(backup);
  return [
    ...others,
    ...(isToCome ? [{ name: names(backup), from: backupFrom(state) }] : []),
    ...stepsToCome(state).map(({ to, at }) => ({ name: STEP_NAMES[to], from: at })),
  ];
}

/** The steps of the escalation path that time has not taken yet. */
const stepsToCome = (state: RequestState): ReturnType<typeof escalationOf> =>
  escalationOf(state).filter(
    ({ to }) => !(openStage(state).escalated ?? []).some((taken) => taken.to === to),
  );

const STEP_NAMES = {
  manager: 'the business owner’s manager',
  board: 'one of the review board',
} as const satisfies Record<EscalationStep, string>;

/** As what a step asked this reader; undefined: none did. */
const steppedIn = (state: RequestState, reader: PersonId): string | undefined => {
  const taken = (openStage(state).escalated ?? []).find(({ invited }) => invited.includes(reader));
  if (taken === undefined) return undefined;
  return taken.to === 'manager'
    ? 'manager of the business owner, who has not answered'
    : 'review board, since the business owner has not answered';
};

const seatOf = (state: RequestState, reader: PersonId): string => {
  const { seat, invited } = openStage(state);
  if (!invited.includes(reader)) return '';
  const step = steppedIn(state, reader);
  if (step !== undefined) return step;
  return seat.kind === 'businessOwner' && seat.backup === reader
    ? 'backup of the business owner'
    : seatName(seat);
};

/** The approval as one person sees it; without a nonce it can be read and not answered. */
export function approvalViewOf(
  state: RequestState,
  reader: PersonId,
  nonce: string | undefined,
  around: Around,
): ApprovalView {
  const { names, agent } = around;
  return {
    request: state.id,
    digest: state.digest,
    nonce,
    agent: agentView(state.agentId, agent),
    ...askedView(state, around),
    warnings: warningsOf(state, around),
    seat: seatOf(state, reader),
    alternates: alternates(state, reader, names),
    stages: stagesOf(state, around),
    askedAt: state.askedAt,
    due: state.due,
    heldBy: around.heldBy,
    ended: around.status === 'pending' ? undefined : around.status,
  };
}

function decidedState({ status, heldBy }: Around): DecidedState {
  if (status !== 'pending') return status;
  return heldBy === undefined ? 'answered' : 'held';
}

/** Who brought it to where it stands, and when: of a pending request the reader's own answer. */
function lastStep(
  state: RequestState,
  reader: PersonId,
  { now, hits }: Around,
): { readonly person: PersonId | undefined; readonly at: Instant } {
  const outcome = outcomeOf(state, { now, hits });
  const deed = outcome?.afterwards ?? outcome?.decided;
  if (deed) return { person: personBehind(deed.by), at: deed.at };
  const own = openStage(state).answers.find(({ person }) => person === reader);
  return { person: own?.person, at: own?.at ?? state.askedAt };
}

const ABOUT = {
  outboundAction: 'action',
  connector: 'connector',
  tierEscalation: 'tier',
  standingGrant: 'grant',
  promotion: 'promotion',
  boundsChange: 'bounds',
  policyChange: 'policy',
  modelList: 'models',
  deviation: 'deviation',
} as const;

function endOfRight(state: RequestState): Instant | undefined {
  if (state.kind === 'standingGrant' || state.kind === 'deviation') return state.until;
  if (state.kind === 'boundsChange') return boundsEnd(state);
  return state.kind === 'tierEscalation' && state.approval
    ? plus(state.approval.at, state.forMs)
    : undefined;
}

/** How a request stands for one reader, once it is no longer theirs to answer. */
export function decidedViewOf(
  state: RequestState,
  reader: PersonId,
  matter: DecidedView['matter'],
  around: Around,
): DecidedView {
  const { names, heldBy, status, hits } = around;
  const { person, at } = lastStep(state, reader, around);
  const shown = decidedState(around);
  const mayUndo = status === 'approved' && state.approval?.approvers.includes(reader) === true;
  const byPause =
    shown === 'void'
      ? (state.end?.pause ?? voiding(state, hits)?.id)
      : shown === 'held'
        ? heldBy
        : undefined;
  return {
    request: state.id,
    matter,
    state: shown,
    by: byPause ?? (person ? names(person) : ''),
    at,
    byReader: person === reader,
    preset: state.end?.preset,
    reason: state.end?.reason,
    stages: stagesOf(state, around),
    undoUntil: mayUndo ? state.approval?.undoUntil : undefined,
    redeemBy: status === 'approved' ? state.approval?.redeemBy : undefined,
    about: ABOUT[state.kind],
    because: state.end?.because,
    endsAt: endOfRight(state),
  };
}
