import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeyStore, openKeyStore } from '../../src/adapters/local/keys.ts';

/** Local keys as a data folder would hold them; the folder is gone already. */
export async function localKeys(): Promise<KeyStore> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  try {
    return await openKeyStore(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
