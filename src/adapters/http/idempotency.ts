import type { Idempotency } from '../../kernel/ledger.ts';
import { type Problem, problem } from '../../kernel/problems.ts';
import { canonicalJson, type Json } from '../../ledger/canonical.ts';
import { sha256 } from '../../ledger/hash.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** An Idempotency-Key header → whether it may stand. Two headers arrive joined by a comma and a space, and are refused. */
export function checkKey(header: string | undefined): Problem | undefined {
  if (header === undefined || KEY.test(header)) return undefined;
  return problem('bad-request', 'An Idempotency-Key is 1 to 255 visible ASCII characters.', {
    errors: [
      { path: 'Idempotency-Key', message: 'Send one, of 1 to 255 visible ASCII characters.' },
    ],
  });
}

/** What a key counts for: one caller of one tenant on one route. What it came with: the path's parameters and the body. */
export function idempotencyOf(
  key: string,
  scope: { readonly tenant: string; readonly caller: string; readonly route: string },
  sent: { readonly params: Readonly<Record<string, string>>; readonly body: Json },
): Idempotency {
  const { tenant, caller, route } = scope;
  return {
    key: sha256(canonicalJson([tenant, caller, route, key])),
    bodyHash: sha256(canonicalJson([sent.params, sent.body])),
  };
}
