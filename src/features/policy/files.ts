import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileText } from './domain/active.ts';

/** The rules that this product ships with. */
const SHIPPED = fileURLToPath(new URL('./bundle/', import.meta.url));

const SCHEMA = 'schema.cedarschema';
const ORDINARY = 'ordinary.yaml';
const ORDINARY_PERSON = 'ordinary-person.yaml';
export const isPolicies = ({ name }: FileText): boolean => name.endsWith('.cedar');
export const isCases = ({ name }: FileText): boolean => name.endsWith('.cases.yaml');

/** What this product ships with, as text. */
export interface Shipped {
  readonly schema: FileText;
  readonly ordinary: FileText;
  readonly ordinaryPerson: FileText;
  /** Policies and cases, by name. */
  readonly files: readonly FileText[];
}

const textOf = async (folder: string, name: string): Promise<FileText> => ({
  name,
  text: await readFile(join(folder, name), 'utf8'),
});

/** The policies and cases of a folder, by name. A folder that is not there is an error, not an empty one. */
export async function filesIn(folder: string): Promise<readonly FileText[]> {
  const names = (await readdir(folder)).toSorted();
  const ours = names.filter(
    (name) => isPolicies({ name, text: '' }) || isCases({ name, text: '' }),
  );
  return Promise.all(ours.map((name) => textOf(folder, name)));
}

export async function readShipped(folder = SHIPPED): Promise<Shipped> {
  const [schema, ordinary, ordinaryPerson, files] = await Promise.all([
    textOf(folder, SCHEMA),
    textOf(folder, ORDINARY),
    textOf(folder, ORDINARY_PERSON),
    filesIn(folder),
  ]);
  return { schema, ordinary, ordinaryPerson, files };
}
