import { Fault } from '../../kernel/faults.ts';
import {
  type Authenticate,
  type AuthRefusal,
  type Directory,
  idOf,
  type PersonId,
  type Principal,
  type Role,
} from '../../kernel/people.ts';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import { type Caller, callersInWords, mayCall } from '../../kernel/route.ts';

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

/** The token that a person in the tab sent; undefined of everybody else. To be asked once it was checked. */
export function tokenOf(
  authorization: string | undefined,
  principal: Principal,
): string | undefined {
  return principal.kind === 'person' && principal.client === 'tab'
    ? BEARER.exec(authorization ?? '')?.[1]
    : undefined;
}

/** The value of an Authorization header → who that is, or 401. What they may do is not looked up yet. */
export async function identify(
  authorization: string | undefined,
  { authenticate }: { authenticate: Authenticate },
  trace: CallTrace,
): Promise<Principal | Problem> {
  if (authorization === undefined)
    return problem('unauthenticated', 'Send an access token: Authorization: Bearer <token>.');
  const token = BEARER.exec(authorization)?.[1];
  const principal = token === undefined ? NO_TOKEN : await authenticate(token);
  if (principal.kind === 'refused') {
    trace.reason = principal.reason;
    return problem('unauthenticated', 'The access token is not valid here, or has expired.');
  }
  trace.caller = principal.kind;
  return principal;
}

/**
 * The caller with their roles, looked up on every call. A token outlives an account: whoever the directory does not know
 * any more is nobody, also where what they want takes no role.
 */
export async function known(
  principal: Principal,
  { directory }: { directory: Directory },
): Promise<Identified | Problem> {
  if (principal.kind !== 'person') return { principal, roles: NO_ROLES };
  const [person, roles] = await lookedUp(principal.id, directory);
  return person === undefined
    ? problem('forbidden', 'You are not in the directory of this organisation.')
    : { principal, roles };
}

async function lookedUp(id: PersonId, directory: Directory) {
  try {
    return await Promise.all([directory.find(id), directory.rolesOf(id)]);
  } catch (error) {
    throw new Fault('directory-unavailable', 'a caller could not be looked up', error);
  }
}

/** One text a caller, for rate limits and the scope of idempotency keys. */
export const callerKey = (principal: Principal): string => `${principal.kind}:${idOf(principal)}`;

/** The caller, where the route is for them; else 403. */
export function admit(callers: readonly Caller[], who: Identified | Problem): Identified | Problem {
  if (isProblem(who) || mayCall(callers, who)) return who;
  return problem('forbidden', `This call is for: ${callersInWords(callers)}.`);
}
