import { asText } from '../../../kernel/cards/text.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { BoundName } from '../../registry/domain/bounds/boundChanges.ts';

/** It is bounded by nothing: nobody has said. */
const UNSAID = 'not said';

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isFields = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An entry of a list: a scope by its name, anything else as it is. */
const entryText = (entry: Json): string =>
  isFields(entry) ? asText(entry['name'] ?? '') : asText(entry);

/** Those that were not there before come first: whatever is cut off a card is none of them. */
function listText(list: readonly Json[], before: Json | undefined): string {
  if (list.length === 0) return 'none';
  const had = isList(before) ? before.map(entryText) : [];
  const names = list.map(entryText);
  const news = names.filter((name) => !had.includes(name));
  return [...news, ...names.filter((name) => had.includes(name))].join(', ');
}

const QUOTA: Readonly<Record<string, string>> = {
  perHour: 'calls an hour',
  perDay: 'calls a day',
};

/** `confidentialNotes` → `confidential notes` */
const spelled = (name: string): string => name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

function fieldText([name, value]: readonly [string, Json], before: Json | undefined): string {
  const was = isFields(before) ? before[name] : undefined;
  if (typeof value === 'number') return `${value.toLocaleString('en')} ${QUOTA[name] ?? name}`;
  if (typeof value === 'boolean') return `${spelled(name)}: ${value ? 'yes' : 'no'}`;
  return `${spelled(name)}: ${isList(value) ? listText(value, was) : asText(value)}`;
}

/** The value of a bound for a person who reads it; beside what it was, what is new stands first. */
export function boundText(name: BoundName, value: Json | undefined, before?: Json): string {
  if (value === undefined) return name === 'identities' ? 'none' : UNSAID;
  if (isList(value)) return listText(value, before);
  if (!isFields(value)) return name === 'expires' ? `on ${asText(value)}` : spelled(asText(value));
  const fields = Object.entries(value).map((field) => fieldText(field, before));
  return fields.length === 0 ? UNSAID : fields.join(name === 'contentSources' ? '; ' : ', ');
}
