import type * as z from 'zod';
import type { Idempotency } from './ledger.ts';
import { type Principal, ROLE_NAMES, type Role } from './people.ts';
import type { Problem, ProblemCode } from './problems.ts';

/** Who may call a route: anybody signed in, a kind of program, or people with a role. What depends on the object (own agent, own request) the handler checks. */
export type Caller = 'person' | 'agent' | 'gateway' | 'source' | Role;

export interface Call<P, Q, B> {
  readonly principal: Principal;
  /** Of a person, looked up for this call; empty for programs. */
  readonly roles: ReadonlySet<Role>;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly idempotency: Idempotency | undefined;
  /** The checked access token of a person in the tab, where the route acts on their behalf. */
  readonly userToken?: string;
  /** Aborted when the caller hangs up or the server stops. */
  readonly signal: AbortSignal;
}

export interface Success<O> {
  readonly status: 200 | 201;
  readonly body: O;
  /** Below `/api/v1`, as in a route's path: `/requests/AR-7`. */
  readonly location?: string;
  /** Cursor of the next page: becomes `Link: <…?after=cursor>; rel="next"`. */
  readonly next?: string;
}

/** One operation of the API. The OpenAPI document, authentication, input checks and the authorisation matrix are made from it. */
export interface Route<P = unknown, Q = unknown, B = unknown, O = unknown> {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/api/v1`: `/requests/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly callers: readonly Caller[];
  /** Its callers have no access token: the platform that `{source}` of its path names signs the body. `webhook-id` is its key. */
  readonly signed?: true;
  readonly params: z.ZodType<P>;
  readonly query: z.ZodType<Q>;
  readonly body: z.ZodType<B> | undefined;
  /** The body is this instead of JSON, and reaches the schema as one text of at most 8 MiB. */
  readonly takes?: 'text/csv';
  /** Checked by tests against what handlers answer; handlers are typed by their own domain. */
  readonly output: z.ZodType;
  readonly success: 200 | 201;
  /** `application/json` unless said. Bodies of other types are strings. */
  readonly mediaType?: 'application/x-ndjson' | 'text/plain' | 'text/calendar' | 'text/csv';
  /** One call of it may be many commits: its caller waits longer than for others, which change something or say "try again" within two seconds. */
  readonly patient?: true;
  /** The same, of calls with some bodies only. */
  patientWith?(body: B): boolean;
  /** It may ask another service on behalf of the person who calls, and so is given their token. */
  readonly onBehalf?: true;
  /** Beyond those that any route may answer. */
  readonly problems: readonly ProblemCode[];
  handle(call: Call<P, Q, B>): Promise<Success<O> | Problem>;
}

/** Checks a route's handler against its own schemas, then forgets the types so that routes fit in one list. */
export function route<P, Q, B, O>(definition: Route<P, Q, B, O>): Route {
  return definition;
}

/** Whether one of the callers a route is for is this one. A route that names none is for nobody. */
export function mayCall(
  callers: readonly Caller[],
  { principal, roles }: Pick<Call<unknown, unknown, unknown>, 'principal' | 'roles'>,
): boolean {
  return callers.some((caller) =>
    caller === 'person' || caller === 'agent' || caller === 'gateway' || caller === 'source'
      ? principal.kind === caller
      : principal.kind === 'person' && roles.has(caller),
  );
}

const CALLER_NAMES: Readonly<Record<Caller, string>> = {
  person: 'any person signed in',
  agent: 'agent',
  gateway: 'gateway',
  source: 'the platform that its path names, by its signature',
  ...ROLE_NAMES,
};

/** Whom a route is for, in words: `agent, gateway or governance admin`. */
export const callersInWords = (callers: readonly Caller[]): string =>
  callers
    .map((caller) => CALLER_NAMES[caller])
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');
