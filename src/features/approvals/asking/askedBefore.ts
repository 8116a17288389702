import * as z from 'zod';
import type { Recorded } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import { parseInstant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../kernel/ledger.ts';
import type { Success } from '../../../kernel/route.ts';
import { stored } from '../../../kernel/stored.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { isRequestEvent, type RequestEvent } from '../domain/events.ts';
import { evolve } from '../domain/evolve.ts';
import type { RequestState } from '../domain/state.ts';
import { type Reader, showRequest } from '../showing/show.ts';
import type { AskPlan } from './planAsk.ts';

/** What is kept with a caller's key: which request it was, and as of which event and moment it was told. */
const kept = z.object({
  status: z.literal([200, 201]),
  body: z.object({ id: z.string(), asOf: z.number().optional(), at: z.string() }),
});

/** Kept of an answer to somebody who asked: enough to tell it again as it was. A new request is told by its first event. */
export const keptAnswer = (plan: Exclude<AskPlan, { kind: 'refused' }>, tx: Tx): Json =>
  stored({
    status: plan.kind === 'opened' ? 201 : 200,
    body: { id: plan.request, at: tx.now, ...(plan.kind !== 'opened' && { asOf: tx.view.seq }) },
    location: `/requests/${plan.request}`,
  });

/**
 * The answer to a repeat under the same idempotency key: the request as it was when that was told, whatever has become of
 * it. It is folded from its events, and never holds a receipt.
 */
export async function askedBefore(
  deps: ApprovalsDeps,
  answer: Json,
  reader: Reader,
): Promise<Success<Record<string, unknown>>> {
  const { status, body } = kept.parse(answer);
  const { id, asOf, at } = body;
  const history = (await deps.ledger.reads.history(id)).filter(isOfRequests);
  const told = history.filter(({ seq }, i) => i === 0 || (asOf !== undefined && seq <= asOf));
  const state = told.reduce<RequestState | undefined>(
    (before, event) => evolve(before, event, id),
    undefined,
  );
  const then = parseInstant(at);
  if (!state || !then) throw new Fault('ledger-corrupt', `${id} was answered with and never asked`);
  const shown = await showRequest({ ...deps, clock: { now: () => then } }, state, reader);
  return { status, body: shown, location: `/requests/${id}` };
}

const isOfRequests = (event: Recorded): event is Recorded<RequestEvent> => isRequestEvent(event);
