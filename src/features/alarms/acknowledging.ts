import type { Committed, Idempotency, Ledger } from '../../kernel/ledger.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import { type AlarmRefusal, acknowledge, type Who } from './domain/acknowledging.ts';
import { alarms } from './domain/state.ts';

export interface Acknowledging extends Who {
  readonly alarm: string;
  readonly note?: string | undefined;
}

/** Takes an alarm on; the same from chat and API. */
export function acknowledgeAlarm(
  { ledger }: { readonly ledger: Ledger },
  who: Acknowledging,
  key?: { readonly idempotency: Idempotency; readonly answer: () => Json },
): Promise<Committed<Result<undefined, AlarmRefusal>>> {
  const by = { kind: 'person', id: who.person } as const;
  return ledger.commit<Result<undefined, AlarmRefusal>>(async (tx) => {
    const decided = acknowledge(who, tx.view.get(alarms, who.alarm), tx.now);
    if (!decided.ok) return { by, events: [], result: () => decided };
    return {
      by,
      events: decided.value,
      result: () => ok(undefined),
      ...(key && { answer: key.answer }),
    };
  }, key?.idempotency);
}
