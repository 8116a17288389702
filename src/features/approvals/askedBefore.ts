import * as z from 'zod';
import { Fault } from '../../kernel/faults.ts';
import type { Success } from '../../kernel/route.ts';
import type { Json } from '../../ledger/canonical.ts';
import type { ApprovalsDeps } from './deps.ts';
import { isRequestEvent } from './domain/events.ts';
import { evolve } from './domain/evolve.ts';
import { type Reader, showRequest } from './show.ts';

const kept = z.object({ body: z.object({ id: z.string() }) });

/**
 * The answer to a repeat under the same idempotency key: the request as it was when it was asked, whatever has become of
 * it. It is folded from its first event, and so holds neither an answer nor a receipt.
 */
export async function askedBefore(
  deps: ApprovalsDeps,
  stored: Json,
  reader: Reader,
): Promise<Success<Record<string, unknown>>> {
  const { id } = kept.parse(stored).body;
  const [asked] = await deps.ledger.reads.history(id);
  if (!asked || !isRequestEvent(asked))
    throw new Fault('ledger-corrupt', `${id} was answered with and never asked`);
  const state = evolve(undefined, asked, id);
  const then = { ...deps, clock: { now: () => state.askedAt } };
  return {
    status: 201,
    body: await showRequest(then, state, reader),
    location: `/requests/${id}`,
  };
}
