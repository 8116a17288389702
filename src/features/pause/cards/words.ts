import type { Room } from '../../../kernel/cards/define.ts';
import { inert, own, type TextRun } from '../../../kernel/cards/text.ts';
import { durationAtEnd } from '../domain/duration.ts';
import { parseTarget } from '../domain/target.ts';
import { targetParts } from '../domain/targetWords.ts';

/** What a pause stops, as people say it; `target` as `targetText` spells it. */
export function targetRuns(target: string, room: Room): readonly TextRun[] {
  const known = parseTarget(target);
  return known === undefined
    ? inert(target, room.name, 'identifier')
    : targetParts(known).flatMap(({ text, isName }) =>
        isName ? inert(text, room.name, 'identifier') : [own(text)],
      );
}

const LEVER_NAMES: Readonly<Record<string, string>> = {
  gate: 'Our own gate',
  webhook: 'Subscribers (webhook)',
};

/** What cards call a lever; one that is not known keeps its own name. */
export const leverName = (name: string): string =>
  (Object.hasOwn(LEVER_NAMES, name) ? LEVER_NAMES[name] : undefined) ?? name;

const LEVER_PLANS: Readonly<Record<string, string>> = {
  gate: 'Here: Countersign allows them nothing more, at once.',
  webhook:
    'In systems that subscribed (webhook): they are told to stop, then asked whether they did.',
};

/** What a lever will do, and where. */
export const leverPlan = (name: string): string =>
  (Object.hasOwn(LEVER_PLANS, name) ? LEVER_PLANS[name] : undefined) ?? name;

/** Of a pause without an end whose reason ends like one: that this is no end, and how one is said. Empty otherwise. */
export function noEndHint(reason: string): string {
  const typed = durationAtEnd(reason);
  return typed === undefined
    ? ''
    : ` “for ${typed}” is a part of the reason: an end stands before it, as in “pause all for ${typed} because …”.`;
}
