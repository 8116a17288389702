import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { readIfThere, replaceFile } from '../adapters/local/files.ts';

/** What `npm start` leaves in the data folder, so that the other commands find its server and its Azurite. */
const localFile = z.object({ server: z.string(), tables: z.string() });
export type LocalFile = z.infer<typeof localFile>;

const fileIn = (dataDir: string): string => path.join(dataDir, 'local.json');

export const writeLocalFile = (dataDir: string, content: LocalFile): Promise<void> =>
  replaceFile(fileIn(dataDir), `${JSON.stringify(content, null, 2)}\n`);

/** After a clean stop nothing is there to be found. */
export const removeLocalFile = (dataDir: string): Promise<void> =>
  rm(fileIn(dataDir), { force: true });

/** Undefined where nothing was started here, or where the file is not one of ours. */
export async function readLocalFile(dataDir: string): Promise<LocalFile | undefined> {
  const text = await readIfThere(fileIn(dataDir));
  if (text === undefined) return undefined;
  try {
    return localFile.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
