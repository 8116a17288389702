import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { startAzurite } from '../adapters/local/azurite.ts';
import { makePrivateFolder } from '../adapters/local/files.ts';
import { isFree, LOOPBACK } from '../adapters/local/loopback.ts';
import { pinoLog } from '../adapters/log/pinoLog.ts';
import type { LocalConfig } from '../config/config.ts';
import type { Log } from '../kernel/log.ts';
import { type Around, aborted, localOf } from './around.ts';
import { askExample } from './askExample.ts';
import { fillExample } from './fillExample.ts';
import { removeLocalFile, writeLocalFile } from './localFile.ts';
import { openLocal } from './localParts.ts';
import { portTaken, serve } from './serve.ts';
import { localSettings } from './settings.ts';
import { openWindow } from './window.ts';

/** What is stopped in the end, the last started first: the ledger's table outlives the server that writes to it. */
class Started {
  readonly #stops: (() => Promise<unknown>)[] = [];

  add<T extends { stop(): Promise<unknown> }>(one: T): T {
    this.#stops.unshift(() => one.stop());
    return one;
  }

  async stopAll(): Promise<void> {
    for (const stop of this.#stops) await stop();
  }
}

/** Whose window it is: AR-1 waits for her. */
const OWNER = 'owner';

/** Everything on this machine: Azurite, the server, the Teams playground, the example organisation, one approval that waits. */
export async function startCommand(_args: readonly string[], around: Around): Promise<number> {
  const config = localOf(around);
  const started = new Started();
  try {
    await startAll(config, around, started);
    await aborted(around.signal);
    around.say('Stopping: the ledger is written out …');
    return 0;
  } finally {
    await started.stopAll();
  }
}

async function startAll(config: LocalConfig, around: Around, started: Started): Promise<void> {
  const { say } = around;
  await mustBeFree(config.port);
  const log = await logFile(config.dataDir);
  say('Starting the table storage (Azurite) …');
  const azurite = started.add(await startAzurite(config.dataDir, config.azuritePort));
  say('Starting the server …');
  const settings = localSettings(config, {
    ...around,
    tablesConnectionString: azurite.connectionString,
  });
  const server = started.add(
    await serve(await openLocal(settings), { ...config, fill: fillExample }, { ...around, log }),
  );
  started.add({ stop: () => removeLocalFile(config.dataDir) });
  await writeLocalFile(config.dataDir, { server: server.url, tables: azurite.connectionString });
  say('Starting the Teams playground …');
  const { dataDir, playgroundPort: port } = config;
  const window = await openWindow({
    who: OWNER,
    port,
    dataDir,
    folder: dataDir,
    server: server.url,
  });
  if (window === undefined) throw new TypeError(`nobody is called ${OWNER}`);
  const playground = started.add(window).url;
  const waiting = await askExample({ server: server.url, dataDir: config.dataDir });
  for (const line of whatToTry({ server: server.url, playground, waiting })) say(line);
}

/** People read the terminal; the server's own log goes beside the data. */
async function logFile(dataDir: string): Promise<Log> {
  await makePrivateFolder(dataDir);
  return pinoLog(createWriteStream(path.join(dataDir, 'server.log'), { flags: 'a', mode: 0o600 }));
}

async function mustBeFree(port: number): Promise<void> {
  if (port !== 0 && !(await isFree(port))) throw await portTaken(port);
}

const whatToTry = ({
  server,
  playground,
  waiting,
}: {
  readonly server: string;
  readonly playground: string;
  readonly waiting: string;
}): readonly string[] => [
  '',
  `Countersign runs on ${server}`,
  `Open ${playground} — you are Olivia Owner, and ${waiting}`,
  '',
  `Open ${server}/admin for the admin app: choose who you are`,
  '',
  'Try this:',
  '  tap Approve on the card, or type help',
  '  npm run demo                        an agent asks, waits for your tap, and sends only then',
  '  npm run playground -- security      a window as somebody else: reviewers, admins, a pilot',
  '  npm run token -- admin              a local access token',
  `  ${server}/api/v1/openapi.json       the API`,
  'The log is in server.log beside the data.',
  `Ctrl-C stops everything. (Only this machine can reach it: ${LOOPBACK}.)`,
];
