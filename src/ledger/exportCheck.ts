import { type Checkpoint, firstBehind } from './checkpoint.ts';
import {
  CHECKPOINTS_FILE,
  type ExportFile,
  exportFile,
  KEYS_FILE,
  logOfFile,
  MANIFEST_FILE,
  parseManifest,
  parseNotes,
  rowsFile,
} from './exportManifest.ts';
import { type ExportReport, ExportVerifier } from './exportVerifier.ts';
import { type Checked, type Finding, failed, passed } from './finding.ts';
import { type SignedCheckpoint, verifyCheckpoint } from './keyring.ts';
import { parseKeys, periodsOf } from './keysDocument.ts';
import type { NoteKey } from './noteKey.ts';

/** The small files of an export, already read, and the key to trust, got by another way than the export. */
export interface ExportTexts {
  readonly manifest: string;
  readonly keys: string;
  readonly checkpoints: string;
  readonly trusted?: NoteKey;
}

/** Verifies manifest, keys and checkpoints, and gives the verifier for the rows. */
export function openExport(texts: ExportTexts): Checked<ExportVerifier> {
  const manifest = parseManifest(texts.manifest);
  if (!manifest.ok) return manifest;
  const { origin, files, scope } = manifest.value;
  const signed = openCheckpoints(texts, origin);
  if (!signed.ok) return signed;
  const covering = signed.value.at(-1);
  if (covering === undefined)
    return failed('checkpoint', 'file-missing', 'The export has no checkpoint.');
  const bad = checkFiles(files, texts, scope === null ? covering.checkpoint : undefined);
  if (bad !== undefined) return { ok: false, finding: bad };
  return passed(
    new ExportVerifier({
      manifest: manifest.value,
      signed: signed.value,
      covering,
      trusted: texts.trusted !== undefined,
    }),
  );
}

/** Verifies an export that is at hand as a whole: the texts of its files by their names. */
export function verifyExport(
  files: ReadonlyMap<string, string>,
  trusted?: NoteKey,
): Checked<ExportReport> {
  const textOfFile = (name: string) => files.get(name) ?? '';
  const texts = {
    manifest: textOfFile(MANIFEST_FILE),
    keys: textOfFile(KEYS_FILE),
    checkpoints: textOfFile(CHECKPOINTS_FILE),
  };
  const opened = openExport(trusted === undefined ? texts : { ...texts, trusted });
  if (!opened.ok) return opened;
  const verifier = opened.value;
  for (const log of verifier.logs) {
    const rows = textOfFile(rowsFile(log)).split('\n');
    if (rows.pop() !== '')
      return failed(log, 'file-differs', `The last row of ${rowsFile(log)} is torn.`);
    for (const row of rows) verifier.addRow(log, row);
  }
  return verifier.finish();
}

/** The checkpoints, each later than the one before. Only the last has to be signed by a trusted key: it covers the rows. */
function openCheckpoints(texts: ExportTexts, origin: string): Checked<readonly SignedCheckpoint[]> {
  const keys = parseKeys(texts.keys);
  if (!keys.ok) return keys;
  const all = periodsOf(keys.value);
  if (!all.ok) return all;
  const trusted = periodsOf(keys.value, texts.trusted);
  if (!trusted.ok) return trusted;
  const notes = parseNotes(texts.checkpoints);
  if (notes === undefined) {
    return failed(
      'checkpoint',
      'document-malformed',
      `A line of ${CHECKPOINTS_FILE} is not a note.`,
    );
  }
  const signed: SignedCheckpoint[] = [];
  for (const [i, note] of notes.entries()) {
    const next = verifyCheckpoint(note, origin, i === notes.length - 1 ? trusted.value : all.value);
    if (!next.ok) return next;
    const behind = firstBehindLast(signed, next.value);
    if (behind !== undefined) return { ok: false, finding: behind };
    signed.push(next.value);
  }
  return passed(signed);
}

function firstBehindLast(
  signed: readonly SignedCheckpoint[],
  next: SignedCheckpoint,
): Finding | undefined {
  const before = signed.at(-1);
  return before && firstBehind(before.checkpoint, next.checkpoint.logs);
}

/** Whether the manifest lists what must be there, nothing else, and the small files as they are. */
function checkFiles(
  files: readonly ExportFile[],
  texts: ExportTexts,
  whole: Checkpoint | undefined,
): Finding | undefined {
  const needed = [
    KEYS_FILE,
    CHECKPOINTS_FILE,
    ...(whole?.logs ?? []).map(({ log }) => rowsFile(log)),
  ];
  const names = files.map(({ name }) => name);
  const missing = needed.find((name) => !names.includes(name));
  if (missing !== undefined) return about('file-missing', `The manifest does not list ${missing}.`);
  const odd = names.find(
    (name, i) =>
      names.indexOf(name) !== i ||
      !(needed.includes(name) || (whole === undefined && logOfFile(name) !== undefined)),
  );
  if (odd !== undefined)
    return about('document-malformed', `The manifest lists ${odd}, which it may not, or twice.`);
  const small = [
    exportFile(KEYS_FILE, texts.keys),
    exportFile(CHECKPOINTS_FILE, texts.checkpoints),
  ];
  const changed = small.find((is) => {
    const listed = files.find(({ name }) => name === is.name);
    return listed?.sha256 !== is.sha256 || listed.rows !== is.rows;
  });
  return (
    changed && about('file-differs', `${changed.name} is not the file that the manifest lists.`)
  );
}

function about(
  code: 'file-missing' | 'file-differs' | 'document-malformed',
  sentence: string,
): Finding {
  return { log: 'manifest', seq: 0, code, sentence };
}
