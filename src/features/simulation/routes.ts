import * as z from 'zod';
import type { Idempotency, Ledger } from '../../kernel/ledger.ts';
import { type Actor, actorOf } from '../../kernel/people.ts';
import type { Problem } from '../../kernel/problems.ts';
import { type Route, route, type Success } from '../../kernel/route.ts';
import { answeredBefore, fromCommitted, stored } from '../../kernel/stored.ts';
import type { Json } from '../../ledger/canonical.ts';
import { ACTIVE, activePolicy } from '../policy/domain/active.ts';
import { candidateFiles, tenantFiles, tenantPatch } from '../policy/domain/files.ts';
import { notSimulatedProblem } from '../policy/domain/notSimulated.ts';
import type { Simulated } from '../policy/domain/simulating.ts';
import type { Simulate } from './simulate.ts';

export interface SimulationRouteDeps {
  readonly ledger: Pick<Ledger, 'view' | 'commit'>;
  readonly simulate: Simulate;
}

const none = z.strictObject({});
const count = z.number();
const ids = z.array(z.string()).readonly();
const outcome = z.enum(['allow', 'needsApproval', 'deny']);

const bodySchema = z
  .strictObject({
    files: tenantFiles.optional(),
    patch: tenantPatch.optional(),
    weeks: z.int().min(0).max(26).default(4),
  })
  .refine(({ files, patch }) => files === undefined || patch === undefined, {
    path: ['files'],
    message: 'send files or patch, not both',
  })
  .refine(({ files, patch }) => files !== undefined || patch !== undefined, {
    message: 'send all files of the tenant as files, or what is different as patch',
  });

export const simulatedSchema = z.strictObject({
  bundle: z.string(),
  inForce: z.string(),
  policies: count,
  rules: z.strictObject({ added: ids, removed: ids, changed: ids }),
  weeks: count,
  from: z.string(),
  events: z.strictObject({ read: count, all: count }),
  judged: count,
  unchanged: count,
  otherwiseSince: count,
  notJudged: count,
  changes: z
    .array(
      z.strictObject({
        from: outcome,
        to: outcome,
        was: z.string(),
        by: z.string(),
        count,
        examples: z
          .array(
            z.strictObject({
              id: z.string(),
              agent: z.string(),
              tool: z.string(),
              was: z.string(),
              would: z.string(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
});

/** Judges the recorded decisions of the last weeks by a candidate. It changes nothing, and ends when its caller hangs up. */
const simulateRoute = ({ ledger, simulate }: SimulationRouteDeps): Route =>
  route({
    id: 'simulatePolicy',
    method: 'POST',
    path: '/policy/simulate',
    summary: 'What a candidate of the policy would have decided in the last weeks',
    callers: ['admin', 'board'],
    params: none,
    query: none,
    body: bodySchema,
    output: simulatedSchema,
    success: 200,
    patient: true,
    problems: [],
    handle: async ({ body, signal, principal, idempotency }) => {
      const keyed = { ledger, by: actorOf(principal), idempotency };
      // Before the work: a simulation is too long for a try of the ledger.
      const before = await answeredBefore<Simulated>(ledger, keyed);
      if (before) return before;
      const inForce = (await ledger.view()).get(activePolicy, ACTIVE)?.files ?? [];
      const files = candidateFiles(body, inForce);
      const simulated = await simulate({ files, weeks: body.weeks, signal });
      return simulated.ok
        ? kept(keyed, { status: 200, body: simulated.value })
        : notSimulatedProblem(simulated.refusal);
    },
  });

interface Keyed {
  readonly ledger: SimulationRouteDeps['ledger'];
  readonly by: Actor;
  readonly idempotency: Idempotency | undefined;
}

type Answer = Success<Simulated> | Problem;

async function kept(
  { ledger, by, idempotency }: Keyed,
  answer: Success<Simulated>,
): Promise<Answer> {
  if (idempotency === undefined) return answer;
  const answerJson = () => stored({ ...answer, body: { ...answer.body } as unknown as Json });
  const committed = await ledger.commit(
    async () => ({ by, events: [], result: () => answer, answer: answerJson }),
    idempotency,
  );
  return fromCommitted<Success<Simulated>, Simulated>(committed, (result) => result);
}

export const simulationRoutes = (deps: SimulationRouteDeps): readonly Route[] => [
  simulateRoute(deps),
];
