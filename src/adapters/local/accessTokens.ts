import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/instant.ts';
import { epochMs } from '../../kernel/instant.ts';
import type { PersonId } from '../../kernel/people.ts';
import {
  AGENT_ROLE,
  API_AUDIENCE,
  agentObjectId,
  GATEWAY_ROLE,
  gatewayObjectId,
  issuerOf,
  STEP_UP_CONTEXT,
  TAB_CLIENT_ID,
  TAB_SCOPE,
} from './identities.ts';
import { compactJwt } from './jws.ts';
import type { SigningKey } from './keys.ts';

/** Whom a token is for. An agent need not be in the registry: what it may do is decided there. */
export type TokenHolder =
  | {
      readonly kind: 'person';
      readonly id: PersonId;
      readonly upn: string;
      readonly name: string;
      /** As after a fresh sign-in that met the authentication context of approvals. */
      readonly steppedUp?: true;
    }
  | { readonly kind: 'agent'; readonly agentId: string }
  | { readonly kind: 'gateway' };

/** 12 hours: a working day of trying things out. */
const LIFE_SECONDS = 12 * 60 * 60;

export interface TokenMint {
  /** The key `access` of the local key store. */
  readonly key: SigningKey;
  readonly tenantId: string;
  readonly clock: Clock;
}

/** An access token with the claims that Microsoft Entra's v2.0 tokens have; as a JWT in compact form. */
export function mintAccessToken(
  holder: TokenHolder,
  { key, tenantId, clock }: TokenMint,
): Promise<string> {
  const now = Math.floor(epochMs(clock.now()) / 1000);
  return compactJwt(key, {
    iss: issuerOf(tenantId),
    aud: API_AUDIENCE,
    tid: tenantId,
    ver: '2.0',
    iat: now,
    nbf: now,
    exp: now + LIFE_SECONDS,
    jti: randomUUID(),
    ...claimsOf(holder),
    ...(holder.kind === 'person' &&
      holder.steppedUp && { acrs: [STEP_UP_CONTEXT], auth_time: now }),
  });
}

function claimsOf(holder: TokenHolder) {
  if (holder.kind === 'person')
    return {
      oid: holder.id,
      sub: holder.id,
      upn: holder.upn,
      name: holder.name,
      azp: TAB_CLIENT_ID,
      scp: TAB_SCOPE,
    };
  const oid = holder.kind === 'agent' ? agentObjectId(holder.agentId) : gatewayObjectId();
  const roles = [holder.kind === 'agent' ? AGENT_ROLE : GATEWAY_ROLE];
  return { oid, sub: oid, azp: oid, idtyp: 'app', roles };
}
