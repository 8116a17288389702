import type { Committed, Idempotency, Ledger } from '../../kernel/ledger.ts';
import type { PersonId } from '../../kernel/people.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { stored } from '../../kernel/stored.ts';
import { connectors } from './domain/fold.ts';
import { decideRevoke, type Revoke, type RevokeRefusal } from './domain/revoking.ts';

/** Most characters of the reason. */
export const MOST_REASON = 500;

/**
 * Revokes a connector; the same from chat and API. It narrows: every lane is fenced before this answers, and the requests
 * that rest on the connector end after it.
 */
export const revokeConnector = (
  ledger: Ledger,
  command: Revoke & { readonly person: PersonId },
  idempotency?: Idempotency,
): Promise<Committed<Result<undefined, RevokeRefusal>>> =>
  ledger.commit<Result<undefined, RevokeRefusal>>(async (tx) => {
    const by = { kind: 'person', id: command.person } as const;
    const decided = decideRevoke(command, tx.view.get(connectors, command.connector));
    return decided.ok
      ? {
          by,
          events: decided.value,
          narrows: decided.value.length > 0,
          result: () => ok(undefined),
          ...(idempotency && { answer: () => stored({ status: 200, body: {} }) }),
        }
      : { by, events: [], result: () => decided };
  }, idempotency);
