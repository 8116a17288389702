import { isoDuration } from '../../../kernel/duration.ts';
import type { Committed, Draft, Idempotency, Tx } from '../../../kernel/ledger.ts';
import { type Actor, type PersonId, personId, type Role } from '../../../kernel/people.ts';
import { type Problem, problem } from '../../../kernel/problems.ts';
import { quoted } from '../../../kernel/quoted.ts';
import type { Call } from '../../../kernel/route.ts';
import { fromCommitted } from '../../../kernel/stored.ts';
import { personFinding } from '../../policy/domain/people.ts';
import { agents } from '../../registry/domain/fold.ts';
import { contextOf, standingAround } from '../context.ts';
import type { ApprovalsDeps } from '../deps.ts';
import type { Context, Plan } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusals.ts';
import { planBounds } from '../kinds/boundsChange.ts';
import { planConnector } from '../kinds/connector.ts';
import { planDeviation } from '../kinds/deviation.ts';
import { obstacle } from '../kinds/kinds.ts';
import { planModelList } from '../kinds/modelList.ts';
import { planPromotion, tooFar } from '../kinds/promotion.ts';
import { type AskedRight, rightDigest, roleStage } from '../kinds/rights.ts';
import { planGrant } from '../kinds/standingGrant.ts';
import { planTier } from '../kinds/tierEscalation.ts';
import { type Members, membersOf } from '../members.ts';
import { type AskAnswer, askAnswer, type Show } from './askAnswer.ts';
import { askedBefore, keptAnswer } from './askedBefore.ts';
import type { ConnectorAsk, DeviationAsk, PromotionAsk, RightAsk, TierAsk } from './askSchemas.ts';
import { boundsSubject, callsFor } from './boundsSubject.ts';
import { grantSubject } from './grantSubject.ts';
import { modelListSubject } from './modelListSubject.ts';
import { type AskPlan, openOrFind } from './planAsk.ts';

export type AskDeps = Pick<
  ApprovalsDeps,
  'ledger' | 'directory' | 'hits' | 'tenant' | 'rules' | 'clock'
>;

/** Seats that a question about rights may have. */
const REVIEWERS: readonly Role[] = ['security', 'compliance', 'admin', 'board', 'finance'];

/** A question about a right, and who asks. */
export interface RightAsked {
  readonly ask: RightAsk;
  readonly by: Actor;
  readonly idempotency?: Idempotency | undefined;
}

/** Opens a request for a connector or a tier, or finds the equal one that is pending; the same from API and dialog. */
export async function askForRight(
  deps: AskDeps,
  { ask, by, idempotency }: RightAsked,
): Promise<Committed<AskPlan>> {
  const members = await membersOf(deps, REVIEWERS);
  const owner = ask.kind === 'deviation' ? (await deps.directory.find(ask.owner))?.id : undefined;
  const calls = await callsFor(ask, deps.ledger, deps.clock.now());
  return deps.ledger.commit(
    (tx) => work(deps, tx, { ask, by, members, owner, calls }),
    idempotency,
  );
}

/** With who was looked up before the try. */
interface Asked {
  readonly ask: RightAsk;
  readonly by: Actor;
  readonly members: Members;
  /** Who is to answer for a deviation. */
  readonly owner: PersonId | undefined;
  /** How much the agent asked for lately. */
  readonly calls: Awaited<ReturnType<typeof callsFor>>;
}

async function work(deps: AskDeps, tx: Tx, asked: Asked): Promise<Draft<AskPlan>> {
  const { by } = asked;
  const plan = await planRight(deps, tx, asked);
  if (plan.kind === 'refused') return { by, events: [], result: () => plan };
  const events = plan.kind === 'opened' ? plan.events : [];
  return { by, events, result: () => plan, answer: () => keptAnswer(plan, tx) };
}

