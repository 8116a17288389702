import { describeHostileCards } from '../../../support/hostileCards.ts';
import { examples } from './all.ts';

/**
 * What is ours in a view: closed words, numbers of ours, moments, and the `label` of a data classification. Everything else may
 * come from anybody.
 */
const OURS =
  /^(kind|tier|fromTier|toTier|environment|phase|effect|systemClass|state|status|connection|digest|nonce|request|heldBy|at|due|from|askedAt|undoUntil|redeemBy|preset|about|because|endsAt|until|duration|title|value|currency|bound|label)$/;

describeHostileCards({ examples, isForeign: (name) => !OURS.test(name), typed: /(?!)/ });
