import * as z from 'zod';
import { type Clock, epochMs, MINUTE, SECOND } from '../../kernel/instant.ts';
import type { Authenticate, Principal } from '../../kernel/people.ts';
import { sha256 } from '../../ledger/hash.ts';

/** For so long a verified token counts without being verified again: a key that is withdrawn dies that much later. */
const REMEMBERED_MS = MINUTE;

interface Verified {
  readonly principal: Principal;
  /** Epoch milliseconds. */
  readonly until: number;
}

/**
 * The same answers with less work: verifying a signature takes longer than all else that a call needs. Only what was
 * verified is remembered, under the token's hash, never past the token's own end; who somebody is, not what they may do.
 * At most `most` tokens: the one that came first is forgotten first.
 */
export function rememberTokens(
  authenticate: Authenticate,
  clock: Clock,
  most = 10_000,
): Authenticate {
  const known = new Map<string, Verified>();
  return async (token) => {
    const key = sha256(token);
    const found = known.get(key);
    if (found !== undefined && epochMs(clock.now()) < found.until) return found.principal;
    known.delete(key);
    const principal = await authenticate(token);
    if (principal.kind === 'refused') return principal;
    const until = Math.min(epochMs(clock.now()) + REMEMBERED_MS, endOf(token));
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(key, { principal, until });
    return principal;
  };
}

const claims = z.object({ exp: z.number() });

/** When a verified token ends, in epoch milliseconds; at once where it does not say so. */
function endOf(token: string): number {
  try {
    const payload: unknown = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
    );
    return (claims.safeParse(payload).data?.exp ?? 0) * SECOND;
  } catch {
    return 0;
  }
}
