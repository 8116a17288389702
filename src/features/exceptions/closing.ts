import type { Committed, Idempotency } from '../../kernel/ledger.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import { agents } from '../registry/domain/fold.ts';
import type { ExceptionsDeps } from './deps.ts';
import { close, type ExceptionRefusal, type Who } from './domain/rights.ts';
import { exceptions } from './domain/state.ts';

export interface Closing extends Who {
  readonly exception: string;
  readonly reason?: string | undefined;
}

/** Ends an exception before its date; the same from chat and API. */
export function closeException(
  { ledger }: Pick<ExceptionsDeps, 'ledger'>,
  closing: Closing,
  key?: { readonly idempotency: Idempotency; readonly answer: () => Json },
): Promise<Committed<Result<undefined, ExceptionRefusal>>> {
  const by = { kind: 'person', id: closing.person } as const;
  return ledger.commit<Result<undefined, ExceptionRefusal>>(async (tx) => {
    const state = tx.view.get(exceptions, closing.exception);
    const people = state && tx.view.get(agents, state.agentId)?.people;
    const decided = close(closing, state, { now: tx.now, people });
    if (!decided.ok) return { by, events: [], result: () => decided };
    return {
      by,
      events: decided.value,
      narrows: decided.value.length > 0,
      result: () => ok(undefined),
      ...(key && { answer: key.answer }),
    };
  }, key?.idempotency);
}
