import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The rules that this product ships with. */
export const SHIPPED = fileURLToPath(new URL('./bundle/', import.meta.url));

/** A file as it lies there. */
export interface FileText {
  readonly name: string;
  readonly text: string;
}

/** The files of a folder that end so, by name. A folder that is not there is an error, not an empty one. */
export async function filesIn(folder: string, ending: string): Promise<readonly FileText[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).toSorted();
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  );
}
