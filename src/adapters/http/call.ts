import type { IncomingMessage } from 'node:http';
import type { Authenticate, Directory } from '../../kernel/people.ts';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import type { Route, Success } from '../../kernel/route.ts';
import { JSON_TYPE } from './answer.ts';
import { type Body, readBody, readTable } from './body.ts';
import { admit, type CallTrace, callerKey, type Identified, identify, known } from './callers.ts';
import { checkKey, idempotencyOf } from './idempotency.ts';
import { checkInput } from './input.ts';
import { ANSWER_MS, inTime } from './inTime.ts';
import { accepts } from './mediaTypes.ts';
import type { RateClass, RateLimit } from './rateLimit.ts';

/** What every call of the API goes through. */
export interface CallDeps {
  readonly authenticate: Authenticate;
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

/** Answers one call of a route, in the order in which a stranger may learn things: who, whether, and only then what. */
export async function performCall(
  route: Route,
  incoming: Incoming,
  deps: CallDeps,
): Promise<Success<unknown> | Problem> {
  const { req } = incoming;
  if (!accepts(req.headers.accept, [route.mediaType ?? JSON_TYPE, JSON_TYPE]))
    return problem('not-acceptable', `This answer is ${route.mediaType ?? JSON_TYPE}.`);
  const principal = await identify(req.headers.authorization, deps, incoming.trace);
  if (isProblem(principal)) return principal;
  const kind = rateClass(route);
  if (!deps.limits.take(kind, callerKey(principal))) return tooMany(kind);
  const admitted = admit(route.callers, await known(principal, deps));
  return isProblem(admitted) ? admitted : handle(route, incoming, admitted, deps);
}

async function handle(
  route: Route,
  { req, url, params, signal }: Incoming,
  who: Identified,
  { tenant, answerMs = ANSWER_MS }: CallDeps,
): Promise<Success<unknown> | Problem> {
  const key = route.method === 'POST' ? header(req, 'idempotency-key') : undefined;
  const wrongKey = checkKey(key);
  if (wrongKey) return wrongKey;
  const sent = await sentWith(route, req);
  if (isProblem(sent)) return sent;
  const input = checkInput(route, { params, url, body: sent.value });
  if (isProblem(input)) return input;
  const scope = { tenant, caller: callerKey(who.principal), route: route.id };
  const idempotency =
    key === undefined ? undefined : idempotencyOf(key, scope, { params, body: sent.value ?? null });
  const work = route.handle({ ...who, ...input, idempotency, signal });
  const waits = route.method === 'GET' || route.patient || route.patientWith?.(input.body);
  return waits ? work : inTime(work, answerMs);
}

async function sentWith(route: Route, req: IncomingMessage): Promise<Body | Problem> {
  if (route.method === 'GET') return { value: undefined };
  return route.takes === 'text/csv' ? readTable(req) : readBody(req);
}

const header = (req: IncomingMessage, name: string): string | undefined => {
  const value = req.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

const OWN_RATES: Readonly<Record<string, RateClass>> = {
  '/authorize': 'authorize',
  '/names': 'names',
};
const rateClass = ({ path }: Route): RateClass => OWN_RATES[path] ?? 'call';

export const tooMany = (kind?: RateClass): Problem =>
  kind === 'names'
    ? problem('rate-limited', 'Names are asked for too fast.', { retryAfter: 2 })
    : problem('rate-limited', 'That was one call too many for this second.', { retryAfter: 1 });
