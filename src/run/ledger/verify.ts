import { setTimeout as wait } from 'node:timers/promises';
import { foundAt } from '../../adapters/tables/verification/rowFinding.ts';
import {
  type VerifiedLedger,
  verifyLedger,
} from '../../adapters/tables/verification/verifyLedger.ts';
import { FACTS } from '../../compose.ts';
import type { ExportReport } from '../../ledger/exportVerifier.ts';
import { formatKey, type NoteKey } from '../../ledger/noteKey.ts';
import { localOf } from '../around.ts';
import { publishedKeys } from '../publicKeys.ts';
import { originOf, strangersIn, verifyFolder } from './exportFolder.ts';
import { type LedgerAround, openSource, type Source } from './sources.ts';
import { bad } from './words.ts';

/** `verify`: the ledger in its table. Answers the exit code; the first bad place goes to standard output. */
export async function verifyCommand(around: LedgerAround): Promise<number> {
  const source = await openSource(around);
  try {
    for (const line of await unchecked(source)) around.complain(line);
    const verified = await verifyLedger({
      ...source,
      features: FACTS,
      wait,
      progress: around.complain,
      signal: around.signal,
    });
    around.say(verified.ok ? summary(verified.value) : bad(verified.found));
    return verified.ok ? 0 : 1;
  } finally {
    await source.close();
  }
}

async function unchecked({ sealer, dataDir, outside }: Source): Promise<readonly string[]> {
  const lines: string[] = [];
  if (sealer === undefined)
    lines.push(
      `Not checked: the macs of rows, for ${dataDir}/keys has no row.mac.key. Everything else is.`,
    );
  if ((await outside()) === undefined)
    lines.push(
      `Not checked: whether the table was put back to an earlier state, for ${dataDir} keeps no checkpoint.`,
    );
  return lines;
}

function summary({ logs, checkpoints }: VerifiedLedger): string {
  if (logs.length === 0) return 'ok: the table holds no ledger yet.';
  const sizes = logs.map(({ log, size }) => `${log} ${size}`).join(', ');
  const newest = checkpoints.at(-1)?.checkpoint.at;
  const covered =
    newest === undefined
      ? 'no checkpoint yet'
      : `checkpoints: ${checkpoints.length}, the newest of ${newest}`;
  return `ok: the ledger is as it was written (events: ${sizes}; ${covered}).`;
}

/**
 * `verify --export`: an export, with nothing but its files and a key that is trusted for another reason: the one that is
 * given, or this machine's own where the export says that it is of the same ledger. Answers the exit code.
 */
export async function verifyExportCommand(
  folder: string,
  given: NoteKey | undefined,
  around: LedgerAround,
): Promise<number> {
  const trusted = given ?? (await ownKey(folder, around));
  const verified = await verifyFolder(folder, trusted);
  if (!verified.ok) {
    around.say(bad(foundAt(verified.finding)));
    return 1;
  }
  for (const name of await strangersIn(folder))
    around.complain(`${name} is no part of the export, and nothing is known of it.`);
  const { key } = verified.value;
  if (trusted === undefined)
    around.complain(
      `Trusted on its own word: compare its key with one you trust, ${formatKey(key)}`,
    );
  around.say(exportSummary(verified.value));
  return 0;
}

async function ownKey(folder: string, around: LedgerAround): Promise<NoteKey | undefined> {
  const own = await publishedKeys(localOf(around).dataDir);
  return own !== undefined && own.origin === (await originOf(folder)) ? own.first : undefined;
}

function exportSummary({ rows, purged, complete, checkpoint: { at } }: ExportReport): string {
  const gone = purged === 0 ? '' : `, ${purged} of them purged`;
  return complete
    ? `ok: ${rows} events${gone}, and nothing is missing up to the checkpoint of ${at}.`
    : `ok: ${rows} events${gone}, each proven by the checkpoint of ${at}. It is a part: there may be others.`;
}
