import * as z from 'zod';
import { withDepartment } from '../../kernel/behalf.ts';
import type { Chat } from '../../kernel/chat.ts';
import { type Actor, actorOf, type Directory, idOf, type Principal } from '../../kernel/people.ts';
import { type Problem, problem } from '../../kernel/problems.ts';
import { quoted } from '../../kernel/quoted.ts';
import { type Route, route } from '../../kernel/route.ts';
import type { AuthorizeCall } from '../policy/domain/judge.ts';
import { type AuthorizeDeps, authorize, dryRun } from './authorize.ts';
import { type DecisionDeps, readDecision } from './decisions.ts';
import type { CallerIdentity } from './domain/events.ts';
import { type ReportAnswer, reportOutcome } from './outcomes.ts';
import { decisionRoute, decisionsRoute, NO_DECISION } from './readingRoutes.ts';
import { mayActFor, type Rights } from './rights.ts';
import { authorizationSchema, authorizeSchema, outcomeSchema, reportedSchema } from './schemas.ts';

export interface GateDeps extends AuthorizeDeps, DecisionDeps, Pick<Rights, 'speaksFor'> {
  readonly directory: Directory;
  readonly chat: Chat;
}

const none = z.strictObject({});

type AuthorizeBody = z.infer<typeof authorizeSchema>;

const callOf = ({ dryRun: _dry, ...call }: AuthorizeBody): AuthorizeCall => call;

/** In the ledger an agent stands by its agent id, a gateway by its object id. */
const actorFor = (principal: Principal, agentId: string): Actor =>
  principal.kind === 'agent' ? { kind: 'agent', id: agentId } : actorOf(principal);

/** Whose token it was, whatever it speaks for. */
const identityOf = (principal: Principal): CallerIdentity => ({
  kind: principal.kind,
  objectId: idOf(principal),
});

const foreignAgent = (agentId: string): Problem =>
  problem('forbidden', `This token does not speak for ${quoted(agentId)}.`);

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
      const call = await withDepartment(callOf(body), deps.directory);
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
  decisionsRoute(deps),
  decisionRoute(deps),
  outcomeRoute(deps),
];
