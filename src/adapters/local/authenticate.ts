import { createPublicKey, type KeyObject } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod';
import { type Clock, epochMs, type Instant, instantOf } from '../../kernel/instant.ts';
import {
  type Authenticate,
  type AuthRefusal,
  type Principal,
  personId,
} from '../../kernel/people.ts';
import {
  AGENT_ROLE,
  API_AUDIENCE,
  GATEWAY_ROLE,
  issuerOf,
  STEP_UP_CONTEXT,
  TAB_CLIENT_ID,
  TAB_SCOPE,
} from './identities.ts';
import type { SigningKey } from './keys.ts';

/** Why a local access token names nobody; closed. */
export type TokenRefusal =
  | 'malformed'
  | 'algorithm-not-ours'
  | 'key-not-ours'
  | 'signature-wrong'
  | 'expired'
  | 'not-yet-valid'
  | 'claims-missing'
  | 'audience-wrong'
  | 'issuer-wrong'
  | 'tenant-wrong'
  | 'client-not-the-tab'
  | 'role-missing';

const refused = (reason: TokenRefusal): AuthRefusal & { readonly reason: TokenRefusal } => ({
  kind: 'refused',
  reason,
});

/** Longer than any token of ours. */
const MAX_LENGTH = 8_192;

export interface LocalIssuer {
  /** The key `access` of the local key store. */
  readonly key: SigningKey;
  readonly tenantId: string;
  readonly clock: Clock;
}

/** Checks local access tokens: ours is one key, one algorithm, one audience, one issuer, one tenant, and a token ends. */
export function localAuthenticate({ key, tenantId, clock }: LocalIssuer): Authenticate {
  const publicKey = createPublicKey({
    key: Buffer.from(key.publicSpkiDer),
    format: 'der',
    type: 'spki',
  });
  return async (token) => {
    if (token.length > MAX_LENGTH) return refused('malformed');
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => ours(kid, key.kid, publicKey), {
        algorithms: ['ES256'],
        typ: 'JWT',
        audience: API_AUDIENCE,
        issuer: issuerOf(tenantId),
        requiredClaims: ['exp', 'nbf', 'oid', 'tid'],
        currentDate: new Date(epochMs(clock.now())),
      });
      return principalOf(payload, tenantId);
    } catch (error) {
      return refused(reasonOf(error));
    }
  };
}

class UnknownKey extends Error {}

function ours(kid: string | undefined, expected: string, key: KeyObject): KeyObject {
  if (kid === expected) return key;
  throw new UnknownKey('not the key of this data folder');
}

const person = z.object({ oid: z.string(), scp: z.string(), azp: z.string() });
const proof = z.object({ acrs: z.array(z.string()), auth_time: z.number() });
const program = z.object({
  oid: z.guid(),
  idtyp: z.literal('app'),
  scp: z.undefined().optional(),
  roles: z.tuple([z.enum([AGENT_ROLE, GATEWAY_ROLE])]),
});

/** Who a verified token speaks for. A token of an app is never a person's, and the other way round. */
function principalOf(payload: JWTPayload, tenantId: string): Principal | AuthRefusal {
  if (payload['tid'] !== tenantId) return refused('tenant-wrong');
  if (typeof payload.aud !== 'string') return refused('audience-wrong');
  if (payload['idtyp'] === 'app' || payload['roles'] !== undefined) return programOf(payload);
  const said = person.safeParse(payload);
  const id = personId(said.data?.oid ?? '');
  if (!said.success || id === undefined) return refused('claims-missing');
  if (!said.data.scp.split(' ').includes(TAB_SCOPE)) return refused('role-missing');
  if (said.data.azp !== TAB_CLIENT_ID) return refused('client-not-the-tab');
  const steppedUpAt = steppedUp(payload);
  return { kind: 'person', id, client: 'tab', ...(steppedUpAt && { steppedUpAt }) };
}

function steppedUp(payload: JWTPayload): Instant | undefined {
  const said = proof.safeParse(payload).data;
  return said?.acrs.includes(STEP_UP_CONTEXT) ? instantOf(said.auth_time * 1_000) : undefined;
}

function programOf(payload: JWTPayload): Principal | AuthRefusal {
  const said = program.safeParse(payload);
  if (!said.success) return refused('role-missing');
  const kind = said.data.roles[0] === AGENT_ROLE ? 'agent' : 'gateway';
  return { kind, objectId: said.data.oid.toLowerCase() };
}

function reasonOf(error: unknown): TokenRefusal {
  if (error instanceof UnknownKey) return 'key-not-ours';
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
