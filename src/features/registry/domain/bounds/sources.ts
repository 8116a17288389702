import type { ContentSources } from './bounds.ts';
import { linkedPlace, linkTo, type TeamsPlace, teamsPlace } from './teamsPlaces.ts';

/**
 * A pattern is an absolute https address in its canonical form, without user, query or fragment. One that ends in `*` stands
 * for every address that begins like it, whose host must stand there whole: `https://contoso.sharepoint.example/sites/hr/*`.
 * A host may begin with `*.`, which stands for any names before it. A channel or chat of Teams is named by its id,
 * `19:…@thread.tacv2`, and all of a kind by `19:*@thread.tacv2`; a link into Teams that names one stands for it.
 */
const PATTERN = /^https:\/\/(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?\/[^\s?#*\\]*\*?$/;

/** Escapes behind which an address could look like another: of dots, slashes, the marks of queries and of the escape itself. */
const DISGUISE = /%(00|2e|2f|5c|25|3f|23)/i;

/** Whether a text is a pattern. */
export function isSourcePattern(text: string): boolean {
  if (teamsPlace(text) !== undefined) return !text.includes(';');
  if (!PATTERN.test(text) || DISGUISE.test(text)) return false;
  const address = text.replace('//*.', '//any.').replace(/\*$/, '');
  if (!URL.canParse(address) || new URL(address).href !== address) return false;
  return decoded(new URL(address).pathname) !== undefined;
}

/** Undefined: malformed, or with empty names in it, which servers take for none. */
function decoded(path: string): string | undefined {
  if (path.includes('//')) return undefined;
  try {
    return decodeURIComponent(path).normalize('NFC').toLowerCase();
  } catch {
    return undefined;
  }
}

/** One end of a comparison: names without escapes and, as SharePoint has it, without letter case. */
interface Split {
  readonly scheme: 'https' | 'teams';
  readonly anyHost: boolean;
  readonly host: string;
  readonly path: string;
  /** Everything that begins like this. */
  readonly open: boolean;
}

const splitPlace = ({ kind, id }: TeamsPlace): Split => ({
  scheme: 'teams',
  anyHost: false,
  host: kind,
  path: id ?? '',
  open: id === undefined,
});

function splitPattern(pattern: string): Split {
  const place = teamsPlace(pattern);
  if (place) return splitPlace(place);
  const rest = pattern.slice('https://'.length);
  const slash = rest.indexOf('/');
  const [host, path] = [rest.slice(0, slash), rest.slice(slash)];
  const anyHost = host.startsWith('*.');
  const open = path.endsWith('*');
  const name = decoded(open ? path.slice(0, -1) : path) ?? '';
  const linked = linkedPlace(host, name);
  if (linked) return splitPlace(linked);
  return { scheme: 'https', anyHost, host: anyHost ? host.slice(1) : host, path: name, open };
}

/** A source's address, a place in Teams both by its id and as a link; nothing where it is none that can be judged. */
function splitAddress(text: string): readonly Split[] {
  const place = teamsPlace(text);
  const base = { scheme: 'https', anyHost: false, open: false } as const;
  if (place)
    return place.id === undefined ? [] : [splitPlace(place), { ...base, ...linkTo(place) }];
  if (!URL.canParse(text) || DISGUISE.test(text)) return [];
  const { protocol, username, password, host, pathname } = new URL(text);
  if (protocol !== 'https:' || username !== '' || password !== '') return [];
  const path = decoded(pathname);
  if (path === undefined || host.includes('*') || /\.(:|$)/.test(host)) return [];
  const linked = linkedPlace(host, path);
  return [{ ...base, host, path }, ...(linked ? [splitPlace(linked)] : [])];
}

function covers(wide: Split, narrow: Split): boolean {
  const host = wide.anyHost
    ? narrow.host.endsWith(wide.host)
    : !narrow.anyHost && wide.host === narrow.host;
  if (!host || wide.scheme !== narrow.scheme) return false;
  return wide.open ? narrow.path.startsWith(wide.path) : !narrow.open && narrow.path === wide.path;
}

/** Whether every address of one pattern is one of another. */
export const coversSource = (wide: string, narrow: string): boolean =>
  covers(splitPattern(wide), splitPattern(narrow));

/** Whether content at this address may be used. An address that cannot be judged may not, where anything is bounded. */
export function isSourceAllowed({ allow, deny = [] }: ContentSources, address: string): boolean {
  if (allow === undefined && deny.length === 0) return true;
  const source = splitAddress(address);
  const isIn = (patterns: readonly string[]) =>
    patterns.some((pattern) => source.some((one) => covers(splitPattern(pattern), one)));
  if (source.length === 0 || isIn(deny)) return false;
  return allow === undefined || isIn(allow);
}

/** What of these bounds is about places in Teams; undefined where nothing is. */
export function teamsBounds({ allow = [], deny = [] }: ContentSources): ContentSources | undefined {
  const inTeams = (all: readonly string[]) =>
    all.filter((pattern) => splitPattern(pattern).scheme === 'teams');
  const [allowed, denied] = [inTeams(allow), inTeams(deny)];
  if (allowed.length + denied.length === 0) return undefined;
  return { deny: denied, ...(allowed.length > 0 && { allow: allowed }) };
}

const coveredBy = (patterns: readonly string[], one: string): boolean =>
  patterns.some((pattern) => coversSource(pattern, one));

/** What `after` lets in that `before` did not, in words. Empty: it only narrows. */
export function sourceWidenings(
  before: ContentSources | undefined,
  after: ContentSources | undefined,
): readonly string[] {
  if (before === undefined) return [];
  const { allow, deny = [] } = before;
  const denied = after?.deny ?? [];
  const lost = deny
    .filter((pattern) => !coveredBy(denied, pattern))
    .map((pattern) => `no longer denies the content of ${pattern}`);
  if (allow === undefined) return lost;
  if (after?.allow === undefined) return [...lost, 'no longer says which content is allowed'];
  const added = after.allow
    .filter((pattern) => !coveredBy(allow, pattern))
    .map((pattern) => `allows the content of ${pattern}`);
  return [...lost, ...added];
}
