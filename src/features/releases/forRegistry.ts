import type { Instant } from '../../kernel/instant.ts';
import type { View } from '../../kernel/ledger.ts';
import { type Change, outsideSentence, outsideWindow } from './domain/outside.ts';

/** Why a change has to wait for a release window, as a sentence; undefined: nothing holds it back. */
export function withheld(view: View, now: Instant, change: Change): string | undefined {
  const outside = outsideWindow(view, now, change);
  return outside && outsideSentence(outside);
}