async function planRight(
  deps: AskDeps,
  tx: Tx,
  { ask, by, members, owner, calls }: Asked,
): Promise<AskPlan> {
  const subject = subjectOf(deps, { ask, owner, calls }, tx);
  if ('code' in subject) return { kind: 'refused', refusal: subject };
  const denied = deniedToAsk(deps, tx, subject, { by, members });
  if (denied) return { kind: 'refused', refusal: denied };
  const context = contextOf(deps, tx, subject, members);
  const refusal = obstacle(subject, context);
  if (refusal) return { kind: 'refused', refusal };
  const plan = planOf(subject, context, by);
  return plan
    ? openOrFind(tx, { subject, plan, by }, context)
    : { kind: 'refused', refusal: { code: 'unknown-agent', agentId: subject.agentId } };
}

/** What the policy has against it: a person's asking for a connector, or that anybody at all publishes the agent there. */
function deniedToAsk(
  { rules }: AskDeps,
  tx: Tx,
  subject: AskedRight,
  { by, members }: { readonly by: Actor; readonly members: Members },
): Refusal | undefined {
  const agent = tx.view.get(agents, subject.agentId)?.record;
  const id = by.kind === 'person' ? personId(by.id) : undefined;
  const today = tx.now.slice(0, 10);
  if (subject.kind === 'promotion' && agent !== undefined) {
    const { toEnvironment: environment, toPhase: phase } = subject;
    const there = { ...agent, environment, phase };
    const who = { roles: ['admin'] } as const;
    const found = personFinding(rules.policy, tx.view, {
      does: 'publishAgent',
      agent: there,
      who,
      today,
    });
    return found.outcome === 'deny' ? { code: 'policy-denies', because: found.because } : undefined;
  }
  if (subject.kind !== 'connector' || agent === undefined || id === undefined) return undefined;
  const { outcome, because } = personFinding(rules.policy, tx.view, {
    does: 'connectAgent',
    agent,
    who: { id, roles: REVIEWERS.filter((role) => members[role]?.includes(id)) },
    today,
  });
  return outcome === 'deny' ? { code: 'policy-denies', because } : undefined;
}

/** What the ledger itself proposes is for the board to adopt, last of all. */
const withBoard = (plan: Plan): Plan => ({ ...plan, stages: [...plan.stages, roleStage('board')] });

function planOf(subject: AskedRight, { agent, now }: Context, by: Actor): Plan | undefined {
  if (subject.kind === 'modelList') return planModelList(now);
  if (agent === undefined) return undefined;
  switch (subject.kind) {
    case 'connector':
      return planConnector(subject, agent.people, now);
    case 'tierEscalation':
      return planTier(subject, agent.people, now);
    case 'standingGrant':
      return by.kind === 'system'
        ? withBoard(planGrant(subject, agent.people, now))
        : planGrant(subject, agent.people, now);
    case 'promotion':
      return planPromotion(subject, agent.people, now);
    case 'boundsChange':
      return planBounds(subject, agent.people, now);
    case 'deviation':
      return planDeviation(subject, agent.people, now);
  }
}

function subjectOf(
  deps: AskDeps,
  { ask, owner, calls }: Pick<Asked, 'ask' | 'owner' | 'calls'>,
  tx: Tx,
): AskedRight | Refusal {
  switch (ask.kind) {
    case 'connector':
      return connectorSubject(deps.tenant, ask);
    case 'tierEscalation':
      return tierSubject(deps.tenant, ask, tx);
    case 'standingGrant':
      return grantSubject(deps, ask, tx);
    case 'promotion':
      return promotionSubject(deps.tenant, ask, tx);
    case 'boundsChange':
      return boundsSubject(deps.tenant, { ask, calls }, tx);
    case 'modelList':
      return modelListSubject(deps.tenant, ask, tx);
    case 'deviation':
      return deviationSubject(deps.tenant, { ask, owner }, tx);
  }
}

