import type { Asked } from './view.ts';

/** Why something was rejected, for the agent as a word and for people as a sentence. */
export const PRESETS = {
  wrongRecipient: 'Wrong recipient',
  wrongContent: 'The content is wrong',
  notNow: 'Not now',
  notAllowed: 'The agent should not do this',
  tooMuch: 'It asks for more than it needs',
  incomplete: 'Something is missing in the request',
} as const;

export type Preset = keyof typeof PRESETS;

/** Their names: an answer may give no other. */
export const presetNames = Object.keys(PRESETS) as readonly Preset[];

export const isPreset = (value: string): value is Preset => Object.hasOwn(PRESETS, value);

const OF_KIND: Readonly<Record<Asked['kind'], readonly Preset[]>> = {
  outboundAction: ['wrongRecipient', 'wrongContent', 'notNow', 'notAllowed'],
  connector: ['tooMuch', 'incomplete', 'notNow', 'notAllowed'],
  boundsChange: ['tooMuch', 'incomplete', 'notNow', 'notAllowed'],
  modelList: ['tooMuch', 'incomplete', 'notNow', 'notAllowed'],
  promotion: ['tooMuch', 'incomplete', 'notNow', 'notAllowed'],
  policyChange: ['tooMuch', 'incomplete', 'notNow', 'notAllowed'],
  deviation: ['tooMuch', 'incomplete', 'notNow', 'notAllowed'],
  standingGrant: ['wrongRecipient', 'tooMuch', 'notNow', 'notAllowed'],
  tierEscalation: ['tooMuch', 'incomplete', 'notNow', 'notAllowed'],
};

/** The few that fit a kind of request, as the choices of the card. */
export const presetChoices = (kind: Asked['kind']): readonly { title: string; value: string }[] =>
  OF_KIND[kind].map((value) => ({ title: PRESETS[value], value }));
