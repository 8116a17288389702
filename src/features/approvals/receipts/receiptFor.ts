import type { Recorded } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { Ledger } from '../../../kernel/ledger.ts';
import { canonicalJson, type Json } from '../../../ledger/canonical.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { isRequestEvent, type RequestEvent } from '../domain/events.ts';
import { evolve } from '../domain/evolve.ts';
import { mayHaveReceipt } from '../domain/standing.ts';
import type { RequestState } from '../domain/state.ts';
import { touchedBy } from '../domain/touched.ts';
import { mintReceipt } from './receipts.ts';
import { requireAsLogged, standsAsLogged } from './standsAsLogged.ts';

const isOfRequests = (event: Recorded): event is Recorded<RequestEvent> => isRequestEvent(event);

/** How often a request may change while it is folded; nothing but an outage of ours lasts longer. */
const TRIES = 5;

const isSame = (one: RequestState, other: RequestState | undefined): boolean =>
  canonicalJson(one as unknown as Json) === canonicalJson((other ?? null) as unknown as Json);

async function folded({ reads }: Ledger, id: string): Promise<RequestState | undefined> {
  const history = (await reads.history(id)).filter(isOfRequests);
  return history.reduce<RequestState | undefined>(
    (before, event) => evolve(before, event, id),
    undefined,
  );
}

/**
 * The request folded again from its own events. A state row that says something else was not written by us, or is an old one
 * put back: nothing is signed, and nothing spent, on its word. Row and events are read one after the other, so a row counts as forged only where it stood still.
 */
export async function refolded(ledger: Ledger, state: RequestState): Promise<RequestState> {
  let row = state;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const proven = await folded(ledger, state.id);
    if (isSame(row, proven)) return row;
    const now = await ledger.reads.get(requests, state.id);
    if (now === undefined || isSame(now, row))
      throw new Fault('row-forged', `the state of ${state.id} is not what its events fold into`);
    row = now;
  }
  throw new Fault('storage-contended', `${state.id} changes faster than it can be read`);
}

/** A fresh receipt while the request is approved and may be redeemed; undefined at any other time. */
export async function receiptFor(
  deps: ApprovalsDeps,
  state: RequestState,
): Promise<string | undefined> {
  if (state.kind !== 'outboundAction') return undefined;
  const now = deps.clock.now();
  const view = await deps.ledger.view();
  const hits = deps.hits(view, touchedBy(state));
  if (!mayHaveReceipt(state, { now, hits })) return undefined;
  if (!standsAsLogged(view, state)) await requireAsLogged(deps.ledger, state.id);
  const { signer, issuer, audience, newId } = deps.receipts;
  const [proven, checkpoint] = await Promise.all([
    refolded(deps.ledger, state),
    deps.ledger.reads.head(),
  ]);
  if (proven.kind !== 'outboundAction' || !mayHaveReceipt(proven, { now, hits })) return undefined;
  return mintReceipt(signer, { issuer, audience, tenant: deps.tenant }, proven, {
    jti: newId(),
    now,
    checkpoint,
  });
}
