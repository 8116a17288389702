import type { PersonId } from '../../../kernel/people.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import type { RequestState } from './state.ts';

/** One person's view of one request, at one stage and round. */
export interface CardView {
  readonly request: string;
  readonly stage: number;
  readonly round: number;
  readonly person: PersonId;
  readonly digest: string;
}

/** The view that this person has of a request now. */
export const viewOf = ({ id, stage, round, digest }: RequestState, person: PersonId): CardView => ({
  request: id,
  stage,
  round,
  person,
  digest,
});

/**
 * The nonce in a view's buttons: no row to keep, the same on phone and desktop, dead with the round.
 * `mac` is an HMAC under `card.mac`: text → hex or base64url.
 */
export const viewNonce = (mac: (text: string) => string, view: CardView): string =>
  mac(canonicalJson(['view', view.request, view.stage, view.round, view.person, view.digest]));

/** Whether a nonce belongs to a view; compares every character, so that the time it takes tells nothing. */
export function nonceFits(mac: (text: string) => string, view: CardView, nonce: string): boolean {
  const right = viewNonce(mac, view);
  let different = right.length ^ nonce.length;
  for (let i = 0; i < right.length; i += 1)
    different |= right.charCodeAt(i) ^ nonce.charCodeAt(i % Math.max(1, nonce.length));
  return different === 0;
}
