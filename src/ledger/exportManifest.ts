import { canonicalJson, type Json, parseCanonical } from './canonical.ts';
import { isLogName, isTime } from './checkpoint.ts';
import { type Checked, failed, passed } from './finding.ts';
import { isHash, sha256 } from './hash.ts';
import { countOf, listOf, memberOf, textOf } from './members.ts';

/** A file of an export, as the manifest lists it: its SHA-256, and its lines where it has rows. */
export interface ExportFile {
  readonly name: string;
  readonly sha256: string;
  readonly rows: number;
}

/** What was asked for, where an export is not everything: times (RFC 3339) and a subject. */
export interface ExportScope {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
}

/** `manifest.json`. `scope` is null for an export of everything, which can be verified to be complete. */
export interface ExportManifest {
  readonly origin: string;
  readonly at: string;
  readonly scope: ExportScope | null;
  readonly files: readonly ExportFile[];
}

export const MANIFEST_FILE = 'manifest.json';
export const KEYS_FILE = 'keys.json';
export const CHECKPOINTS_FILE = 'checkpoints.ndjson';

const FORMAT = 'countersign-export/1';

/** The name of the file with a log's rows. */
export function rowsFile(log: string): string {
  return `${log}.ndjson`;
}

/** The log whose rows a file has, by its name. */
export function logOfFile(name: string): string | undefined {
  const log = name.endsWith('.ndjson') ? name.slice(0, -'.ndjson'.length) : '';
  return isLogName(log) ? log : undefined;
}

/** The manifest's entry of a file whose whole text is at hand. */
export function exportFile(name: string, text: string): ExportFile {
  return { name, sha256: sha256(text), rows: text.split('\n').length - 1 };
}

/** The text of `manifest.json`: canonical JSON. */
export function formatManifest({ origin, at, scope, files }: ExportManifest): string {
  const listed: Json = files.map((file) => ({ ...file }));
  return canonicalJson({ format: FORMAT, origin, at, scope: scope && { ...scope }, files: listed });
}

/** The manifest that a text says, or what is wrong with it. */
export function parseManifest(text: string): Checked<ExportManifest> {
  const value = parseCanonical(text);
  const origin = textOf(value, 'origin');
  const at = textOf(value, 'at');
  const files = listOf(value, 'files', readFile);
  const scope = readScope(memberOf(value, 'scope'));
  if (origin !== undefined && at !== undefined && isTime(at) && files !== undefined) {
    const manifest = { origin, at, scope, files };
    if (formatManifest(manifest) === text) return passed(manifest);
  }
  return failed(
    'manifest',
    'document-malformed',
    `The manifest is not a canonical document of the format ${FORMAT}.`,
  );
}

/** The text of `checkpoints.ndjson`: one note a line, oldest first; the last one covers the export. */
export function formatNotes(notes: readonly string[]): string {
  return notes.map((note) => `${canonicalJson({ note })}\n`).join('');
}

/** The notes in that text, or undefined where a line is not of its form, the last one without its line feed included. */
export function parseNotes(text: string): string[] | undefined {
  const lines = text.split('\n');
  const end = lines.pop();
  const notes = listOf({ lines: lines.map(parseCanonical) }, 'lines', (line) =>
    textOf(line, 'note'),
  );
  return end === '' && notes !== undefined && formatNotes(notes) === text ? notes : undefined;
}

function readFile(value: unknown): ExportFile | undefined {
  const name = textOf(value, 'name');
  const hash = textOf(value, 'sha256');
  const rows = countOf(value, 'rows');
  const whole = name !== undefined && hash !== undefined && isHash(hash) && rows !== undefined;
  return whole ? { name, sha256: hash, rows } : undefined;
}

function readScope(value: unknown): ExportScope | null {
  if (value === null) return null;
  const [from, to, subject] = [
    textOf(value, 'from'),
    textOf(value, 'to'),
    textOf(value, 'subject'),
  ];
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(subject !== undefined && { subject }),
  };
}
