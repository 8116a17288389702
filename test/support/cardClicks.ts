import type { Card } from '../../src/kernel/chat.ts';
import type { Activity, Clicked, Posted } from './fakeTeams.ts';

/** What Teams makes of the answer to an Action.Execute. */
export function readClick(posted: Posted): Clicked {
  const { statusCode, type, value } = (posted.body ?? {}) as Record<string, unknown>;
  const isCard = type === 'application/vnd.microsoft.card.adaptive';
  const isText = type === 'application/vnd.microsoft.activity.message';
  return {
    ...posted,
    statusCode: statusCode as number | undefined,
    card: isCard ? (value as Card) : undefined,
    text: isText ? String(value) : (value as { message?: string } | undefined)?.message,
  };
}

/** The data of the first Action.Execute with this verb, however deep on the card. */
export function buttonData(card: unknown, verb: string): Activity | undefined {
  if (typeof card !== 'object' || card === null) return undefined;
  const { type, verb: own, data } = card as Record<string, unknown>;
  if (type === 'Action.Execute' && own === verb) return (data ?? {}) as Activity;
  for (const inner of Object.values(card)) {
    const found = buttonData(inner, verb);
    if (found !== undefined) return found;
  }
  return undefined;
}
