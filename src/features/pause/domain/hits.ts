import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import { isInForce, type PauseState, pauses } from './state.ts';
import { hitsAction, type Touched, targetText } from './target.ts';

/** A pause that hits an action; lifted ones count too, for what they made void stays void. */
export interface PauseHit {
  readonly id: string;
  readonly seq: number;
  readonly at: Instant;
  readonly live: boolean;
}

export function pauseHits(view: View, action: Touched, now: Instant): readonly PauseHit[] {
  const hits: PauseHit[] = [];
  for (const pause of view.all(pauses).values())
    if (hitsAction(pause.target, action))
      hits.push({ id: pause.id, seq: pause.seq, at: pause.at, live: isInForce(pause, now) });
  return hits;
}

/** The pause in force that stops an action, or undefined. */
function stoppedBy(view: View, action: Touched, now: Instant): PauseState | undefined {
  for (const pause of view.all(pauses).values())
    if (isInForce(pause, now) && hitsAction(pause.target, action)) return pause;
  return undefined;
}

/** Pauses in force, the newest first. */
export const inForce = (view: View, now: Instant): readonly PauseState[] =>
  [...view.all(pauses).values()]
    .filter((pause) => isInForce(pause, now))
    .toSorted((a, b) => b.seq - a.seq);

/** The denial of an action that a pause stops, as a policy's finding; undefined where none does. */
export function pausedFinding(
  view: View,
  action: Touched,
  now: Instant,
):
  | { readonly outcome: 'deny'; readonly because: string; readonly policies: readonly string[] }
  | undefined {
  const pause = stoppedBy(view, action, now);
  return (
    pause && {
      outcome: 'deny',
      because: `The pause ${pause.id} of ${targetText(pause.target)} is in force.`,
      policies: ['paused'],
    }
  );
}

/** Which agents are paused as such: by name, or because everything is. */
export function pausedAgents(view: View, now: Instant): (agentId: string) => boolean {
  const targets = inForce(view, now).map(({ target }) => target);
  const isAll = targets.some(({ kind }) => kind === 'all');
  const named = new Set(targets.flatMap((target) => (target.kind === 'agent' ? [target.id] : [])));
  return (agentId) => isAll || named.has(agentId);
}
