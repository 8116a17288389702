import type * as z from 'zod';
import type { FieldError } from '../../../../kernel/problems.ts';
import type { AgentRecord, ConnectorRecord } from '../../domain/model.ts';
import { agentSchema, listedConnector } from '../../schemas.ts';
import type { ImportBody, ListName, PlaceOf } from '../check.ts';
import { AGENT_COLUMNS } from './agentColumns.ts';
import { type Columns, columnOf, recordOf } from './cells.ts';
import { CONNECTOR_COLUMNS } from './connectorColumns.ts';
import { type Row, readCsv } from './table.ts';

type Body =
  | { readonly ok: true; readonly body: ImportBody }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

const NO_ROWS: FieldError = {
  path: 'rows',
  message: 'Nothing stands below the first row: give a row to each record.',
};

const LISTS: Readonly<Record<ListName, { columns: Columns; schema: z.ZodType; empty: object }>> = {
  agents: { columns: AGENT_COLUMNS, schema: agentSchema, empty: { capabilities: [] } },
  connectors: {
    columns: CONNECTOR_COLUMNS,
    schema: listedConnector,
    empty: { environments: [], labels: [], tools: [] },
  },
};

export const columnNames = (list: ListName): readonly string[] => Object.keys(LISTS[list].columns);

/** The columns in words, those first that have a way of writing of their own. */
export function columnWords(list: ListName): string {
  const columns = Object.entries(LISTS[list].columns);
  const forms = columns.flatMap(([name, { form }]) =>
    form === undefined ? [] : [`${name} (${form})`],
  );
  const plain = columns.flatMap(([name, { form }]) => (form === undefined ? [name] : []));
  return [...plain, ...forms].join(', ');
}

/** A table of agents or connectors → the body of an import, or everything that is wrong with it, by row and column. */
export function readImport(list: ListName, text: string): Body {
  const { columns, empty } = LISTS[list];
  const table = readCsv(text, {
    columns: columnNames(list),
    needed: ['id', ...Object.keys(empty)],
  });
  if (!table.ok) return table;
  if (table.rows.length === 0) return { ok: false, errors: [NO_ROWS] };
  const read = table.rows.map((row) => readRow(row, list));
  const errors = read.flatMap((row) => ('errors' in row ? row.errors : []));
  if (errors.length > 0) return { ok: false, errors };
  const records = read.flatMap((row) => ('record' in row ? [row.record] : []));
  const body = {
    agents: [],
    connectors: [],
    [list]: records,
    placeOf: inTable(table.rows, columns),
  };
  return { ok: true, body };
}

type ReadRow =
  | { readonly record: AgentRecord | ConnectorRecord }
  | { readonly errors: readonly FieldError[] };

function readRow(row: Row, list: ListName): ReadRow {
  const { columns, schema, empty } = LISTS[list];
  const read = schema.safeParse({ ...empty, ...recordOf(row, columns) });
  if (read.success) return { record: read.data as AgentRecord | ConnectorRecord };
  return { errors: read.error.issues.map((issue) => cellError(row, issue, columns)) };
}

function cellError({ number, cells }: Row, issue: z.core.$ZodIssue, columns: Columns): FieldError {
  const column = columnOf(issue.path, columns) ?? 'id';
  const form = columns[column]?.form;
  const isUnread = issue.code === 'invalid_type' && form !== undefined;
  const why = isUnread ? `write it like this: ${form}` : issue.message.replace(/\.$/, '');
  return {
    path: `rows.${number}.${column}`,
    message: `Row ${number}, column ${column}: ${cells.has(column) ? why : 'fill it in'}.`,
  };
}

const inTable =
  (rows: readonly Row[], columns: Columns): PlaceOf =>
  (_list, index, field) => {
    const number = rows[index]?.number ?? index + 2;
    const column = field.length === 0 ? undefined : columnOf(field, columns);
    return column === undefined ? `rows.${number}` : `rows.${number}.${column}`;
  };
