import type { IncomingMessage } from 'node:http';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import type { Route, Success } from '../../kernel/route.ts';
import type { SignedCall } from '../../kernel/signedCall.ts';
import { bodyIn, readJsonBytes } from './body.ts';
import { callerKey } from './callers.ts';
import { type CallDeps, handleCall, type Incoming, tooMany } from './handling.ts';
import { checkKey } from './idempotency.ts';

/** Answers a call that another platform signed. Of a body nothing is read before its signature fits. */
export async function performSigned(
  route: Route,
  incoming: Incoming,
  deps: CallDeps,
): Promise<Success<unknown> | Problem> {
  const { req, params, trace } = incoming;
  const headers = headersOf(req);
  if (headers === undefined) return unsigned();
  const body = await readJsonBytes(req);
  if (isProblem(body)) return body;
  const principal = deps.verifySigned?.({ source: params['source'] ?? '', ...headers, body });
  if (principal === undefined) return unsigned();
  if (principal.kind === 'refused') {
    trace.reason = principal.reason;
    return unsigned();
  }
  trace.caller = principal.kind;
  if (!deps.limits.take('call', callerKey(principal))) return tooMany();
  const read = bodyIn(body);
  if (isProblem(read)) return read;
  const sent = { who: { principal, roles: NO_ROLES }, key: headers.id, value: read.value };
  return handleCall(route, incoming, sent, deps);
}

const NO_ROLES: ReadonlySet<never> = new Set();

/** Undefined where one is missing, or the id is none that could be kept. */
function headersOf({
  headers,
}: IncomingMessage): Pick<SignedCall, 'id' | 'timestamp' | 'signature'> | undefined {
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) => {
    const value = headers[`webhook-${name}`];
    return typeof value === 'string' ? value : undefined;
  });
  if (id === undefined || timestamp === undefined || signature === undefined) return undefined;
  return checkKey(id) === undefined ? { id, timestamp, signature } : undefined;
}

/** The same for every reason: who the sources are is not told. */
const unsigned = (): Problem =>
  problem(
    'unauthenticated',
    'Sign the body as Standard Webhooks say, with the secret of this source: webhook-id, webhook-timestamp, webhook-signature.',
  );
