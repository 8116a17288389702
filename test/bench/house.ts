import { randomBytes } from 'node:crypto';
import { openKeyStore } from '../../src/adapters/local/keys.ts';
import { type OpenLedger, openLedger } from '../../src/adapters/tables/openLedger.ts';
import { compose, FACTS, type House, type Parts } from '../../src/compose.ts';
import { configOf } from '../../src/config/config.ts';
import { readEnv } from '../../src/config/env.ts';
import { readSecrets } from '../../src/config/secrets.ts';
import { systemClock } from '../../src/kernel/instant.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { fillExample } from '../../src/run/fillExample.ts';
import { checkpointSignerOf, macWith, openLocal } from '../../src/run/localParts.ts';
import { LOCAL_ORGANISATION, localSettings } from '../../src/run/settings.ts';
import { MemoryCheckpoints } from '../adapters/tables/house.ts';
import type { Machine } from '../scenario/processes/machine.ts';
import { MemoryTable } from '../support/memoryTable.ts';

/** The whole house in this process. */
export interface HouseHere {
  readonly parts: Parts;
  readonly ledger: OpenLedger;
  readonly house: House;
  readonly url: string;
  close(): Promise<void>;
}

/** As `npm run serve` composes it, with its ledger on the machine's Azurite or in memory. */
export async function openHouseHere(
  machine: Machine,
  where: 'azurite' | 'memory',
): Promise<HouseHere> {
  const { dataDir, tables } = machine;
  const env = readEnv({ COUNTERSIGN_MODE: 'local', DATA_DIR: dataDir, PORT: '0' });
  const config = configOf(env);
  if (!config.ok || config.value.mode !== 'local') throw new TypeError('not a local configuration');
  const secrets = readSecrets(env);
  const own = { tablesConnectionString: tables, version: 'bench', log: silentLog, secrets };
  const opened = await openLocal(localSettings(config.value, own));
  const ledger = where === 'azurite' ? opened.ledger : await memoryLedger(dataDir);
  const parts = { ...opened.parts, ledger };
  const house = compose(parts);
  await fillExample({ ...opened, parts, ledger });
  ledger.start(house.features.flatMap(({ jobs }) => jobs));
  const { url } = await house.http.listen('127.0.0.1', 0);
  return {
    parts,
    ledger,
    house,
    url,
    close: async () => {
      await house.http.close();
      await house.teams.idle();
      await ledger.stop();
      if (ledger !== opened.ledger) await opened.ledger.stop();
      await opened.close();
    },
  };
}

async function memoryLedger(dataDir: string): Promise<OpenLedger> {
  const { tenantId } = LOCAL_ORGANISATION;
  const keys = await openKeyStore(dataDir);
  return openLedger({
    table: new MemoryTable(),
    tenant: tenantId,
    lanes: 4,
    features: FACTS,
    sealer: { mac: macWith(keys.secret('row.mac')) },
    checkpointSigner: checkpointSignerOf(keys, tenantId),
    checkpointStore: new MemoryCheckpoints(),
    clock: systemClock,
    random: (bytes) => randomBytes(bytes),
    log: silentLog,
  });
}
