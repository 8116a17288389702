import { isPassing } from '../../../kernel/faults.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import type { PersonId, Principal, Role } from '../../../kernel/people.ts';
import { type Problem, problem } from '../../../kernel/problems.ts';
import { agents } from '../../registry/domain/fold.ts';
import { impactOf } from '../cards/impact.ts';
import { presetChoices } from '../cards/presets.ts';
import { matterOf } from '../cards/words.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { answerers } from '../domain/seats.ts';
import { outcomeOf, standing } from '../domain/standing.ts';
import {
  approversOf,
  backupFrom,
  escalationOf,
  openStage,
  type RequestState,
} from '../domain/state.ts';
import { type Members, membersOf, rolesIn } from '../members.ts';
import { askedView, warningsOf } from './askedView.ts';
import { personBehind } from './peopleOf.ts';
import { aroundOf } from './render.ts';
import { matterFields, payloadFields } from './requestBody.ts';
import { type Around, seatName } from './views.ts';

/** Who asks to see a request. */
export interface Reader {
  readonly principal: Principal;
  readonly roles: ReadonlySet<Role>;
}

const OVERSEERS: readonly Role[] = ['admin', 'board', 'security', 'compliance'];

const invitedTo = (state: RequestState): readonly PersonId[] => [
  ...state.stages.flatMap(({ invited }) => invited),
  ...approversOf(state),
];

const isOwnerOf = (state: RequestState, person: PersonId, view: View): boolean => {
  const people = view.get(agents, state.agentId)?.people;
  return (
    people !== undefined && [people.business, people.technical, people.backup].includes(person)
  );
};

/** Whether a reader may know that this request exists and how it stands. */
export function maySee(
  deps: Pick<ApprovalsDeps, 'speaksFor'>,
  state: RequestState,
  { principal, roles }: Reader,
  view: View,
): boolean {
  if (principal.kind === 'gateway') return true;
  if (principal.kind === 'agent')
    return deps.speaksFor(principal.objectId, state.agentId, view.get(agents, state.agentId));
  return (
    principal.kind === 'person' &&
    (OVERSEERS.some((role) => roles.has(role)) ||
      isOwnerOf(state, principal.id, view) ||
      mayReadPayload(deps, state, { principal, roles }, view))
  );
}

/** What a person wrote to ask for a right is for people; what an agent asked for is its own, and its gateway's. */
const isForPrograms = ({ kind, requester }: RequestState): boolean =>
  kind === 'outboundAction' || requester.kind !== 'person';

/** Payloads are seen by requester, approvers and board (contract), and by a gateway, which has to execute them. */
export function mayReadPayload(
  deps: Pick<ApprovalsDeps, 'speaksFor'>,
  state: RequestState,
  { principal, roles }: Reader,
  view: View,
): boolean {
  if (principal.kind !== 'person')
    return isForPrograms(state) && maySee(deps, state, { principal, roles }, view);
  if (roles.has('board') || personBehind(state.requester) === principal.id) return true;
  const seatedByRole = state.stages.some(
    ({ seat }) => seat.kind === 'role' && roles.has(seat.role),
  );
  const people = view.get(agents, state.agentId)?.people;
  const seatedAsOwner =
    state.stages.some(({ seat }) => seat.kind === 'businessOwner') &&
    people !== undefined &&
    [people.business, people.backup].includes(principal.id);
  return seatedByRole || seatedAsOwner || invitedTo(state).includes(principal.id);
}

/** A request as the API shows it to one reader. */
export async function showRequest(
  deps: ApprovalsDeps,
  state: RequestState,
  reader: Reader,
): Promise<Record<string, unknown>> {
  const view = await deps.ledger.view();
  const around = await aroundOf(deps, state, view);
  const members = await membersOf(deps, rolesIn([openStage(state)])).catch((error: unknown) =>
    nobodyWhile(error),
  );
  return {
    ...outline(state, around),
    status: around.status,
    mayAnswer:
      around.status === 'pending'
        ? awaited(deps, state, around, members).map((id) => named(around, id))
        : [],
    ...decision(deps, state, around),
    ...inWords(state, around, mayReadPayload(deps, state, reader, view)),
  };
}

