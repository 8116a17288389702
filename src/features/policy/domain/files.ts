import * as z from 'zod';
import type { FileText } from './active.ts';

const NAME = /^[a-z0-9][a-z0-9._-]{0,40}\.(?:cedar|cases\.yaml)$/;

const name = z
  .string()
  .regex(NAME, 'a file of rules is called something.cedar, one of cases something.cases.yaml');

/** How long a text may be the loader says, with everything else that it has against it. */
const file = z.strictObject({ name, text: z.string() });

const isDistinct = (files: readonly FileText[]): boolean =>
  new Set(files.map((one) => one.name)).size === files.length;

/** All the files that a tenant would have beside the shipped rules. */
export const tenantFiles = z
  .array(file)
  .max(50)
  .refine(isDistinct, 'name every file once')
  .readonly();

/** Files that are added or take the place of those of their name, and names of those that go. */
export const tenantPatch = z.strictObject({
  put: tenantFiles.default([]),
  remove: z.array(name).max(50).default([]),
});

/** A candidate as somebody sends it: all files, or what is different from those in force. */
export type Sent = {
  readonly files?: readonly FileText[] | undefined;
  readonly patch?: z.output<typeof tenantPatch> | undefined;
};

/** The files that a candidate consists of, by name. */
export function candidateFiles({ files, patch }: Sent, inForce: readonly FileText[]) {
  const { put, remove } = patch ?? { put: [], remove: [] };
  const gone = new Set([...remove, ...put.map((one) => one.name)]);
  const all = files ?? [...inForce.filter((one) => !gone.has(one.name)), ...put];
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
