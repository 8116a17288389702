import { durationAtEnd } from '../domain/duration.ts';

const LEVER_NAMES: Readonly<Record<string, string>> = {
  gate: 'Our own gate',
  webhook: 'Subscribers (webhook)',
};

/** What cards call a lever; one that is not known keeps its own name. */
export const leverName = (name: string): string =>
  (Object.hasOwn(LEVER_NAMES, name) ? LEVER_NAMES[name] : undefined) ?? name;

/** Of a pause without an end whose reason ends like one: that this is no end, and how one is said. Empty otherwise. */
export function noEndHint(reason: string): string {
  const typed = durationAtEnd(reason);
  return typed === undefined
    ? ''
    : ` “for ${typed}” is a part of the reason: an end stands before it, as in “pause all for ${typed} because …”.`;
}
