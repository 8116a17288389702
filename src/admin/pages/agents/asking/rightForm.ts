import type { RightAsk } from '../queries.ts';

/** One field of a form for a right: how it is asked, and what it becomes in the body of `POST /requests`. */
export interface RightField {
  /** As the API calls it: mistakes are shown beside it. */
  readonly name: string;
  /** Where the API speaks of it, if not by that name. */
  readonly path?: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'line' | 'text' | 'choice' | 'days';
  readonly choices?: readonly (readonly [value: string, words: string])[];
  readonly fresh?: string;
  readonly optional?: true;
}

type Typed = Readonly<Record<string, string>>;

/** A request that a person can make, as a form. */
export interface RightForm {
  readonly title: string;
  readonly lead: string;
  readonly whom: string;
  readonly fields: readonly RightField[];
  readonly body: (typed: Typed, now: Date) => RightAsk;
}

const DAY_MS = 86_400_000;

export const said = (text = ''): string => text.trim();
export const list = (text = ''): string[] =>
  text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** So many days from now; what is no number of days is left to the API to refuse. */
export const untilIn = (days: string | undefined, now: Date): string => {
  const count = Number(said(days));
  return Number.isFinite(count) && count > 0
    ? new Date(now.getTime() + count * DAY_MS).toISOString()
    : said(days);
};

/** Only what was typed. */
export const optional = (
  name: string,
  text: string | undefined,
): Readonly<Record<string, string>> => (said(text) === '' ? {} : { [name]: said(text) });
