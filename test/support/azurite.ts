import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The emulator's own account, which everybody knows. */
const ACCOUNT = 'devstoreaccount1';
const KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface Azurite {
  readonly connectionString: string;
  readonly pid: number;
  /** SIGINT: the one signal after which nothing is lost. */
  stop(): Promise<void>;
}

export const connectionStringOf = (port: number): string =>
  `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};TableEndpoint=http://127.0.0.1:${port}/${ACCOUNT};`;

/**
 * A real Azurite table service on a free loopback port, with its files in a directory of its own. In memory: for
 * measurements, which its rewriting of the whole file every 5 s would drown.
 */
export async function startAzurite({ inMemory = false } = {}): Promise<Azurite> {
  const location = await mkdtemp(join(tmpdir(), 'countersign-azurite-'));
  const port = await freePort();
  const command = fileURLToPath(new URL('../../node_modules/.bin/azurite-table', import.meta.url));
  const options = `--disableTelemetry --silent --skipApiVersionCheck --tableHost 127.0.0.1 --tablePort ${port}`;
  const place = inMemory ? ['--inMemoryPersistence'] : ['--location', location];
  const child = spawn(command, [...options.split(' '), ...place], { stdio: 'ignore' });
  await answers(port, child);
  return {
    connectionString: connectionStringOf(port),
    pid: child.pid ?? 0,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGINT');
      await gone;
      await rm(location, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  for (let i = 0; i < 600; i += 1) {
    if (child.exitCode !== null) throw new Error('Azurite has ended');
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Azurite does not answer');
}
