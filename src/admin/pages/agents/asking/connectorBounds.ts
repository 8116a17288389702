import type { Connector } from '../model.ts';
import type { RightAsk } from '../queries.ts';

type BoundsAsk = Extract<RightAsk, { kind: 'boundsChange' }>;
type Changes = BoundsAsk['changes'];

/** One bound of a connector: how it is asked, how today's value reads in its field, and what is typed becomes. */
export interface Bound {
  readonly name: keyof Changes;
  readonly label: string;
  readonly hint: string;
  readonly kind: 'line' | 'text' | 'choice';
  readonly choices?: readonly (readonly [value: string, words: string])[];
  readonly today: (connector: Connector) => string;
  /** What does not fit is left to the API to refuse. */
  readonly asks: (text: string, connector: Connector | undefined) => unknown;
}

const list = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');

type Scope = NonNullable<Connector['scopes']>[number];

const scopeLine = ({ name, reason }: Scope): string =>
  reason === undefined ? name : `${name}: ${reason}`;

/** `Mail.Read: to find the thread` → the scope and why; what else is known of it stays. */
function scopeOf(line: string, known: readonly Scope[]): object {
  const [, name = line, reason = ''] = /^(.*?):\s+(.*)$/.exec(line) ?? [];
  const before = known.find((one) => one.name === name.trim());
  return { ...before, name: name.trim(), ...(reason !== '' && { reason: reason.trim() }) };
}

const LEVELS = [
  ['', 'Not said'],
  ['item', 'One item'],
  ['library', 'A library'],
  ['site', 'A site'],
  ['project', 'A project'],
  ['resourceGroup', 'A resource group'],
  ['subscription', 'A subscription'],
  ['tenant', 'The whole tenant'],
] as const;

/** The bounds that the form asks for; the others are asked for by the API. */
export const BOUNDS: readonly Bound[] = [
  {
    name: 'scopes',
    label: 'Scopes',
    hint: 'All of them, one a line; after a colon, why it is needed',
    kind: 'text',
    today: ({ scopes = [] }) => scopes.map(scopeLine).join('\n'),
    asks: (text, connector) => lines(text).map((one) => scopeOf(one, connector?.scopes ?? [])),
  },
  {
    name: 'scopeLevel',
    label: 'How far the scopes reach',
    hint: 'The widest of them',
    kind: 'choice',
    choices: LEVELS,
    today: ({ scopeLevel = '' }) => scopeLevel,
    asks: (text) => text,
  },
  {
    name: 'tierCeiling',
    label: 'At most',
    hint: 'The highest tier that any agent gets with it',
    kind: 'choice',
    choices: [
      ['readOnly', 'Read only'],
      ['draftOnly', 'Draft only'],
      ['delegatedAction', 'Delegated action'],
    ],
    today: ({ tierCeiling }) => tierCeiling,
    asks: (text) => text,
  },
  {
    name: 'environments',
    label: 'Usable in',
    hint: 'dev, pilot or production, by commas',
    kind: 'line',
    today: ({ environments }) => environments.join(', '),
    asks: list,
  },
  {
    name: 'labels',
    label: 'May hold',
    hint: 'public, general, confidential or highlyConfidential, by commas',
    kind: 'line',
    today: ({ labels }) => labels.join(', '),
    asks: list,
  },
  {
    name: 'dataDomains',
    label: 'Data domains',
    hint: 'By commas',
    kind: 'line',
    today: ({ dataDomains = [] }) => dataDomains.join(', '),
    asks: list,
  },
  {
    name: 'contentSources',
    label: 'Content it may read',
    hint: 'https addresses, or their beginnings and *, one a line',
    kind: 'text',
    today: ({ contentSources }) => (contentSources?.allow ?? []).join('\n'),
    asks: (text, connector) => ({ ...connector?.contentSources, allow: lines(text) }),
  },
  {
    name: 'connection',
    label: 'Connection',
    hint: 'Whether other projects share it',
    kind: 'choice',
    choices: [
      ['', 'Not said'],
      ['projectScoped', 'For one project'],
      ['shared', 'Shared'],
    ],
    today: ({ connection = '' }) => connection,
    asks: (text) => text,
  },
];

export type BoundsTyped = Readonly<Record<string, string>>;

/** The values of today, as the fields show them. */
export const typedToday = (connector: Connector | undefined): BoundsTyped =>
  Object.fromEntries(BOUNDS.map(({ name, today }) => [name, connector ? today(connector) : '']));

/** What was typed otherwise than it stands today, as the API takes it. */
export function changesOf(typed: BoundsTyped, connector: Connector | undefined): Changes {
  const before = typedToday(connector);
  const changed = BOUNDS.filter(({ name }) => (typed[name] ?? '') !== before[name]);
  return Object.fromEntries(
    changed.map(({ name, asks }) => [name, asks(typed[name] ?? '', connector)]),
  );
}
