import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { Fault } from '../../kernel/faults.ts';
import { type Clock, DAY, epochMs, HOUR, MINUTE, SECOND } from '../../kernel/instant.ts';

export interface EntraKeysOptions {
  /** Where the key set is published. */
  readonly url: string;
  /** The issuer for which a key may sign, where the key says one. */
  readonly issuer: string;
  readonly clock: Clock;
  readonly timeoutMs?: number | undefined;
}

/** The keys that sign Entra's access tokens. */
export interface EntraKeys {
  /** The key that a token's header names, as jose asks for it. Throws `directory-unavailable` where keys cannot be had. */
  readonly keyOf: JWTVerifyGetKey;
  /** Fetches the key set ahead of the first token. Rejects where that fails; the next token tries again. */
  refresh(): Promise<void>;
}

/** However many unknown keys tokens name, the key set is fetched once in this time. */
const COOLDOWN = MINUTE;
/** Without any keys nobody gets in: then it is tried again sooner. */
const SOONER = 5 * SECOND;
/** Keys are fetched anew at this age, beside the calls. */
const STALE = HOUR;
/** A key that was taken back is good for no longer than this. */
const OLDEST = DAY;
const TIMEOUT_MS = 1_500;

const keySet = z.object({ keys: z.array(z.unknown()) });
/** A key that may verify; members that other keys have are left out. */
const rsaKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.base64url(),
  e: z.base64url(),
  use: z.literal('sig').optional(),
  issuer: z.string().optional(),
});

/** Follows a key set. Old keys serve while a new set cannot be had, for a day at most. */
export function entraKeys(options: EntraKeysOptions): EntraKeys {
  const { clock } = options;
  let found:
    | { readonly keyOf: ReturnType<typeof createLocalJWKSet>; readonly at: number }
    | undefined;
  let tried = -Infinity;
  let fetching: Promise<void> | undefined;
  let failure: unknown;

  const now = (): number => epochMs(clock.now());
  const load = async (): Promise<void> => {
    tried = now();
    try {
      found = { keyOf: createLocalJWKSet({ keys: await fetchKeys(options) }), at: tried };
      failure = undefined;
    } catch (cause) {
      failure = cause;
      throw unavailable(cause);
    } finally {
      fetching = undefined;
    }
  };
  const refresh = (): Promise<void> => (fetching ??= load());
  /** Fetches unless that was done, or failed, a moment ago. */
  const refreshAgain = async (pause: number): Promise<void> => {
    if (fetching !== undefined || now() - tried >= pause) await refresh();
    else if (failure !== undefined) throw unavailable(failure);
  };

  return {
    refresh,
    async keyOf(header, token) {
      if (typeof header.kid !== 'string') throw new errors.JWKSNoMatchingKey();
      if (found === undefined || now() - found.at >= OLDEST) await refreshAgain(SOONER);
      else if (now() - found.at >= STALE) refreshAgain(COOLDOWN).catch(() => undefined);
      const held = found;
      if (held === undefined) throw unavailable(failure);
      try {
        return await held.keyOf(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        await refreshAgain(COOLDOWN);
        return (found ?? held).keyOf(header, token);
      }
    },
  };
}

const unavailable = (cause: unknown): Fault =>
  new Fault('directory-unavailable', 'the keys of access tokens could not be fetched', cause);

/** RSA keys to verify signatures with, for this issuer. */
async function fetchKeys({ url, issuer, timeoutMs = TIMEOUT_MS }: EntraKeysOptions) {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new TypeError(`status ${response.status}`);
  const { keys } = keySet.parse(await response.json());
  const ours = keys.flatMap((key) => {
    const { data } = rsaKey.safeParse(key);
    if (data === undefined || (data.issuer ?? issuer) !== issuer) return [];
    return [{ kty: data.kty, kid: data.kid, n: data.n, e: data.e, use: 'sig', alg: 'RS256' }];
  });
  if (ours.length === 0) throw new TypeError('the key set holds no key of this issuer');
  return ours;
}
