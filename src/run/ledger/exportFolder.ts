import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isErrno } from '../../adapters/local/files.ts';
import { openExport } from '../../ledger/exportCheck.ts';
import {
  CHECKPOINTS_FILE,
  KEYS_FILE,
  MANIFEST_FILE,
  parseManifest,
  rowsFile,
} from '../../ledger/exportManifest.ts';
import type { ExportReport, ExportVerifier } from '../../ledger/exportVerifier.ts';
import { type Checked, type Finding, failed } from '../../ledger/finding.ts';
import type { NoteKey } from '../../ledger/noteKey.ts';

/** Verifies an export with nothing but its files. `trusted`: the key that is trusted for another reason, where there is one. */
export async function verifyFolder(
  folder: string,
  trusted?: NoteKey,
): Promise<Checked<ExportReport>> {
  const texts = new Map<string, string>();
  for (const name of [MANIFEST_FILE, KEYS_FILE, CHECKPOINTS_FILE]) {
    const text = await smallFile(folder, name);
    if (text === undefined)
      return failed(
        'manifest',
        'file-missing',
        `There is no ${name} in ${folder}, or it is not text.`,
      );
    texts.set(name, text);
  }
  const opened = openExport({
    manifest: texts.get(MANIFEST_FILE) ?? '',
    keys: texts.get(KEYS_FILE) ?? '',
    checkpoints: texts.get(CHECKPOINTS_FILE) ?? '',
    ...(trusted && { trusted }),
  });
  if (!opened.ok) return opened;
  for (const log of opened.value.logs) {
    const bad = await addRows(opened.value, log, path.join(folder, rowsFile(log)));
    if (bad !== undefined) return { ok: false, finding: bad };
  }
  return opened.value.finish();
}

/** Files that lie in the folder of an export and are no part of it. */
export async function strangersIn(folder: string): Promise<readonly string[]> {
  const manifest = parseManifest((await smallFile(folder, MANIFEST_FILE)) ?? '');
  const listed = manifest.ok ? manifest.value.files.map(({ name }) => name) : [];
  const names = await readdir(folder);
  return names.filter((name) => name !== MANIFEST_FILE && !listed.includes(name)).toSorted();
}

/** The ledger that an export says it is of. */
export async function originOf(folder: string): Promise<string | undefined> {
  const manifest = parseManifest((await smallFile(folder, MANIFEST_FILE)) ?? '');
  return manifest.ok ? manifest.value.origin : undefined;
}

async function addRows(
  verifier: ExportVerifier,
  log: string,
  file: string,
): Promise<Finding | undefined> {
  const differs = (code: 'file-missing' | 'file-differs', sentence: string): Finding => ({
    log,
    seq: 0,
    code,
    sentence,
  });
  let torn = '';
  try {
    for await (const { text, isWhole } of lines(file)) {
      if (!isWhole) torn = text;
      const bad = isWhole ? verifier.addRow(log, text) : undefined;
      if (bad !== undefined) return bad;
    }
  } catch (error) {
    if (isErrno(error, 'ENOENT'))
      return differs('file-missing', `The manifest lists ${rowsFile(log)}, which is not there.`);
    if (isErrno(error, 'ERR_ENCODING_INVALID_ENCODED_DATA'))
      return differs('file-differs', `${rowsFile(log)} is not text in UTF-8.`);
    throw error;
  }
  return torn === ''
    ? undefined
    : differs('file-differs', `The last row of ${rowsFile(log)} is torn.`);
}

interface Line {
  readonly text: string;
  /** False for what stands after the last line feed. */
  readonly isWhole: boolean;
}

/** The lines of a file, parted by line feeds and nothing else. Throws on what is not UTF-8, which a decoder would mend unseen. */
async function* lines(file: string): AsyncGenerator<Line> {
  const decoder = newDecoder();
  let rest = '';
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) yield { text, isWhole: true };
  }
  rest += decoder.decode();
  if (rest !== '') yield { text: rest, isWhole: false };
}

async function smallFile(folder: string, name: string): Promise<string | undefined> {
  try {
    return newDecoder().decode(await readFile(path.join(folder, name)));
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'ERR_ENCODING_INVALID_ENCODED_DATA')) return undefined;
    throw error;
  }
}

const newDecoder = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
