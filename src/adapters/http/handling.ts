import type { IncomingMessage } from 'node:http';
import type { Authenticate, Directory } from '../../kernel/people.ts';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import type { Route, Success } from '../../kernel/route.ts';
import type { VerifySigned } from '../../kernel/signedCall.ts';
import type { Json } from '../../ledger/canonical.ts';
import { type CallTrace, callerKey, type Identified } from './callers.ts';
import { idempotencyOf } from './idempotency.ts';
import { checkInput } from './input.ts';
import { ANSWER_MS, inTime } from './inTime.ts';
import type { RateClass, RateLimit } from './rateLimit.ts';

/** What every call of the API goes through. */
export interface CallDeps {
  readonly authenticate: Authenticate;
  /** Whose signatures count; absent: nobody's. */
  readonly verifySigned?: VerifySigned;
  readonly directory: Directory;
  readonly limits: RateLimit;
  readonly tenant: string;
  /** How long a call that changes something may take before its caller is told to try again; ANSWER_MS unless set. */
  readonly answerMs?: number;
}

/** One HTTP request to a route. */
export interface Incoming {
  readonly req: IncomingMessage;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly trace: CallTrace;
}

/** What came of a caller who may call: under which key, and the body as it was read. */
export interface Sent {
  readonly who: Identified;
  readonly key: string | undefined;
  readonly value: Json | undefined;
  /** For a route that acts on behalf of its caller. */
  readonly userToken?: string;
}

/** Checks the input of a call whose caller is known, and lets its route answer. */
export async function handleCall(
  route: Route,
  { url, params, signal }: Incoming,
  { who, key, value, userToken }: Sent,
  { tenant, answerMs = ANSWER_MS }: Pick<CallDeps, 'tenant' | 'answerMs'>,
): Promise<Success<unknown> | Problem> {
  const input = checkInput(route, { params, url, body: value });
  if (isProblem(input)) return input;
  const scope = { tenant, caller: callerKey(who.principal), route: route.id };
  const idempotency =
    key === undefined ? undefined : idempotencyOf(key, scope, { params, body: value ?? null });
  const token = userToken !== undefined && { userToken };
  const work = route.handle({ ...who, ...input, idempotency, signal, ...token });
  const waits = route.method === 'GET' || route.patient || route.patientWith?.(input.body);
  return waits ? work : inTime(work, answerMs);
}

export const tooMany = (kind?: RateClass): Problem =>
  kind === 'names'
    ? problem('rate-limited', 'Names are asked for too fast.', { retryAfter: 2 })
    : problem('rate-limited', 'That was one call too many for this second.', { retryAfter: 1 });
