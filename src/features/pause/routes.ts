import * as z from 'zod';
import { type Problem, type ProblemCode, problem } from '../../kernel/problems.ts';
import { type Call, type Route, route, type Success } from '../../kernel/route.ts';
import { notDone, stored } from '../../kernel/stored.ts';
import type { PauseDeps } from './deps.ts';
import type { PauseRefusal, Who } from './domain/decide.ts';
import { parseDuration } from './domain/duration.ts';
import { inForce } from './domain/hits.ts';
import { parseTarget } from './domain/target.ts';
import { named } from './naming.ts';
import { type PauseReceipt, receiptOf, settledReceipt } from './receipt.ts';
import { liftSchema, pauseIdSchema, receiptSchema, startSchema } from './schemas.ts';
import { refusalSentence } from './sentences.ts';
import { liftOnce, start } from './starting.ts';

const none = z.strictObject({});
/** An API caller waits this long for the levers to be read back; what is open then is said so. */
const WAIT_MS = 1_000;

const PROBLEM_OF: Readonly<Record<PauseRefusal['code'], ProblemCode>> = {
  'not-allowed': 'forbidden',
  'unknown-target': 'not-found',
  'reason-missing': 'invalid-body',
  'unknown-pause': 'not-found',
  'already-lifted': 'not-pending',
  'board-only': 'forbidden',
  'step-up-needed': 'step-up-needed',
};

const refused = (refusal: PauseRefusal): Problem =>
  problem(
    PROBLEM_OF[refusal.code],
    refusalSentence(refusal, (at) => at),
  );

/** What a token must prove for this, as Entra's clients ask for it. */
const withClaims = ({ stepUpContext }: PauseDeps, told: Problem): Problem =>
  told.problem === 'step-up-needed'
    ? {
        ...told,
        claims: JSON.stringify({
          access_token: { acrs: { essential: true, value: stepUpContext } },
        }),
      }
    : told;

const whoIs = ({
  principal,
  roles,
}: Pick<Call<unknown, unknown, unknown>, 'principal' | 'roles'>): Who | undefined =>
  principal.kind === 'person' ? { person: principal.id, roles } : undefined;

type Told = Success<PauseReceipt> | Problem;

/** Kept with an idempotency key: which pause it was. What is told on a repeat is read afresh. */
const keyOf = (
  { idempotency }: Pick<Call<unknown, unknown, unknown>, 'idempotency'>,
  status: 200 | 201,
) => idempotency && { idempotency, answer: (id: string) => stored({ status, body: { id } }) };

const startRoute = (deps: PauseDeps): Route =>
  route({
    id: 'startPause',
    method: 'POST',
    path: '/pauses',
    summary: 'Stop an agent, connector, tool, tier, environment or everything',
    callers: ['admin', 'board'],
    params: none,
    query: none,
    body: startSchema,
    output: receiptSchema,
    success: 201,
    problems: ['not-found'],
    handle: async (call): Promise<Told> => {
      const [who, target] = [whoIs(call), parseTarget(call.body.target)];
      if (!who || !target) return problem('forbidden', 'Only people pause.');
      const { reason, for: duration } = call.body;
      const forMs = duration === undefined ? undefined : parseDuration(duration);
      const committed = await start(deps, { ...who, target, reason, forMs }, keyOf(call, 201));
      const against = notDone(committed, refused);
      if (against) return against;
      const id =
        committed.kind === 'done' && committed.result.ok
          ? committed.result.value
          : idIn(committed.kind === 'repeated' ? committed.answer : undefined);
      const receipt = await settledReceipt(deps, id, WAIT_MS);
      return receipt
        ? { status: 201, body: await named(receipt, deps.directory), location: `/pauses` }
        : problem('internal', 'The pause could not be read back.');
    },
  });

const keptId = z.object({ body: z.object({ id: z.string() }) });
const idIn = (answer: unknown): string => keptId.parse(answer).body.id;

const liftRoute = (deps: PauseDeps): Route =>
  route({
    id: 'liftPause',
    method: 'POST',
    path: '/pauses/{id}/lift',
    summary: 'Lift a pause; what it made void stays void',
    callers: ['admin', 'board'],
    params: z.strictObject({ id: pauseIdSchema }),
    query: none,
    body: liftSchema,
    output: receiptSchema,
    success: 200,
    problems: ['not-found', 'not-pending', 'step-up-needed'],
    handle: async (call): Promise<Told> => {
      const who = whoIs(call);
      if (!who) return problem('forbidden', 'Only people lift pauses.');
      const { principal } = call;
      const steppedUpAt = principal.kind === 'person' ? principal.steppedUpAt : undefined;
      const command = { ...who, pause: call.params.id, reason: call.body.reason, steppedUpAt };
      const committed = await liftOnce(deps, command, keyOf(call, 200));
      const against = notDone(committed, (refusal) => withClaims(deps, refused(refusal)));
      if (against) return against;
      const receipt = await settledReceipt(deps, call.params.id, WAIT_MS);
      return receipt
        ? { status: 200, body: await named(receipt, deps.directory) }
        : problem('internal', 'The pause could not be read back.');
    },
  });

const listRoute = (deps: PauseDeps): Route =>
  route({
    id: 'listPauses',
    method: 'GET',
    path: '/pauses',
    summary: 'The pauses in force',
    callers: ['admin', 'board'],
    params: none,
    query: none,
    body: undefined,
    output: z.strictObject({ items: z.array(receiptSchema) }),
    success: 200,
    problems: [],
    handle: async () => {
      const now = deps.clock.now();
      const receipts = inForce(await deps.ledger.view(), now).map((one) => receiptOf(one, now));
      const items = await Promise.all(receipts.map((one) => named(one, deps.directory)));
      return { status: 200, body: { items } };
    },
  });

export const pauseRoutes = (deps: PauseDeps): readonly Route[] => [
  startRoute(deps),
  liftRoute(deps),
  listRoute(deps),
];
