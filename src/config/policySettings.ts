import type { Env } from './env.ts';

const KINDS = ['customer', 'vendor', 'regulator'] as const;

/** Mail domains outside, in lower case. */
export type RecipientDomains = Readonly<Partial<Record<(typeof KINDS)[number], readonly string[]>>>;

/** When people are at work: days from 1 (Monday) to 7, minutes since midnight there. */
export interface OfficeHours {
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
}

/** Whom the example organisation deals with. */
const EXAMPLE: RecipientDomains = {
  customer: ['fabrikam.example', 'northwind.example'],
  vendor: ['adatum.example'],
  regulator: ['regulator.example'],
};

const HOW =
  'RECIPIENT_DOMAINS must be JSON such as {"customer":["fabrikam.com"],"vendor":["adatum.com"],"regulator":["authority.eu"]}, each domain in one list';

export function recipientDomains(
  env: Env,
  mode: 'local' | 'azure',
  mistakes: string[],
): RecipientDomains {
  const text = env.RECIPIENT_DOMAINS;
  if (text === undefined) return mode === 'local' ? EXAMPLE : {};
  const read = domainsIn(text);
  if (read === undefined) mistakes.push(`${HOW}.`);
  return read ?? {};
}

function domainsIn(text: string): RecipientDomains | undefined {
  const entries = entriesOf(text);
  if (!entries) return undefined;
  const all: string[] = [];
  const found: Partial<Record<(typeof KINDS)[number], readonly string[]>> = {};
  for (const [name, list] of entries) {
    const kind = KINDS.find((known) => known === name);
    const domains = Array.isArray(list) ? list.map(domainOf) : [undefined];
    const good = domains.filter((domain) => domain !== undefined);
    if (!kind || good.length < domains.length) return undefined;
    found[kind] = good;
    all.push(...good);
  }
  return new Set(all).size === all.length ? found : undefined;
}

function entriesOf(text: string): readonly (readonly [string, unknown])[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
      : undefined;
  } catch {
    return undefined;
  }
}

function domainOf(value: unknown): string | undefined {
  const domain = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) ? domain : undefined;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const HOURS = /^(\w{3})-(\w{3}) (\d{2}):(\d{2})-(\d{2}):(\d{2}) ([\w/+-]{1,60})$/;

/** `mon-fri 08:00-18:00 Europe/Berlin`. */
export function officeHours(env: Env, mistakes: string[]): OfficeHours | undefined {
  const text = env.BUSINESS_HOURS;
  if (text === undefined) return undefined;
  const hours = hoursIn(text);
  if (hours === undefined)
    mistakes.push(
      'BUSINESS_HOURS must be days, hours and a time zone, such as mon-fri 08:00-18:00 Europe/Berlin.',
    );
  return hours;
}

function hoursIn(text: string): OfficeHours | undefined {
  const [, first = '', last = '', ...rest] = HOURS.exec(text) ?? [];
  const [fromHour, fromMinute, toHour, toMinute] = rest.slice(0, 4).map(Number);
  const timeZone = rest[4] ?? '';
  const days = [DAYS.indexOf(first.toLowerCase()), DAYS.indexOf(last.toLowerCase())] as const;
  const from = minutes(fromHour, fromMinute);
  const to = minutes(toHour, toMinute);
  if (from === undefined || to === undefined || from >= to || !isTimeZone(timeZone))
    return undefined;
  if (days[0] < 0 || days[1] < days[0]) return undefined;
  const between = DAYS.map((_, i) => i + 1).slice(days[0], days[1] + 1);
  return { days: between, from, to, timeZone };
}

const minutes = (hour = 99, minute = 99): number | undefined =>
  minute > 59 || hour * 60 + minute > 24 * 60 ? undefined : hour * 60 + minute;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
