import * as z from 'zod';

/** Who signs what the Bot Connector of the public cloud sends. */
export const CHANNEL_ISSUER = 'https://api.botframework.com';

const MAX_LENGTH = 16_384;
const SKEW = 5 * 60;
/** Longer than the channel's tokens live; a later end is a forger's or a unit's mistake. */
const LONGEST_LIFE = 25 * 60 * 60;

const HEADER = /^Bearer +([\w-]{1,4096}\.[\w-]+\.[\w-]+)$/i;

const seconds = z.number().int();
/** Keys beside the token, and extensions that change what the signature covers, are never the channel's. */
const strange = z.undefined().optional();
const header = z.object({
  alg: z.literal('RS256'),
  kid: z.string().min(1).max(200),
  typ: z.string().regex(/^jwt$/i).optional(),
  cty: strange,
  crit: strange,
  b64: strange,
  jwk: strange,
  jku: strange,
  x5c: strange,
  x5u: strange,
});
const claims = z.object({
  iss: z.literal(CHANNEL_ISSUER),
  aud: z.string(),
  serviceurl: z.string().min(1),
  /** Another spelling next to the claim that is checked. */
  serviceUrl: strange,
  exp: seconds,
  nbf: seconds.optional(),
  iat: seconds.optional(),
});

export interface ChannelToken {
  /** `Bearer …`, in the one spelling that botbuilder takes. */
  readonly header: string;
  /** The service URL it speaks for: to be believed only once the signature has been checked. */
  readonly serviceUrl: string;
}

/**
 * Authorization header → token, or undefined where no signature could make it the channel's: botbuilder would look such
 * a token up under other issuers, accept one without an end, or fail with something else than a refusal.
 * The signature is botbuilder's to check. `now` is in epoch seconds.
 */
export function readChannelToken(
  authorization: string | undefined,
  botId: string,
  now: number,
): ChannelToken | undefined {
  if (authorization === undefined || authorization.length > MAX_LENGTH) return undefined;
  const token = HEADER.exec(authorization)?.[1];
  if (token === undefined) return undefined;
  const [head = '', payload = ''] = token.split('.');
  if (!header.safeParse(parsed(head)).success) return undefined;
  const said = claims.safeParse(parsed(payload)).data;
  if (said === undefined || said.aud !== botId || !isTimely(said, now)) return undefined;
  return { header: `Bearer ${token}`, serviceUrl: said.serviceurl };
}

function isTimely({ exp, nbf, iat }: z.infer<typeof claims>, now: number): boolean {
  const started = Math.max(nbf ?? 0, iat ?? 0) <= now + SKEW;
  return started && exp > now - SKEW && exp <= now + LONGEST_LIFE;
}

/** A part of the token as JSON. Undefined for what is none, and where a member stands twice: which one counts is anybody's guess. */
function parsed(part: string): unknown {
  const json = Buffer.from(part, 'base64url').toString('utf8');
  try {
    const value: unknown = JSON.parse(json);
    return writtenMembers(json) === countMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Texts before a colon. Every text is taken whole, so that no text is looked at twice however many quotes it holds. */
function writtenMembers(json: string): number {
  let members = 0;
  for (const [, colon] of json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon) members += 1;
  return members;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).map(countMembers);
  const own = Array.isArray(value) ? 0 : inner.length;
  return inner.reduce((sum, count) => sum + count, own);
}
