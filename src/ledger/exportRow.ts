import { canonicalJson, parseCanonical } from './canonical.ts';
import type { Checked, Finding } from './finding.ts';
import { passed } from './finding.ts';
import { isHash } from './hash.ts';
import { asText, countOf, listOf, textOf } from './members.ts';
import { leafHash } from './merkle.ts';
import { parseStub } from './stub.ts';

/**
 * One event as it is handed out. `at` and `type` are those in the line, null where the line is a purge
 * stub. `path`, in exports of a part only, is the inclusion proof up to the covering checkpoint.
 */
export interface ExportRow {
  readonly log: string;
  readonly seq: number;
  readonly at: string | null;
  readonly type: string | null;
  readonly leaf: string;
  readonly line: string;
  readonly path?: readonly string[];
}

/** The row of a stored line. */
export function exportRow(log: string, seq: number, line: string): ExportRow {
  const stub = parseStub(line);
  if (stub !== undefined) return { log, seq, at: null, type: null, leaf: stub.leaf, line };
  const event = parseCanonical(line);
  return {
    log,
    seq,
    at: textOf(event, 'at') ?? null,
    type: textOf(event, 'type') ?? null,
    leaf: leafHash(line),
    line,
  };
}

/** A row as one line of NDJSON (canonical JSON), without its line feed. */
export function formatRow(row: ExportRow): string {
  return canonicalJson({ ...row });
}

/** Reads a row of `log`'s file, and checks that it says of its line what the line says. */
export function checkRow(log: string, seq: number, text: string): Checked<ExportRow> {
  const row = parseRow(text);
  if (row === undefined)
    return bad({
      log,
      seq,
      code: 'row-malformed',
      sentence: `Row ${seq} of log ${log} is not a canonical row.`,
    });
  if (row.log !== log)
    return bad({
      log,
      seq,
      code: 'row-malformed',
      sentence: `A row of log ${row.log} stands in the file of log ${log}.`,
    });
  const says = exportRow(log, row.seq, row.line);
  if (says.leaf !== row.leaf) {
    return bad({
      log,
      seq: row.seq,
      code: 'leaf-differs',
      sentence: `Line ${row.seq} of log ${log} does not hash to its leaf: it was changed.`,
    });
  }
  const isEvent = says.at !== null && says.type !== null;
  if (!isEvent && parseStub(row.line) === undefined) {
    return bad({
      log,
      seq: row.seq,
      code: 'row-malformed',
      sentence: `Line ${row.seq} of log ${log} is neither a canonical event nor a purge stub.`,
    });
  }
  if (says.at !== row.at || says.type !== row.type) {
    return bad({
      log,
      seq: row.seq,
      code: 'row-malformed',
      sentence: `Row ${row.seq} of log ${log} gives another time or type than its line.`,
    });
  }
  return passed(row);
}

function parseRow(text: string): ExportRow | undefined {
  const value = parseCanonical(text);
  const log = textOf(value, 'log');
  const seq = countOf(value, 'seq');
  const leaf = textOf(value, 'leaf');
  const line = textOf(value, 'line');
  if (log === undefined || !seq || leaf === undefined || !isHash(leaf) || line === undefined)
    return undefined;
  const row = {
    log,
    seq,
    at: textOf(value, 'at') ?? null,
    type: textOf(value, 'type') ?? null,
    leaf,
    line,
  };
  const path = listOf(value, 'path', asText);
  const whole = path === undefined ? row : { ...row, path };
  return formatRow(whole) === text ? whole : undefined;
}

function bad(finding: Finding): Checked<never> {
  return { ok: false, finding };
}
