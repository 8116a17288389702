import { parseBlock, purgeBlock } from '../../src/ledger/block.ts';
import { verifyExport } from '../../src/ledger/exportCheck.ts';
import {
  CHECKPOINTS_FILE,
  type ExportScope,
  exportFile,
  formatManifest,
  formatNotes,
  KEYS_FILE,
  MANIFEST_FILE,
  rowsFile,
} from '../../src/ledger/exportManifest.ts';
import { type ExportRow, exportRow, formatRow } from '../../src/ledger/exportRow.ts';
import type { Finding } from '../../src/ledger/finding.ts';
import { rolloverBody } from '../../src/ledger/keyring.ts';
import { formatKeys } from '../../src/ledger/keysDocument.ts';
import {
  eventLine,
  findingOf,
  makeKey,
  makeLog,
  ORIGIN,
  signCheckpoint,
  signNote,
  stateOf,
} from './support.ts';

export const at = (minute: number) => `2026-03-02T09:${String(minute).padStart(2, '0')}:00.000Z`;
const purge = (seq: number) =>
  seq === 15 ? eventLine(15, 'lines-purged', { purged: [{ log: '00', seq: 2 }] }) : eventLine(seq);
export const governance = makeLog('g', [3, 1, 5, 2, 4], purge);
export const lane = makeLog('00', [4, 3]);
const lines = new Map<string, readonly string[]>([
  ['g', governance.lines],
  [
    '00',
    lane.blocks.flatMap((block) =>
      parseBlock((block.last === 4 ? purgeBlock(block, [2], 15) : block).text),
    ),
  ],
]);

export const [first, second] = [makeKey(), makeKey()];
const rollover = signNote(
  rolloverBody({ origin: ORIGIN, from: at(5), until: at(6), key: second.key }),
  first,
);
export const notes = [
  signCheckpoint(at(1), [stateOf(governance, 1)], first),
  signCheckpoint(at(2), [stateOf(governance, 3), stateOf(lane, 0)], first),
  signCheckpoint(at(7), [stateOf(governance), stateOf(lane)], second),
];
export const covering = notes.at(-1) ?? '';

export type Files = Map<string, string>;

/** The files of an export, with a manifest that fits them. */
export function pack(
  files: Iterable<readonly [string, string]>,
  scope: ExportScope | null = null,
): Files {
  const packed = new Map(files);
  const listed = [...packed].map(([name, text]) => exportFile(name, text));
  return packed.set(
    MANIFEST_FILE,
    formatManifest({ origin: ORIGIN, at: at(9), scope, files: listed }),
  );
}

export const small = (
  signed: readonly string[] = notes,
): readonly (readonly [string, string])[] => [
  [KEYS_FILE, formatKeys({ origin: ORIGIN, first: first.key, rollovers: [rollover] })],
  [CHECKPOINTS_FILE, formatNotes(signed)],
];
export const rowsOf = (log: string) =>
  (lines.get(log) ?? []).map((line, i) => exportRow(log, i + 1, line));
const textOf = (rows: readonly ExportRow[]) => rows.map((row) => `${formatRow(row)}\n`).join('');
export const fileOf = (log: string, rows = rowsOf(log)) => [rowsFile(log), textOf(rows)] as const;
export const whole = () => pack([...small(), fileOf('g'), fileOf('00')]);

/** What is wrong with an export, to whoever trusts its first key. */
export const found = (files: Files): Finding => findingOf(verifyExport(files, first.key));
