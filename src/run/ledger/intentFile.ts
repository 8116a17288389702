import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { readIfThere, replaceFile } from '../../adapters/local/files.ts';
import type { Intent } from '../../features/audit/domain/adopting.ts';
import { adoptionParts } from '../../features/audit/domain/events.ts';

/** What the first of two people has said, until the second has agreed: it cannot stand in the ledger yet. */
const intentFile = z.strictObject({
  ...adoptionParts.consent,
  heads: adoptionParts.heads,
  overruled: adoptionParts.overruled,
});

const fileIn = (dataDir: string): string => path.join(dataDir, 'adopt.json');

export const keepIntent = (dataDir: string, intent: Intent): Promise<void> =>
  replaceFile(fileIn(dataDir), `${JSON.stringify(intent, null, 2)}\n`);

/** Undefined where there is none, or the file is not one of ours. */
export async function keptIntent(dataDir: string): Promise<Intent | undefined> {
  const text = await readIfThere(fileIn(dataDir));
  if (text === undefined) return undefined;
  try {
    return intentFile.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export const dropIntent = (dataDir: string): Promise<void> => rm(fileIn(dataDir), { force: true });
