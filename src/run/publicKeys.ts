import path from 'node:path';
import { readIfThere, replaceFile } from '../adapters/local/files.ts';
import { Fault } from '../kernel/faults.ts';
import { formatKeys, type LedgerKeys, parseKeys } from '../ledger/keysDocument.ts';
import type { NoteKey } from '../ledger/noteKey.ts';

const fileIn = (dataDir: string): string => path.join(dataDir, 'keys.json');

/** The public keys that sign a ledger's checkpoints, as FORMAT.md has them; locally there is one. */
export const keysDocumentOf = (tenantId: string, first: NoteKey): LedgerKeys => ({
  origin: `countersign/${tenantId}`,
  first,
  rollovers: [],
});

/** Leaves them in the data folder, for verifiers who hold no private key. What stands there already stays: it may be older than the key. */
export async function publishKeys(dataDir: string, keys: LedgerKeys): Promise<void> {
  if ((await readIfThere(fileIn(dataDir))) === undefined)
    await replaceFile(fileIn(dataDir), formatKeys(keys));
}

/** Undefined where no server has left any. Throws `misconfigured` where the file is not one of ours. */
export async function publishedKeys(dataDir: string): Promise<LedgerKeys | undefined> {
  const text = await readIfThere(fileIn(dataDir));
  if (text === undefined) return undefined;
  const keys = parseKeys(text);
  if (keys.ok) return keys.value;
  throw new Fault('misconfigured', `${fileIn(dataDir)}: ${keys.finding.sentence}`);
}
