import type { Committed, Idempotency } from '../../kernel/ledger.ts';
import type { Result } from '../../kernel/result.ts';
import { ok } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import { agents } from '../registry/domain/fold.ts';
import type { GrantsDeps } from './deps.ts';
import { type GrantRefusal, revoke, type Who } from './domain/rights.ts';
import { grants } from './domain/state.ts';

export interface Revocation extends Who {
  readonly grant: string;
  readonly reason?: string | undefined;
}

/** Takes a grant back: once this resolves, nothing more is allowed by it anywhere (the commit is fenced on every lane before that). */
export function revokeGrant(
  { ledger }: Pick<GrantsDeps, 'ledger'>,
  revocation: Revocation,
  key?: { readonly idempotency: Idempotency; readonly answer: () => Json },
): Promise<Committed<Result<undefined, GrantRefusal>>> {
  const by = { kind: 'person', id: revocation.person } as const;
  return ledger.commit<Result<undefined, GrantRefusal>>(async (tx) => {
    const state = tx.view.get(grants, revocation.grant);
    const people = state && tx.view.get(agents, state.agentId)?.people;
    const decided = revoke(revocation, state, { now: tx.now, people });
    if (!decided.ok) return { by, events: [], result: () => decided };
    return {
      by,
      events: decided.value,
      narrows: true,
      result: () => ok(undefined),
      ...(key && { answer: key.answer }),
    };
  }, key?.idempotency);
}
