import type { Effect } from '../../registry/domain/model.ts';
import type { PolicyInput, Standing } from './input.ts';
import { nobodyAllows, PERSON_WORDS, type PersonInput } from './personInput.ts';

/** What a tool does, in the middle of a sentence. */
const DEEDS: Readonly<Record<Effect, string>> = {
  read: 'reads',
  draft: 'prepares a draft',
  write: 'changes data',
  send: 'sends something out',
};

const VERBS: Readonly<Record<Effect, string>> = {
  read: 'read',
  draft: 'prepare drafts',
  write: 'change data',
  send: 'send',
};

const STANDINGS: Readonly<Record<Standing, string>> = {
  approved: 'approved',
  probation: 'on probation',
  probationOver: 'at the end of its probation',
  rejected: 'rejected',
  revoked: 'revoked',
  unlisted: 'not listed',
};

const listed = (items: readonly string[]): string =>
  items.length === 0 ? 'nothing' : items.join(', ');

/** What `{word}` in a policy's reason may stand for. A closed list: whatever callers write freely is not in it. */
export const WORDS = {
  agent: ({ agent }: PolicyInput) => agent,
  connector: ({ connector }: PolicyInput) => connector,
  tool: ({ tool }: PolicyInput) => tool,
  deed: ({ effect }: PolicyInput) => DEEDS[effect],
  verb: ({ effect }: PolicyInput) => VERBS[effect],
  environment: ({ environment }: PolicyInput) => environment,
  phase: ({ phase }: PolicyInput) => phase,
  platform: ({ platform }: PolicyInput) => platform,
  department: ({ department }: PolicyInput) => department,
  businessGroup: ({ businessGroup }: PolicyInput) => businessGroup,
  reservedFor: ({ reservedFor }: PolicyInput) => reservedFor,
  tier: ({ tier }: PolicyInput) => tier,
  ceiling: ({ ceiling }: PolicyInput) => ceiling,
  standing: ({ standing }: PolicyInput) => STANDINGS[standing],
  labels: ({ labels }: PolicyInput) => listed(labels),
  dataLabels: ({ dataLabels }: PolicyInput) => listed(dataLabels ?? []),
  audiences: ({ audiences }: PolicyInput) => listed(audiences),
  recipients: ({ recipients }: PolicyInput) => String(recipients),
  amount: ({ amount = '', currency = '' }: PolicyInput) => `${amount} ${currency}`.trim(),
  uncovered: ({ uncovered }: PolicyInput) => uncovered,
} as const satisfies Record<string, (input: PolicyInput) => string>;

const WORD = /\{([^{}]*)\}/g;
const isWord = (name: string): name is keyof typeof WORDS => Object.hasOwn(WORDS, name);

/** What stands in braces in a reason and is no word of ours. */
export const unknownWords = (reason: string): readonly string[] =>
  [...reason.matchAll(WORD)].map(([, name = '']) => name).filter((name) => !isWord(name));

/** How something that was judged is told. */
export interface Telling {
  /** A policy's reason, its words filled in: a whole sentence. */
  readonly sentence: (reason: string) => string;
  /** Where nothing permits it. */
  readonly nothing: () => string;
}

export const tellingAction = (input: PolicyInput): Telling => ({
  sentence: (reason) =>
    reason.replaceAll(WORD, (text, name: string) => (isWord(name) ? WORDS[name](input) : text)),
  nothing: () => nothingAllows(input),
});

export const tellingPerson = (input: PersonInput): Telling => ({
  sentence: (reason) =>
    reason.replaceAll(WORD, (text, name: string) => PERSON_WORDS[name]?.(input) ?? text),
  nothing: () => nobodyAllows(input),
});

/** Where nothing permits an action: what would have to change. */
const nothingAllows = (input: PolicyInput): string =>
  `No rule of the policy in force lets an agent in phase ${input.phase} ${VERBS[input.effect]} with ${input.connector}: the rules of that phase would have to be put in force first.`;
