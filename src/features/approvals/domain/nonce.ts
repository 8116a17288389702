import type { PersonId } from '../../../kernel/people.ts';
import { sameText } from '../../../kernel/sameText.ts';
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

/** Whether a nonce belongs to a view. */
export const nonceFits = (mac: (text: string) => string, view: CardView, nonce: string): boolean =>
  sameText(viewNonce(mac, view), nonce);
