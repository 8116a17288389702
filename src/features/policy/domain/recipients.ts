import type { Json } from '../../../ledger/canonical.ts';
import type { Arguments, Recipient } from './model.ts';

/** Who receives something: our own people, outsiders of a kind that this tenant has listed, or anybody else. */
export type Audience = 'internal' | 'customer' | 'vendor' | 'regulator' | 'unknown';

/** Mail domains by the kind of people behind them, in lower case. */
export type RecipientDomains = Readonly<
  Partial<Record<'customer' | 'vendor' | 'regulator', readonly string[]>>
>;

/** Neither `%` nor `!` before the @: some mail systems still read a route to another host in them. */
const BARE_ADDRESS = /^[A-Za-z0-9.$&*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)$/;

const domainOf = (address: string): string | undefined =>
  BARE_ADDRESS.exec(address)?.[1]?.toLowerCase();

/** Whether a text is one address and nothing else: plain ASCII, no name around it, no pattern. */
export const isBareAddress = (text: string): boolean =>
  domainOf(text) !== undefined && !text.includes('*');

/** Internal is a bare ASCII address whose domain equals an accepted one exactly; whatever else it is, it is external. */
function isInternal(address: string, acceptedDomains: readonly string[]): boolean {
  const domain = domainOf(address);
  return domain !== undefined && acceptedDomains.includes(domain);
}

const LISTED = ['regulator', 'customer', 'vendor'] as const;

/** The kind of a recipient; an outsider whose domain equals none that is listed is `unknown`. */
export function audienceOf({ address, internal }: Recipient, listed: RecipientDomains): Audience {
  if (internal) return 'internal';
  const domain = domainOf(address);
  return LISTED.find((kind) => domain !== undefined && listed[kind]?.includes(domain)) ?? 'unknown';
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** What an argument names: one recipient, several in a list, nobody where it is absent or null. */
function itemsIn(args: Arguments, name: string): readonly Json[] {
  const value = own(args, name);
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

const isNamed = (item: Json): item is string => typeof item === 'string' && item.trim() !== '';

/** The first recipient argument that holds something else than texts, or an empty one: whom it would reach nobody can say. */
export const illTypedIn = (names: readonly string[], args: Arguments): string | undefined =>
  names.find((name) => !itemsIn(args, name).every(isNamed));

/** Everybody whom the catalogue's recipient arguments name, in order, each once. A text that is no address is external. */
export function recipientsOf(
  names: readonly string[],
  args: Arguments,
  acceptedDomains: readonly string[],
): readonly Recipient[] {
  const addresses = new Set(names.flatMap((name) => itemsIn(args, name).filter(isNamed)));
  return [...addresses].map((address) => ({
    address,
    internal: isInternal(address, acceptedDomains),
  }));
}

/** An argument by name; what an object inherits is not an argument. */
export const own = (args: Arguments, name: string): Json | undefined =>
  Object.hasOwn(args, name) ? args[name] : undefined;
