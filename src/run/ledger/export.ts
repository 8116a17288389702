import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isErrno } from '../../adapters/local/files.ts';
import {
  checkpointHistory,
  type KeptCheckpoint,
} from '../../adapters/tables/verification/checkpointHistory.ts';
import { type Found, foundAt } from '../../adapters/tables/verification/rowFinding.ts';
import { Fault } from '../../kernel/faults.ts';
import { type Checkpoint, firstBehind } from '../../ledger/checkpoint.ts';
import {
  CHECKPOINTS_FILE,
  type ExportFile,
  type ExportScope,
  exportFile,
  formatManifest,
  formatNotes,
  KEYS_FILE,
  MANIFEST_FILE,
} from '../../ledger/exportManifest.ts';
import { formatKeys } from '../../ledger/keysDocument.ts';
import { formatKey } from '../../ledger/noteKey.ts';
import { coverAll } from './covering.ts';
import { verifyFolder } from './exportFolder.ts';
import { exportPart, exportWhole } from './exportRows.ts';
import { type LedgerAround, openSource, type Source } from './sources.ts';
import { bad } from './words.ts';

/** `export`: writes the ledger, or a part of it, into an empty folder, and verifies what it has written. Answers the exit code. */
export async function exportCommand(
  out: string,
  scope: ExportScope | null,
  around: LedgerAround,
): Promise<number> {
  await mustBeEmpty(out);
  const source = await openSource(around);
  try {
    await coverAll(source, around.log);
    const history = await checkpointHistory(source);
    if (!history.ok) return report(history.found, around);
    const checkpoints = neverShrinking(history.value.counting);
    const found = await write({ out, scope, source, checkpoints, signal: around.signal });
    if (found !== undefined) return report(found, around);
  } finally {
    await source.close();
  }
  const verified = await verifyFolder(out, source.document.first);
  if (!verified.ok) return report(foundAt(verified.finding), around);
  const { rows, checkpoint } = verified.value;
  const what = scope === null ? 'everything' : 'a part';
  around.say(
    `ok: ${rows} events exported to ${out}, ${what} up to the checkpoint of ${checkpoint.at}.`,
  );
  around.complain(`Its keys begin with ${formatKey(source.document.first)}`);
  return 0;
}

function report(found: Found, around: LedgerAround): number {
  around.say(bad(found));
  return 1;
}

async function mustBeEmpty(folder: string): Promise<void> {
  try {
    if ((await readdir(folder)).length === 0) return;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return;
    if (!isErrno(error, 'ENOTDIR')) throw error;
  }
  throw new Fault('misconfigured', `${folder} is not an empty folder: name another one.`);
}

/** The newest one, and of those before it all that no later one is behind: servers sign without waiting for each other. */
function neverShrinking(counting: readonly KeptCheckpoint[]): readonly KeptCheckpoint[] {
  const kept: KeptCheckpoint[] = [];
  for (const one of counting.toReversed()) {
    const next = kept.at(-1);
    if (next === undefined || !firstBehind(one.checkpoint, next.checkpoint.logs)) kept.push(one);
  }
  return kept.toReversed();
}

interface Export {
  readonly out: string;
  readonly scope: ExportScope | null;
  readonly source: Source;
  readonly checkpoints: readonly KeptCheckpoint[];
  readonly signal: AbortSignal;
}

/** Writes all files; or the first thing wrong with the ledger, and then none. */
async function write(task: Export): Promise<Found | undefined> {
  const { out, checkpoints } = task;
  const covering = checkpoints.at(-1);
  if (covering === undefined)
    throw new Fault('misconfigured', 'There is no checkpoint yet: a running server signs one.');
  await mkdir(out, { recursive: true, mode: 0o700 });
  let isWhole = false;
  try {
    const found = await writeFiles(task, covering.checkpoint);
    isWhole = found === undefined;
    return found;
  } finally {
    if (!isWhole) for (const name of await readdir(out)) await rm(path.join(out, name));
  }
}

async function writeFiles(task: Export, covering: Checkpoint): Promise<Found | undefined> {
  const { out, scope, source, checkpoints } = task;
  const notes = (scope === null ? checkpoints : checkpoints.slice(-1)).map(({ note }) => note);
  const files: ExportFile[] = [
    await writeText(out, KEYS_FILE, formatKeys(source.document)),
    await writeText(out, CHECKPOINTS_FILE, formatNotes(notes)),
  ];
  for (const state of covering.logs) {
    const states = checkpoints.flatMap(({ checkpoint }) =>
      checkpoint.logs.filter(({ log }) => log === state.log),
    );
    const log = { ...source, ...task, state, checkpoints: states, folder: out };
    const exported = await (scope === null ? exportWhole(log) : exportPart(log, scope));
    if (!exported.ok) return exported.found;
    if (exported.file !== undefined) files.push(exported.file);
  }
  const manifest = { origin: covering.origin, at: source.clock.now(), scope, files };
  await writeText(out, MANIFEST_FILE, formatManifest(manifest));
  return undefined;
}

async function writeText(folder: string, name: string, text: string): Promise<ExportFile> {
  await writeFile(path.join(folder, name), text, { flag: 'wx', mode: 0o600 });
  return exportFile(name, text);
}