function connectorSubject(
  tenant: string,
  { requestedFor, ...ask }: ConnectorAsk,
): Extract<AskedRight, { kind: 'connector' }> {
  const draft = { ...ask, agentId: requestedFor };
  return { ...draft, digest: rightDigest(tenant, draft) };
}

/** With where the agent runs and what it may do today: that is what people see, and what the digest covers. */
function tierSubject(
  tenant: string,
  { for: duration, ...ask }: TierAsk,
  tx: Tx,
): Extract<AskedRight, { kind: 'tierEscalation' }> {
  const { agent } = standingAround(ask, tx.view, tx.now);
  const had = agent?.record.capabilities.find((one) => one.connectorId === ask.connectorId);
  const draft = {
    ...ask,
    environment: agent?.record.environment ?? 'production',
    fromTier: had?.tier ?? 'readOnly',
    forMs: isoDuration(duration) ?? 0,
  } as const;
  return { ...draft, digest: rightDigest(tenant, draft) };
}

/** From where the agent is now; what is not named stays as it is. */
function promotionSubject(
  tenant: string,
  { toEnvironment, toPhase, ...ask }: PromotionAsk,
  tx: Tx,
): Extract<AskedRight, { kind: 'promotion' }> | Refusal {
  const record = tx.view.get(agents, ask.agentId)?.record;
  if (record === undefined) return { code: 'unknown-agent', agentId: ask.agentId };
  const { environment, phase } = record;
  const from = { fromEnvironment: environment, fromPhase: phase };
  const draft = {
    ...ask,
    ...from,
    toEnvironment: toEnvironment ?? environment,
    toPhase: toPhase ?? phase,
  };
  const far = tooFar(draft);
  if (far) return far;
  return { ...draft, digest: rightDigest(tenant, draft) };
}

function deviationSubject(
  tenant: string,
  { ask, owner }: { readonly ask: DeviationAsk; readonly owner: PersonId | undefined },
  tx: Tx,
): Extract<AskedRight, { kind: 'deviation' }> | Refusal {
  const record = tx.view.get(agents, ask.agentId)?.record;
  if (record === undefined) return { code: 'unknown-agent', agentId: ask.agentId };
  if (owner === undefined) return { code: 'unknown-person', name: ask.owner };
  const draft = { ...ask, owner, environment: record.environment };
  return { ...draft, digest: rightDigest(tenant, draft) };
}

/** Asks over the API: a person in their own name, a program for its own agent. */
export async function askRightOverHttp(
  deps: ApprovalsDeps,
  call: Call<unknown, unknown, RightAsk>,
  show: Show,
): Promise<AskAnswer> {
  const by = await askerOf(deps, call);
  if ('problem' in by) return by;
  const asked = await askForRight(deps, { ask: call.body, by, idempotency: call.idempotency });
  if (asked.kind === 'repeated') return askedBefore(deps, asked.answer, call);
  const told = asked.kind === 'done' ? await askAnswer(deps, asked.result, call, show) : undefined;
  return fromCommitted(asked, () => told ?? problem('internal', 'An answer was expected.'));
}

async function askerOf(
  deps: ApprovalsDeps,
  { principal, body }: Call<unknown, unknown, RightAsk>,
): Promise<Actor | Problem> {
  if (principal.kind === 'person') {
    if (principal.client !== 'tab')
      return problem('forbidden', "People ask in chat, or with the tab's own client.");
    const known = await deps.directory.find(principal.id);
    return known
      ? { kind: 'person', id: known.id }
      : problem('forbidden', 'You are not in the directory.');
  }
  if (body.kind === 'modelList') return problem('forbidden', 'People ask for a business group.');
  const agentId = body.kind === 'connector' ? body.requestedFor : body.agentId;
  const agent = (await deps.ledger.view()).get(agents, agentId);
  const speaks = principal.kind === 'agent' && deps.speaksFor(principal.objectId, agentId, agent);
  return speaks
    ? { kind: 'agent', id: agentId }
    : problem('forbidden', `This token does not speak for ${quoted(agentId)}.`);
}
