import type { IncomingMessage } from 'node:http';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import type { Route, Success } from '../../kernel/route.ts';
import { JSON_TYPE } from './answer.ts';
import { type Body, readBody, readTable } from './body.ts';
import { admit, callerKey, type Identified, identify, known, tokenOf } from './callers.ts';
import { type CallDeps, handleCall, type Incoming, tooMany } from './handling.ts';
import { checkKey } from './idempotency.ts';
import { accepts } from './mediaTypes.ts';
import type { RateClass } from './rateLimit.ts';
import { performSigned } from './signed.ts';

/** Answers one call of a route, in the order in which a stranger may learn things: who, whether, and only then what. */
export async function performCall(
  route: Route,
  incoming: Incoming,
  deps: CallDeps,
): Promise<Success<unknown> | Problem> {
  const { req } = incoming;
  if (!accepts(req.headers.accept, [route.mediaType ?? JSON_TYPE, JSON_TYPE]))
    return problem('not-acceptable', `This answer is ${route.mediaType ?? JSON_TYPE}.`);
  if (route.signed) return performSigned(route, incoming, deps);
  const principal = await identify(req.headers.authorization, deps, incoming.trace);
  if (isProblem(principal)) return principal;
  const kind = rateClass(route);
  if (!deps.limits.take(kind, callerKey(principal))) return tooMany(kind);
  const admitted = admit(route.callers, await known(principal, deps));
  return isProblem(admitted) ? admitted : handle(route, incoming, admitted, deps);
}

async function handle(
  route: Route,
  incoming: Incoming,
  who: Identified,
  deps: CallDeps,
): Promise<Success<unknown> | Problem> {
  const { req } = incoming;
  const key = route.method === 'POST' ? header(req, 'idempotency-key') : undefined;
  const wrongKey = checkKey(key);
  if (wrongKey) return wrongKey;
  const sent = await sentWith(route, req);
  if (isProblem(sent)) return sent;
  const userToken = route.onBehalf && tokenOf(req.headers.authorization, who.principal);
  return handleCall(route, incoming, { who, key, ...sent, ...(userToken && { userToken }) }, deps);
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
