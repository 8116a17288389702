import { access } from 'node:fs/promises';
import path from 'node:path';
import { startAzurite } from '../../adapters/local/azurite.ts';
import { keysExist } from '../../adapters/local/keySet.ts';
import { openKeyStore, readSecret } from '../../adapters/local/keys.ts';
import { tableOfConnection } from '../../adapters/tables/table/sdkTable.ts';
import type { HistoryOptions } from '../../adapters/tables/verification/checkpointHistory.ts';
import { Fault } from '../../kernel/faults.ts';
import type { Clock } from '../../kernel/instant.ts';
import { type LedgerKeys, periodsOf } from '../../ledger/keysDocument.ts';
import { type Around, localOf } from '../around.ts';
import { checkpointFile } from '../checkpointFile.ts';
import { readLocalFile } from '../localFile.ts';
import { checkpointSignerOf, macWith, TABLE } from '../localParts.ts';
import { keysDocumentOf, publishedKeys } from '../publicKeys.ts';
import { connectionStringOf, LOCAL_ORGANISATION } from '../settings.ts';

/** The ledger of this machine, as a verifier comes to it: with public keys, and the key of the macs where it is at hand. */
export interface Source extends HistoryOptions {
  readonly clock: Clock;
  readonly dataDir: string;
  readonly tablesConnectionString: string;
  readonly document: LedgerKeys;
  /** Ends what was started for it. */
  close(): Promise<void>;
}

/** What a ledger command runs with: what it signs and writes has a time. */
export interface LedgerAround extends Around {
  readonly clock: Clock;
}

/** Large pages take longer than the calls of a server may. */
const CALL_MS = 30_000;

/** Opens it, with an Azurite of its own where none runs over this data folder. Throws `misconfigured` where something is missing. */
export async function openSource(around: LedgerAround): Promise<Source> {
  const { dataDir } = localOf(around);
  const { tenantId: tenant } = LOCAL_ORGANISATION;
  const document = await keysIn(dataDir, tenant);
  const keys = periodsOf(document);
  if (!keys.ok) throw new Fault('misconfigured', keys.finding.sentence);
  const secret = await readSecret(dataDir, 'row.mac');
  const connection = await connect(around);
  return {
    clock: around.clock,
    dataDir,
    tenant,
    document,
    keys: keys.value,
    sealer: secret && { mac: macWith(secret) },
    outside: () => checkpointFile(dataDir).newest(),
    tablesConnectionString: connection.connectionString,
    table: tableOfConnection(connection.connectionString, TABLE, CALL_MS),
    close: () => connection.close(),
  };
}

async function keysIn(dataDir: string, tenant: string): Promise<LedgerKeys> {
  const published = await publishedKeys(dataDir);
  if (published !== undefined) return published;
  if (await keysExist(dataDir))
    return keysDocumentOf(tenant, checkpointSignerOf(await openKeyStore(dataDir), tenant));
  throw new Fault(
    'misconfigured',
    `${dataDir} has no keys.json, the public keys that checkpoints are verified with: set DATA_DIR to the folder that the server uses.`,
  );
}

interface Connection {
  readonly connectionString: string;
  close(): Promise<void>;
}

/** What is set; else what `npm start` runs here; else, while it does not run, an Azurite over the files it has left. */
async function connect(around: Around): Promise<Connection> {
  const config = localOf(around);
  const { tablesConnectionString: set } = around.secrets;
  const close = async () => {};
  if (set !== undefined) return { connectionString: set, close };
  const left = (await readLocalFile(config.dataDir))?.tables;
  if (left !== undefined && (await answers(left))) return { connectionString: left, close };
  if (!(await isThere(path.join(config.dataDir, 'azurite'))))
    return { connectionString: await connectionStringOf(config, set), close };
  around.complain('Starting the table storage (Azurite) …');
  const azurite = await startAzurite(config.dataDir, config.azuritePort);
  return { connectionString: azurite.connectionString, close: () => azurite.stop() };
}

async function answers(connectionString: string): Promise<boolean> {
  const [, endpoint] = /TableEndpoint=([^;]+)/.exec(connectionString) ?? [];
  if (endpoint === undefined) return false;
  return fetch(endpoint, { signal: AbortSignal.timeout(2_000) }).then(
    async (answer) => answer.body?.cancel().then(() => true) ?? true,
    () => false,
  );
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
