import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { type KeyStore, openKeyStore } from '../../src/adapters/local/keys.ts';
import { tableOfConnection } from '../../src/adapters/tables/table/sdkTable.ts';
import { configOf } from '../../src/config/config.ts';
import { readEnv } from '../../src/config/env.ts';
import { readSecrets } from '../../src/config/secrets.ts';
import { MINUTE } from '../../src/kernel/instant.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Around } from '../../src/run/around.ts';
import { checkpointFile } from '../../src/run/checkpointFile.ts';
import { ledgerCommand } from '../../src/run/ledger/command.ts';
import { checkpointSignerOf, macWith, TABLE } from '../../src/run/localParts.ts';
import { keysDocumentOf, publishKeys } from '../../src/run/publicKeys.ts';
import { HandClock } from '../adapters/tables/house.ts';
import { startAzurite } from '../support/azurite.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';
import { type StoredRow, StoredTable } from './storedTable.ts';

/** A storage that nobody answers for. */
export const NOWHERE = 'TableEndpoint=http://127.0.0.1:1/devstoreaccount1;';

export const GOVERNANCE = `${EXAMPLE_TENANT}|g`;

/** What a command said and how it ended. */
export interface Said {
  readonly code: number;
  /** Standard output, line by line. */
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** The ledger of a data folder on a real Azurite, with a server of the whole house that has been busy. */
export interface FilledLedger {
  readonly world: WholeHouse;
  readonly stored: StoredTable;
  readonly keys: KeyStore;
  readonly dataDir: string;
  readonly clock: HandClock;
  readonly connectionString: string;
  /** All rows as they stood at the first of two checkpoints, halfway. */
  readonly early: readonly StoredRow[];
  around(): Around & { readonly said: Said };
  /** `npm run ledger -- …` in this process. */
  run(...args: readonly string[]): Promise<Said>;
  stopServer(): Promise<void>;
  close(): Promise<void>;
}

export async function fillLedger(): Promise<FilledLedger> {
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-ledger-'));
  const azurite = await startAzurite();
  const { connectionString } = azurite;
  const keys = await openKeyStore(dataDir);
  const signer = checkpointSignerOf(keys, EXAMPLE_TENANT);
  await publishKeys(dataDir, keysDocumentOf(EXAMPLE_TENANT, signer));
  const clock = new HandClock();
  const world = await openWholeHouse({
    table: tableOfConnection(connectionString, TABLE),
    sealer: { mac: macWith(keys.secret('row.mac')) },
    checkpointSigner: signer,
    checkpoints: checkpointFile(dataDir),
    clock,
  });
  const stored = new StoredTable(connectionString);
  await fillFirst(world);
  const early = await stored.rows();
  await fillMore(world);
  let isRunning = true;
  const stopServer = async () => {
    if (isRunning) await world.close();
    isRunning = false;
  };
  const around = () => aroundOf(dataDir, connectionString);
  return {
    world,
    stored,
    early,
    keys,
    dataDir,
    clock,
    connectionString,
    around,
    run: async (...args) => {
      const here = around();
      const code = await ledgerCommand(args, here, clock);
      return { ...here.said, code };
    },
    stopServer,
    close: async () => {
      await stopServer();
      await azurite.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function aroundOf(
  dataDir: string,
  connectionString: string | undefined,
): Around & { readonly said: Said } {
  const env = readEnv({ DATA_DIR: dataDir, TABLES_CONNECTION_STRING: connectionString });
  const config = configOf(env, 'local');
  if (!config.ok) throw new TypeError(config.refusal.join());
  const out: string[] = [];
  const err: string[] = [];
  return {
    config: config.value,
    secrets: readSecrets(env),
    version: 'test',
    log: silentLog,
    say: (line) => void out.push(...line.split('\n')),
    complain: (line) => void err.push(...line.split('\n')),
    signal: new AbortController().signal,
    said: { code: -1, out, err },
  };
}

const ask = {
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  justification: 'Emma asked for it',
};
const mail = (subject: string) => ({
  to: ['emma@fabrikam.example'],
  subject,
  body: 'Dear Emma, here is the offer. Grüße 😀',
});

const agent = 'agent:crm-assistant';
const authorize = (world: WholeHouse, subject: string, headers = {}) =>
  world.call(agent, 'POST', '/authorize', { ...ask, arguments: mail(subject) }, headers);

/** An approval, redeemed; then a checkpoint. */
async function fillFirst(world: WholeHouse): Promise<void> {
  for (const name of ['owner', 'owner2']) await world.teams.install(world.person(name));
  await authorize(world, 'one');
  await world.settle();
  const card = world.teams.deliveries.findLast((sent) =>
    JSON.stringify(sent.card ?? '').includes('AR-1'),
  );
  await world.teams.click(world.person('owner'), card?.activityId ?? '', 'approve');
  const { body } = await world.call(agent, 'GET', '/requests/AR-1');
  await world.call('gateway', 'POST', '/receipts/redeem', {
    receipt: body.receipt,
    arguments: mail('one'),
  });
  await world.settle();
  await world.ledger.checkpoint();
}

/** What else leaves rows of its own: a withdrawal, an allow and its outcome, keys, a pause, a request that waits; and another checkpoint. */
async function fillMore(world: WholeHouse): Promise<void> {
  await world.leap(2 * MINUTE);
  await authorize(world, 'two');
  await world.call(agent, 'POST', '/requests/AR-2/withdraw', {});
  const read = { agentId: 'crm-assistant', connectorId: 'crm', tool: 'findContact', arguments: {} };
  const allowed = await world.call(agent, 'POST', '/authorize', read, { 'idempotency-key': 'k1' });
  const { decisionId } = allowed.body;
  await world.call(agent, 'POST', '/outcomes', { decisionId, outcome: 'used' });
  const pause = await world.call('admin', 'POST', '/pauses', {
    target: 'agent:mail-assistant',
    reason: 'wrong recipients',
  });
  await world.call('admin', 'POST', `/pauses/${pause.body.id}/lift`, { reason: 'corrected' });
  await authorize(world, 'three', { 'idempotency-key': 'k2' });
  await world.settle();
  await world.ledger.checkpoint();
}
