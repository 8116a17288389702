import { keysExist } from '../../adapters/local/keySet.ts';
import { openKeyStore } from '../../adapters/local/keys.ts';
import { openCheckpoints } from '../../adapters/tables/openLedger.ts';
import type { Log } from '../../kernel/log.ts';
import { orAdvise } from '../behind.ts';
import { checkpointFile } from '../checkpointFile.ts';
import { checkpointSignerOf, macWith } from '../localParts.ts';
import type { Source } from './sources.ts';

/**
 * Signs a checkpoint over everything written until now, where none covers it and the key to sign it is at hand. `overruled`:
 * notes that an adoption has overruled, and that may stand outside still.
 */
export async function coverAll(
  source: Source,
  log: Log,
  overruled: (note: string) => boolean = () => false,
): Promise<void> {
  const { dataDir, table, tenant, clock } = source;
  if (!(await keysExist(dataDir))) return;
  const keys = await openKeyStore(dataDir);
  await orAdvise(async () => {
    const checkpoints = await openCheckpoints({
      table,
      tenant,
      sealer: { mac: macWith(keys.secret('row.mac')) },
      checkpointSigner: checkpointSignerOf(keys, tenant),
      checkpointStore: checkpointFile(dataDir),
      overruled,
      clock,
      log,
    });
    const outside = await source.outside();
    const isStale = outside !== undefined && overruled(outside);
    await (isStale ? checkpoints?.make() : checkpoints?.whole());
  });
}
