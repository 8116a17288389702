import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import { Fault } from '../../kernel/faults.ts';
import { type Clock, epochMs, type Instant, instantOf } from '../../kernel/instant.ts';
import type { Log } from '../../kernel/log.ts';
import {
  type Authenticate,
  type AuthRefusal,
  type Principal,
  personId,
} from '../../kernel/people.ts';

/** Why an access token names nobody; closed. */
export type TokenRefusal =
  | 'malformed'
  | 'algorithm-not-ours'
  | 'key-not-ours'
  | 'signature-wrong'
  | 'expired'
  | 'not-yet-valid'
  | 'lifetime-wrong'
  | 'claims-missing'
  | 'audience-wrong'
  | 'issuer-wrong'
  | 'tenant-wrong'
  | 'version-wrong'
  | 'client-not-the-tab'
  | 'role-missing';

const refused = (reason: TokenRefusal): AuthRefusal & { readonly reason: TokenRefusal } => ({
  kind: 'refused',
  reason,
});

const SCOPE = 'access_as_user';
const ROLES = { 'Agent.Act': 'agent', 'Gateway.Enforce': 'gateway' } as const;
/** A person may be in 200 groups, each of them a claim; no header is longer than this. */
const MAX_LENGTH = 16_384;
/** Entra's longest tokens live 28 hours. */
const LONGEST_LIFE_SECONDS = 48 * 60 * 60;

export interface EntraApi {
  readonly tenantId: string;
  /** What tokens are for: the client id of the API's registration, and its identifier URIs. */
  readonly audiences: readonly string[];
  /** Clients whose user tokens may answer for a person: Teams, and the tab in a browser. */
  readonly tabClients: readonly string[];
  /** Id of the authentication context (`c1` to `c99`) that approvals may ask for. */
  readonly stepUpContext: string;
  readonly keyOf: JWTVerifyGetKey;
  readonly clock: Clock;
  readonly log: Log;
}

export const issuerOf = (tenantId: string): string =>
  `https://login.microsoftonline.com/${tenantId}/v2.0`;

export const keySetOf = (tenantId: string): string =>
  `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`;

/**
 * Checks Entra's access tokens (v2.0): one tenant, our API, RS256, in time without tolerance (Entra dates `nbf` back).
 * Throws `directory-unavailable` where Entra's keys cannot be had.
 */
export function entraAuthenticate(api: EntraApi): Authenticate {
  const issuer = issuerOf(api.tenantId);
  return async (token) => {
    if (token.length > MAX_LENGTH) return refused('malformed');
    try {
      const { payload } = await jwtVerify(token, api.keyOf, {
        algorithms: ['RS256'],
        typ: 'JWT',
        audience: [...api.audiences],
        issuer,
        requiredClaims: ['exp', 'nbf', 'iat', 'oid', 'tid', 'ver'],
        currentDate: new Date(epochMs(api.clock.now())),
      });
      return principalOf(payload, api);
    } catch (error) {
      if (error instanceof Fault) throw error;
      return refused(reasonOf(error));
    }
  };
}

const person = z.object({ oid: z.string(), scp: z.string(), azp: z.string() });
/** Ids of the authentication contexts that the holder has met; a claim of another shape proves nothing. */
const contexts = z.object({ acrs: z.array(z.string()) });
/** When somebody last signed in; an optional claim. `iat` is no stand-in: a token is renewed without anybody there. */
const signIn = z.object({ auth_time: z.int().positive() });
const program = z.object({
  oid: z.guid(),
  idtyp: z.literal('app'),
  scp: z.undefined().optional(),
  roles: z.tuple([z.enum(['Agent.Act', 'Gateway.Enforce'])]),
});

/** Who a verified token speaks for. A token of an app is never a person's, and the other way round. */
function principalOf(payload: JWTPayload, api: EntraApi): Principal | AuthRefusal {
  const { exp = 0, iat = 0 } = payload;
  if (payload['tid'] !== api.tenantId) return refused('tenant-wrong');
  if (payload['ver'] !== '2.0') return refused('version-wrong');
  if (typeof payload.aud !== 'string') return refused('audience-wrong');
  if (exp - iat > LONGEST_LIFE_SECONDS) return refused('lifetime-wrong');
  const isProgram = payload['idtyp'] === 'app' || payload['roles'] !== undefined;
  return isProgram ? programOf(payload) : personOf(payload, api);
}

function personOf(
  payload: JWTPayload,
  { tabClients, stepUpContext, log }: EntraApi,
): Principal | AuthRefusal {
  const said = person.safeParse(payload);
  const id = personId(said.data?.oid ?? '');
  if (!said.success || id === undefined) return refused('claims-missing');
  if (!said.data.scp.split(' ').includes(SCOPE)) return refused('role-missing');
  if (!tabClients.includes(said.data.azp)) return refused('client-not-the-tab');
  const steppedUpAt = steppedUp(payload, stepUpContext, log);
  return { kind: 'person', id, client: 'tab', ...(steppedUpAt && { steppedUpAt }) };
}

function steppedUp(payload: JWTPayload, context: string, log: Log): Instant | undefined {
  if (!contexts.safeParse(payload).data?.acrs.includes(context)) return undefined;
  const at = signIn.safeParse(payload).data?.auth_time;
  if (at === undefined) log.warn('sign-in-time-missing', { setting: 'auth_time' });
  return at === undefined ? undefined : instantOf(at * 1_000);
}

function programOf(payload: JWTPayload): Principal | AuthRefusal {
  const said = program.safeParse(payload);
  if (!said.success) return refused('role-missing');
  return { kind: ROLES[said.data.roles[0]], objectId: said.data.oid.toLowerCase() };
}

function reasonOf(error: unknown): TokenRefusal {
  if (error instanceof errors.JWKSNoMatchingKey) return 'key-not-ours';
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'key-not-ours';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm-not-ours';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature-wrong';
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return claimReason(error);
  return 'malformed';
}

function claimReason({ claim, reason }: errors.JWTClaimValidationFailed): TokenRefusal {
  if (reason !== 'check_failed') return 'claims-missing';
  if (claim === 'aud') return 'audience-wrong';
  if (claim === 'iss') return 'issuer-wrong';
  return claim === 'nbf' ? 'not-yet-valid' : 'malformed';
}
