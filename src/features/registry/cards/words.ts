import { type ConnectorRecord, type Effect, TIER_EFFECTS, type Tier } from '../domain/model.ts';
import { ENVIRONMENT_NAMES } from '../domain/words.ts';

const EFFECT_NAMES: Readonly<Record<Effect, string>> = {
  read: 'read',
  draft: 'prepare drafts',
  write: 'write',
  send: 'send',
};

/** `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** What the tools of a connector do by themselves, and what a person is asked for, in words of ours. */
export function patternOf({ tools, tierCeiling, environments }: ConnectorRecord): string {
  const within = tools.filter(({ effect }) => isWithin(effect, tierCeiling));
  const effects = (some: readonly Effect[]) =>
    some.filter((effect) => within.some((tool) => tool.effect === effect));
  const alone = effects(['read', 'draft']).map((effect) => EFFECT_NAMES[effect]);
  const asked = effects(['write', 'send']).map((effect) => EFFECT_NAMES[effect]);
  const where = listed(environments.map((name) => ENVIRONMENT_NAMES[name]));
  return [
    alone.length === 0 ? 'nothing without a person' : `${listed(alone)} at once`,
    ...(asked.length === 0 ? [] : [`${listed(asked)} after a person's approval`]),
    `in ${where === '' ? 'no environment' : where}`,
  ].join(', ');
}

const isWithin = (effect: Effect, ceiling: Tier): boolean => TIER_EFFECTS[ceiling].includes(effect);
