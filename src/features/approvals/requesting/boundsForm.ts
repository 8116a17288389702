import { type BoundsAsk, boundsAsk } from '../asking/askSchemas.ts';
import { partsOf, type Read, readForm, type Typed } from './typed.ts';

/** Ids of the inputs; `value` is the whole bound as it is to be, in the words of `HOW` below. */
export const BOUNDS_FIELDS = ['agentId', 'connectorId', 'bound', 'value', 'for', 'reason'] as const;

export type BoundsField = (typeof BOUNDS_FIELDS)[number];
export type BoundsTyped = Typed<BoundsField>;

/** What the form calls its fields. */
export const BOUNDS_LABELS: Readonly<Record<BoundsField, string>> = {
  agentId: 'Agent',
  connectorId: 'Connector',
  bound: 'What is to be wider',
  value: 'As it is to be',
  for: 'For how long',
  reason: 'Reason',
};

/** What the menu says where it is to stay. */
export const FOR_GOOD = 'forGood';

/** The bounds that a form can say; the two that are made of several answers are asked for over the API. */
export const FORM_BOUNDS = [
  'quota',
  'dataLabels',
  'contentSources',
  'models',
  'businessGroup',
  'retentionClass',
  'criticality',
  'expires',
  'identities',
  'scopes',
  'scopeLevel',
  'labels',
  'environments',
  'dataDomains',
  'connection',
  'vendor',
  'tierCeiling',
] as const;
type FormBound = (typeof FORM_BOUNDS)[number];

const LISTS: readonly string[] = [
  'dataLabels',
  'models',
  'identities',
  'labels',
  'environments',
  'dataDomains',
];

/** `200 an hour, 1000 a day` → a quota. */
function quotaFrom(text: string): unknown {
  const calls = (what: string) => {
    const digits = new RegExp(`(\\d[\\d,]*)\\s*(?:calls\\s*)?(?:an?|per|/)\\s*${what}`, 'i').exec(
      text,
    )?.[1];
    return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
  };
  const [perHour, perDay] = [calls('hour'), calls('day')];
  return {
    ...(perHour !== undefined && { perHour }),
    ...(perDay !== undefined && { perDay }),
  };
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** `Mail.Read: why` a line → scopes with their reasons. */
const scopesFrom = (text: string): unknown =>
  linesOf(text).map((one) => {
    const [name = '', ...reason] = one.split(': ');
    return { name, ...(reason.length > 0 && { reason: reason.join(': ') }) };
  });

/** `allow https://…` and `deny https://…`, one a line. */
function sourcesFrom(text: string): unknown {
  const of = (word: string) =>
    linesOf(text).flatMap((one) =>
      one.toLowerCase().startsWith(`${word} `) ? [one.slice(word.length + 1).trim()] : [],
    );
  const [allow, deny] = [of('allow'), of('deny')];
  return { ...(allow.length > 0 && { allow }), ...(deny.length > 0 && { deny }) };
}

function valueFrom(bound: FormBound, text: string): unknown {
  if (bound === 'quota') return quotaFrom(text);
  if (bound === 'scopes') return scopesFrom(text);
  if (bound === 'contentSources') return sourcesFrom(text);
  return LISTS.includes(bound) ? partsOf(text) : text.trim();
}

const isField = (name: string): name is BoundsField =>
  BOUNDS_FIELDS.some((field) => field === name);
const isFormBound = (name: string): name is FormBound => FORM_BOUNDS.some((one) => one === name);

const fieldOf = (name: string) => {
  const id = name === 'changes' ? 'value' : name;
  return { id, label: isField(id) ? BOUNDS_LABELS[id] : 'The form' };
};

/** A filled form as the API takes it, or everything that is wrong with it. */
export function readBoundsForm(typed: BoundsTyped): Read<BoundsAsk> {
  const connectorId = typed.connectorId.trim();
  const bound = typed.bound.trim();
  if (!isFormBound(bound))
    return {
      mistakes: [{ field: 'bound', words: `${BOUNDS_LABELS.bound}: choose one of the list.` }],
    };
  const duration = typed.for.trim();
  return readForm(
    boundsAsk,
    {
      kind: 'boundsChange',
      agentId: typed.agentId.trim(),
      ...(connectorId !== '' && { connectorId }),
      changes: { [bound]: valueFrom(bound, typed.value) },
      ...(duration !== '' && duration !== FOR_GOOD && { for: duration }),
      reason: typed.reason,
    },
    fieldOf,
  );
}
