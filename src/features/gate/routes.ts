import * as z from 'zod';
import type { Chat } from '../../kernel/chat.ts';
import type { Actor, Directory, PersonId, Principal, Role } from '../../kernel/people.ts';
import { type Problem, problem } from '../../kernel/problems.ts';
import { quoted } from '../../kernel/quoted.ts';
import { type Call, type Route, route } from '../../kernel/route.ts';
import type { AuthorizeCall } from '../policy/domain/judge.ts';
import { agents } from '../registry/domain/fold.ts';
import type { AgentState } from '../registry/domain/model.ts';
import { type AuthorizeDeps, authorize, dryRun } from './authorize.ts';
import { type Decision, type DecisionDeps, readDecision } from './decisions.ts';
import type { CallerIdentity } from './domain/events.ts';
import { type ReportAnswer, reportOutcome } from './outcomes.ts';
import {
  authorizationSchema,
  authorizeSchema,
  decisionIdSchema,
  decisionSchema,
  outcomeSchema,
  reportedSchema,
} from './schemas.ts';

export interface GateDeps extends AuthorizeDeps, DecisionDeps {
  readonly directory: Directory;
  readonly chat: Chat;
  /** Whether a token's object id may speak for an agent. */
  readonly speaksFor: (objectId: string, agentId: string, agent: AgentState | undefined) => boolean;
}

const none = z.strictObject({});

type AuthorizeBody = z.infer<typeof authorizeSchema>;

/** The fields that came, without those that did not. */
function callOf({ dryRun: _dry, ...body }: AuthorizeBody): AuthorizeCall {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined),
  ) as unknown as AuthorizeCall;
}

type Rights = Pick<GateDeps, 'ledger' | 'speaksFor'>;

/** An agent's token acts for that agent alone; a gateway's for every agent. */
async function mayActFor(principal: Principal, agentId: string, deps: Rights): Promise<boolean> {
  if (principal.kind === 'gateway') return true;
  return (
    principal.kind === 'agent' &&
    deps.speaksFor(principal.objectId, agentId, (await deps.ledger.view()).get(agents, agentId))
  );
}

/** In the ledger an agent stands by its agent id, a gateway by its object id. */
const actorFor = (principal: Principal, agentId: string): Actor =>
  principal.kind === 'agent'
    ? { kind: 'agent', id: agentId }
    : { kind: principal.kind, id: principal.kind === 'person' ? principal.id : principal.objectId };

/** Whose token it was, whatever it speaks for. */
const identityOf = (principal: Principal): CallerIdentity => ({
  kind: principal.kind,
  objectId: principal.kind === 'person' ? principal.id : principal.objectId,
});

const foreignAgent = (agentId: string): Problem =>
  problem('forbidden', `This token does not speak for ${quoted(agentId)}.`);

const OVERSEERS: readonly Role[] = ['admin', 'board', 'security', 'compliance'];

export async function mayReadDecision(
  call: Pick<Call<unknown, unknown, unknown>, 'principal' | 'roles'>,
  decision: Decision,
  deps: Rights,
): Promise<boolean> {
  const { agent } = decision.event.data;
  if (call.principal.kind !== 'person') return mayActFor(call.principal, agent, deps);
  if (OVERSEERS.some((role) => call.roles.has(role))) return true;
  const people = (await deps.ledger.view()).get(agents, agent)?.people;
  const own: readonly (PersonId | undefined)[] = people
    ? [people.business, people.technical, people.backup]
    : [];
  return own.includes(call.principal.id);
}

/** What is shown of a decision; what else the event holds is the ledger's. */
function decisionView({ id, event, questions }: Decision) {
  const { data } = event;
  return {
    id,
    at: event.at,
    agentId: data.agent,
    connectorId: data.connector,
    tool: data.tool,
    outcome: data.outcome,
    because: data.because,
    policies: data.policies,
    bundle: data.bundle,
    actionDigest: data.digest,
    agentVersion: data.agentVersion,
    workflow: data.workflow,
    ...(data.request !== undefined && { requestId: data.request }),
    ...(data.grant !== undefined && { grant: data.grant }),
    ...(data.surface !== undefined && { surface: data.surface }),
    ...(data.sessionId !== undefined && { sessionId: data.sessionId }),
    ...(data.onBehalfOf !== undefined && { onBehalfOf: data.onBehalfOf }),
    ...(data.dataDomains && { dataDomains: data.dataDomains }),
    ...(data.identity && { identity: data.identity }),
    ...(data.permission && { permission: data.permission }),
    ...(data.context && { context: data.context }),
    questions,
  };
}

const NO_DECISION = (id: string): Problem => problem('not-found', `There is no decision ${id}.`);

const authorizeRoute = (deps: GateDeps): Route =>
  route({
    id: 'authorize',
    method: 'POST',
    path: '/authorize',
    summary: 'May this agent do this? allow, deny, or a person must approve',
    callers: ['agent', 'gateway'],
    params: none,
    query: none,
    body: authorizeSchema,
    output: authorizationSchema,
    success: 200,
    problems: [],
    handle: async ({ principal, body, idempotency }) => {
      if (!(await mayActFor(principal, body.agentId, deps))) return foreignAgent(body.agentId);
      const call = callOf(body);
      return body.dryRun
        ? dryRun(deps, call)
        : authorize(deps, {
            call,
            by: actorFor(principal, body.agentId),
            identity: identityOf(principal),
            idempotency,
          });
    },
  });

const decisionRoute = (deps: GateDeps): Route =>
  route({
    id: 'getDecision',
    method: 'GET',
    path: '/decisions/{id}',
    summary: 'The five questions of an audit about one decision',
    callers: ['person', 'agent', 'gateway'],
    params: z.strictObject({ id: decisionIdSchema }),
    query: none,
    body: undefined,
    output: decisionSchema,
    success: 200,
    problems: ['not-found'],
    handle: async (call) => {
      const decision = await readDecision(call.params.id, deps);
      if (!decision || !(await mayReadDecision(call, decision, deps)))
        return NO_DECISION(call.params.id);
      return { status: 200, body: decisionView(decision) };
    },
  });

const outcomeRoute = (deps: GateDeps): Route =>
  route({
    id: 'reportOutcome',
    method: 'POST',
    path: '/outcomes',
    summary: 'What became of an action: used, edited, discarded or failed',
    callers: ['agent', 'gateway'],
    params: none,
    query: none,
    body: outcomeSchema,
    output: reportedSchema,
    success: 200,
    problems: ['not-found', 'already-reported'],
    handle: async ({ principal, body, idempotency }): Promise<ReportAnswer> => {
      const decision = await readDecision(body.decisionId, deps);
      if (!decision || !(await mayActFor(principal, decision.event.data.agent, deps)))
        return NO_DECISION(body.decisionId);
      const { decisionId: _id, outcome, edit, seconds, baselineSeconds } = body;
      const report = {
        outcome,
        ...(edit && { edit }),
        ...(seconds !== undefined && { seconds }),
        ...(baselineSeconds !== undefined && { baselineSeconds }),
      };
      return reportOutcome(
        decision,
        report,
        { by: actorFor(principal, decision.event.data.agent), idempotency },
        deps,
      );
    },
  });

export const gateRoutes = (deps: GateDeps): readonly Route[] => [
  authorizeRoute(deps),
  decisionRoute(deps),
  outcomeRoute(deps),
];
