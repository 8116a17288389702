import { Fault } from '../../kernel/faults.ts';
import type { Authenticate, AuthRefusal, Directory, Principal, Role } from '../../kernel/people.ts';
import { ROLE_NAMES } from '../../kernel/people.ts';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import type { Caller } from '../../kernel/route.ts';

/** Who calls, with the roles a person has at this moment. */
export interface Identified {
  readonly principal: Principal;
  readonly roles: ReadonlySet<Role>;
}

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const NO_ROLES: ReadonlySet<Role> = new Set();
const NO_TOKEN: AuthRefusal = { kind: 'refused', reason: 'not-bearer' };

/** What the log line of a call will say about its caller: never who it is. */
export interface CallTrace {
  /** The kind of caller, once known. */
  caller?: string;
  /** Why the access token names nobody. */
  reason?: string;
}

/** The value of an Authorization header → who that is, or 401. Roles are looked up on every call. */
export async function identify(
  authorization: string | undefined,
  { authenticate, directory }: { authenticate: Authenticate; directory: Directory },
  trace: CallTrace,
): Promise<Identified | Problem> {
  if (authorization === undefined)
    return problem('unauthenticated', 'Send an access token: Authorization: Bearer <token>.');
  const token = BEARER.exec(authorization)?.[1];
  const principal = token === undefined ? NO_TOKEN : await authenticate(token);
  if (principal.kind === 'refused') {
    trace.reason = principal.reason;
    return problem('unauthenticated', 'The access token is not valid here, or has expired.');
  }
  trace.caller = principal.kind;
  const roles = principal.kind === 'person' ? await rolesOf(principal.id, directory) : NO_ROLES;
  return { principal, roles };
}

async function rolesOf(id: Parameters<Directory['rolesOf']>[0], directory: Directory) {
  try {
    return await directory.rolesOf(id);
  } catch (error) {
    throw new Fault('directory-unavailable', 'the roles of a caller could not be looked up', error);
  }
}

/** One text a caller, for rate limits and the scope of idempotency keys. */
export const callerKey = (principal: Principal): string =>
  `${principal.kind}:${principal.kind === 'person' ? principal.id : principal.objectId}`;

/** Whether one of the callers a route is for is this one. A route that names none is for nobody. */
export function mayCall(callers: readonly Caller[], { principal, roles }: Identified): boolean {
  return callers.some((caller) =>
    caller === 'person' || caller === 'agent' || caller === 'gateway'
      ? principal.kind === caller
      : principal.kind === 'person' && roles.has(caller),
  );
}

const CALLER_NAMES: Readonly<Record<Caller, string>> = {
  person: 'any person signed in',
  agent: 'agent',
  gateway: 'gateway',
  ...ROLE_NAMES,
};

/** Whom a route is for, in words: `agent, gateway or governance admin`. */
export const callersInWords = (callers: readonly Caller[]): string =>
  callers
    .map((caller) => CALLER_NAMES[caller])
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');

/** The caller, where the route is for them; else 403. */
export function admit(callers: readonly Caller[], who: Identified | Problem): Identified | Problem {
  if (isProblem(who) || mayCall(callers, who)) return who;
  return problem('forbidden', `This call is for: ${callersInWords(callers)}.`);
}
