import { CsvError, parse } from 'csv-parse/sync';
import type { FieldError } from '../../../../kernel/problems.ts';
import { quoted } from '../../../../kernel/quoted.ts';

/** A row with its cells by column; empty cells are left out. Every cell is plain text, whatever a spreadsheet would make of it. */
export interface Row {
  /** As a spreadsheet counts them: the header is row 1. */
  readonly number: number;
  readonly cells: ReadonlyMap<string, string>;
}

export type Table =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** The columns there are, and those that must be there so that leaving one out takes nothing away unseen. */
export interface Head {
  readonly columns: readonly string[];
  readonly needed: readonly string[];
}

const MOST_ROWS = 10_000;
/** Commas, or what spreadsheets of some countries write: whichever the header has. */
const DELIMITERS = [',', ';', '\t'] as const;

/** CSV text (RFC 4180, with or without byte order mark) → rows under the columns of its first row, in any order. */
export function readCsv(text: string, { columns, needed }: Head): Table {
  const read = records(text);
  if ('path' in read) return { ok: false, errors: [read] };
  const [header = [], ...rest] = read;
  const names = header.map((name) => name.trim());
  const filled = rest
    .map((cells, i) => ({ cells, number: i + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const errors = [
    ...headerErrors(names, { columns, needed }),
    ...(filled.length > MOST_ROWS ? [tooMany(filled.length)] : []),
    ...filled.slice(0, MOST_ROWS).flatMap((row) => shapeError(row, names)),
  ];
  return errors.length > 0
    ? { ok: false, errors }
    : {
        ok: true,
        rows: filled.map(({ cells, number }) => ({ number, cells: named(names, cells) })),
      };
}

function records(text: string): readonly string[][] | FieldError {
  const [first = ''] = text.split(/\r\n|\n|\r/, 1);
  const delimiter = DELIMITERS.find((one) => first.includes(one)) ?? ',';
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: 64 * 1024,
      to: MOST_ROWS + 2,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error['lines'] === 'number' ? error['lines'] : 1;
    return {
      path: `rows.${line}`,
      message: `Line ${line} cannot be read as CSV: a quotation mark does not end, stands where none may, or a row is too long.`,
    };
  }
}

function headerErrors(names: readonly string[], { columns, needed }: Head): readonly FieldError[] {
  if (names.join('') === '')
    return [
      {
        path: 'rows.1',
        message: `Give the names of the columns in the first row: ${columns.join(', ')}.`,
      },
    ];
  const missing = needed
    .filter((name) => !names.includes(name))
    .map((name) => ({ path: 'rows.1', message: `Row 1: the column ${name} is missing.` }));
  const wrong = names.flatMap((name, i): FieldError[] => {
    const path = `rows.1.${i + 1}`;
    if (!columns.includes(name))
      return [
        {
          path,
          message: `Row 1, column ${i + 1}: there is no column ${quoted(name)}. There are ${columns.join(', ')}.`,
        },
      ];
    return names.indexOf(name) < i
      ? [{ path, message: `Row 1, column ${i + 1}: ${quoted(name)} stands there twice.` }]
      : [];
  });
  return [...missing, ...wrong];
}

const tooMany = (rows: number): FieldError => ({
  path: 'rows',
  message: `There are ${rows > MOST_ROWS + 1 ? 'more than 10,000' : rows} rows: import at most 10,000 at a time.`,
});

function shapeError(
  { cells, number }: { readonly cells: readonly string[]; readonly number: number },
  names: readonly string[],
): readonly FieldError[] {
  return cells.length > names.length
    ? [
        {
          path: `rows.${number}`,
          message: `Row ${number} has ${cells.length} cells for ${names.length} columns.`,
        },
      ]
    : [];
}

const named = (names: readonly string[], cells: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    names.flatMap((name, i) => {
      const cell = (cells[i] ?? '').trim();
      return cell === '' ? [] : [[name, cell] as const];
    }),
  );
