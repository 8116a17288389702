import type { Recorded } from '../../kernel/events.ts';
import { Fault } from '../../kernel/faults.ts';
import { canonicalJson, type Json } from '../../ledger/canonical.ts';
import type { ApprovalsDeps } from './deps.ts';
import { isRequestEvent, type RequestEvent } from './domain/events.ts';
import { evolve } from './domain/evolve.ts';
import { standing } from './domain/standing.ts';
import type { RequestState } from './domain/state.ts';
import { mintReceipt } from './receipts.ts';

const isOfRequests = (event: Recorded): event is Recorded<RequestEvent> => isRequestEvent(event);

/**
 * The request folded again from its own events. A state row that says something else was not written by us: nothing is
 * signed on its word.
 */
async function refolded(
  { ledger }: Pick<ApprovalsDeps, 'ledger'>,
  state: RequestState,
): Promise<RequestState> {
  const history = (await ledger.reads.history(state.id)).filter(isOfRequests);
  const folded = history.reduce<RequestState | undefined>(
    (before, event) => evolve(before, event, state.id),
    undefined,
  );
  if (
    !folded ||
    canonicalJson(folded as unknown as Json) !== canonicalJson(state as unknown as Json)
  )
    throw new Fault('row-forged', `the state of ${state.id} is not what its events fold into`);
  return folded;
}

/** A fresh receipt while the request is approved and may be redeemed; undefined at any other time. */
export async function receiptFor(
  deps: ApprovalsDeps,
  state: RequestState,
): Promise<string | undefined> {
  const now = deps.clock.now();
  const hits = deps.hits(await deps.ledger.view(), state.facts);
  if (
    standing(state, { now, hits }) !== 'approved' ||
    state.approval?.redeemBy === undefined ||
    hits.some(({ live }) => live)
  )
    return undefined;
  const { signer, issuer, audience, newId } = deps.receipts;
  const [proven, checkpoint] = await Promise.all([refolded(deps, state), deps.ledger.reads.head()]);
  return mintReceipt(signer, { issuer, audience, tenant: deps.tenant }, proven, {
    jti: newId(),
    now,
    checkpoint,
  });
}
