import type { Row } from './table.ts';

/** Entries of one cell: a line or a `|` divides them. */
export const parts = (text: string): readonly string[] =>
  text
    .split(/\r\n|[\n\r|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** How a cell becomes a field's value. What cannot be read stays as it is: the schema says what is wrong with it. */
export type Read = (text: string) => unknown;

export const list: Read = (text) => parts(text);

export const number: Read = (text) => (/^\d{1,9}$/.test(text) ? Number(text) : text);

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  false: false,
  no: false,
};
export const yesOrNo: Read = (text) => BOOLEANS[text.toLowerCase()] ?? text;

/** A column of a table: the field that it fills, dotted, and how. */
export interface Column {
  readonly field: string;
  readonly read?: Read;
  /** How one entry is written, by an example. */
  readonly form?: string;
}
export type Columns = Readonly<Record<string, Column>>;

/** A row as the fields of a record. */
export function recordOf(row: Row, columns: Columns): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [name, text] of row.cells) {
    const column = columns[name];
    if (column) put(record, column.field.split('.'), column.read ? column.read(text) : text);
  }
  return record;
}

function put(
  into: Record<string, unknown>,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = into[first];
  const next: Record<string, unknown> = isObject(inner) ? inner : {};
  into[first] = next;
  put(next, rest, value);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The column that fills a field: the one of the longest beginning of its path. */
export function columnOf(path: readonly PropertyKey[], columns: Columns): string | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const field = path.slice(0, length).join('.');
    const found = Object.entries(columns).find(([, column]) => column.field === field);
    if (found) return found[0];
  }
  const [first] = path;
  return Object.entries(columns).find(([, { field }]) => field.split('.')[0] === first)?.[0];
}