/** What is asked as a card says it, and the payload where this reader may have it. */
function inWords(state: RequestState, around: Around, withPayload: boolean) {
  const { asked } = askedView(state, around);
  const { does, detail } = matterOf(state.agentId, asked);
  const presets = presetChoices(asked.kind);
  if (!withPayload) return { does, presets };
  const { text, weight } = impactOf(asked);
  const impact = { text, weight };
  return {
    does,
    presets,
    detail,
    impact,
    warnings: warningsOf(state, around),
    ...payloadFields(state),
  };
}

/** A list of who may answer is a courtesy: while the directory is away it is empty, and nothing else suffers. */
function nobodyWhile(error: unknown): Members {
  if (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    isPassing(error.code as Parameters<typeof isPassing>[0])
  )
    return {};
  throw error;
}

const named = ({ names }: Around, id: PersonId) => ({ id, name: names(id) });

const awaited = (
  deps: ApprovalsDeps,
  state: RequestState,
  { agent, connector, hits }: Around,
  members: Members,
): readonly PersonId[] =>
  answerers(state, { now: deps.clock.now(), agent, connector, members, hits });

/** Who may answer in the owner's place and from when on, while it waits for the owner. */
function escalationShown(state: RequestState, around: Around) {
  const { seat, escalated = [] } = openStage(state);
  if (around.status !== 'pending' || seat.kind !== 'businessOwner') return {};
  const { backup } = seat;
  const steps = [
    ...(backup === undefined
      ? []
      : [{ to: 'backup' as const, from: backupFrom(state), people: [named(around, backup)] }]),
    ...escalationOf(state).map(({ to, at }) => {
      const asked = escalated.find((taken) => taken.to === to)?.invited ?? [];
      return { to, from: at, people: asked.map((id) => named(around, id)) };
    }),
  ];
  return steps.length > 0 ? { escalation: steps } : {};
}

const outline = (state: RequestState, around: Around) => ({
  id: state.id,
  kind: state.kind,
  agentId: state.agentId,
  ...(state.connectorId !== undefined && { connectorId: state.connectorId }),
  ...(around.agent && { agentName: around.agent.record.displayName }),
  ...(around.connector && { connectorName: around.connector.record.displayName }),
  ...matterFields(state),
  digest: state.digest,
  requester: state.requester,
  askedAt: state.askedAt,
  due: state.due,
  stage: state.stage,
  stages: state.stages.map(({ seat, quorum, answers }) => ({
    seat: seatName(seat),
    quorum,
    answers: answers.map(({ person, answer, at, reason, preset, confirms, right }) => ({
      person: named(around, person),
      answer,
      at,
      ...(reason !== undefined && { reason }),
      ...(preset !== undefined && { preset }),
      ...(confirms && { confirms }),
      ...(right && {
        right: right.by === 'manager' ? { ...right, of: named(around, right.of) } : right,
      }),
    })),
  })),
  ...escalationShown(state, around),
  ...(state.stepUp && { stepUp: state.stepUp }),
  ...(around.heldBy !== undefined && { heldBy: around.heldBy }),
});

function decision(
  deps: ApprovalsDeps,
  state: RequestState,
  around: Around,
): Record<string, unknown> {
  const outcome = outcomeOf(state, { now: deps.clock.now(), hits: around.hits });
  const by = outcome && personBehind(outcome.decided.by);
  const { approval, end } = state;
  return {
    ...(outcome && { decidedAt: outcome.decided.at }),
    ...(by && { decidedBy: named(around, by) }),
    ...(outcome?.afterwards && { endedAt: outcome.afterwards.at }),
    ...(approval?.redeemBy !== undefined && { redeemBy: approval.redeemBy }),
    ...(approval?.undoUntil !== undefined && { undoUntil: approval.undoUntil }),
    ...(end?.reason !== undefined && { reason: end.reason }),
    ...(end?.preset !== undefined && { preset: end.preset }),
  };
}

export const statusNow = (state: RequestState, now: Instant, hits: Around['hits']) =>
  standing(state, { now, hits });

/** The request, where this caller may know of it. */
export async function seen(
  deps: ApprovalsDeps,
  id: string,
  reader: Reader,
): Promise<RequestState | undefined> {
  const [state, view] = await Promise.all([
    deps.ledger.reads.get(requests, id),
    deps.ledger.view(),
  ]);
  return state && maySee(deps, state, reader, view) ? state : undefined;
}

export const noRequest = (id: string): Problem =>
  problem('not-found', `There is no request ${id}.`);
