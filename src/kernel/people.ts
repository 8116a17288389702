import type { Instant } from './instant.ts';

/** An Entra object id in lower case, `00000000-0000-4000-8000-000000000001`. */
export type PersonId = string & { readonly __person: true };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Object id text → PersonId, letter case folded; undefined for anything that is not a plain GUID (braces included). */
export function personId(text: string): PersonId | undefined {
  const lower = text.toLowerCase();
  return GUID.test(lower) ? (lower as PersonId) : undefined;
}

/** What a person may be by membership of a configured Entra group. Business ownership is not a role: it is written on the agent. */
export type Role = 'admin' | 'board' | 'security' | 'compliance' | 'finance';
export const ROLES: readonly Role[] = ['admin', 'board', 'security', 'compliance', 'finance'];

/** The words a person reads for a role. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  admin: 'governance admin',
  board: 'review board',
  security: 'security reviewer',
  compliance: 'compliance reviewer',
  finance: 'finance controller',
};

export interface Person {
  readonly id: PersonId;
  readonly upn: string;
  readonly name: string;
  /** As the directory writes it; absent: it says none. */
  readonly department?: string;
}

/** Where roles come from: the object ids of the Entra groups whose members have them, or the example organisation. */
export type RolesFrom =
  | { readonly source: 'directory'; readonly groups: Readonly<Partial<Record<Role, string>>> }
  | { readonly source: 'example' };

/**
 * By which activation of Privileged Identity Management somebody is a member of a group: none, or not known. With `active` its
 * id, and when it ends unless it has no end.
 */
export interface Activation {
  readonly state: 'active' | 'none' | 'unknown';
  readonly id?: string;
  readonly ends?: Instant;
}

/** Who people are and what they may do. Asked at decision time; a look-up that fails throws `directory-unavailable`, and the decision is refused. */
export interface Directory {
  readonly rolesFrom: RolesFrom;
  /** By user principal name or object id. */
  find(nameOrId: string): Promise<Person | undefined>;
  rolesOf(person: PersonId): Promise<ReadonlySet<Role>>;
  membersOf(role: Role): Promise<readonly Person[]>;
  /** Whom a person reports to, asked anew each time; undefined: nobody, or an account that is not enabled. */
  managerOf(person: PersonId): Promise<Person | undefined>;
  /** Answers within a moment, and never refuses; absent: it is not looked up. */
  readonly activationOf?: (person: PersonId, group: string) => Promise<Activation>;
}

/** Who calls, as the verified token or signed activity says; never as a body or card says. */
export type Principal =
  | {
      readonly kind: 'person';
      readonly id: PersonId;
      readonly client: 'teams' | 'tab';
      /** When they proved once more who they are, as the authentication context for approvals asks; absent: not. */
      readonly steppedUpAt?: Instant;
    }
  | { readonly kind: 'agent'; readonly objectId: string }
  | { readonly kind: 'gateway'; readonly objectId: string }
  /** Another platform that reports its agents: it proves itself by signing what it sends. */
  | { readonly kind: 'source'; readonly id: string };

/** A token that names nobody here. `reason` is for the log, kebab case; the caller learns only that the token is no good. */
export interface AuthRefusal {
  readonly kind: 'refused';
  readonly reason: string;
}

/** The verified holder of an access token. Throws `Fault` where it cannot be told: then the call is refused. */
export type Authenticate = (accessToken: string) => Promise<Principal | AuthRefusal>;

/** Who stands behind a ledger event. `system` is a timer of ours. */
export type Actor =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'agent'; readonly id: string }
  | { readonly kind: 'gateway'; readonly id: string }
  | { readonly kind: 'source'; readonly id: string }
  | { readonly kind: 'system' };

/** Who calls, as the ledger names them. */
export const actorOf = (principal: Principal): Actor => ({
  kind: principal.kind,
  id: idOf(principal),
});

/** A person and a program by their object id, a source by its name. */
export const idOf = (principal: Principal): string =>
  'objectId' in principal ? principal.objectId : principal.id;
