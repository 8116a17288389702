import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Fault } from '../../kernel/faults.ts';
import { strangersAzurite } from './azuriteLocation.ts';
import { type Child, comesUp, startChild } from './child.ts';
import { freePort, isFree, LOOPBACK } from './loopback.ts';
import { whoListens } from './processes.ts';

export interface Azurite extends Pick<Child, 'ended' | 'stop'> {
  readonly port: number;
  /** For the account that every Azurite has; its key is public. */
  readonly connectionString: string;
}

const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
/** It would report to Microsoft, log each call, and refuse SDKs newer than itself. */
const QUIETLY = ['--disableTelemetry', '--silent', '--skipApiVersionCheck'];
const UP_WITHIN_MS = 30_000;
/** It writes its whole file before it ends: what it had acknowledged is lost where it is cut short. */
const DOWN_WITHIN_MS = 60_000;
const PORTS_TRIED = 5;

/**
 * Starts Azurite's table service on 127.0.0.1 over `<dataDir>/azurite`, on `port` or else on a free one. Rejects with a
 * sentence that says what to do where the port is taken or another Azurite has that location; nothing is left running then.
 */
export async function startAzurite(dataDir: string, port?: number): Promise<Azurite> {
  const stranger = await strangersAzurite(locationIn(dataDir));
  if (stranger !== undefined) throw locationTaken(locationIn(dataDir), stranger);
  if (port !== undefined) {
    if (!(await isFree(port))) throw await portTaken(port);
    return started(await tryPort(dataDir, port), port);
  }
  for (let tries = 1; ; tries += 1) {
    const candidate = await freePort();
    const result = await tryPort(dataDir, candidate);
    if (result !== 'port-lost' || tries === PORTS_TRIED) return started(result, candidate);
  }
}

const locationIn = (dataDir: string): string => resolve(dataDir, 'azurite');

type Tried = Azurite | 'port-lost';

async function started(tried: Tried, port: number): Promise<Azurite> {
  if (tried === 'port-lost') throw await portTaken(port);
  return tried;
}

async function tryPort(dataDir: string, port: number): Promise<Tried> {
  const location = locationIn(dataDir);
  const child = startChild({
    preload: new URL('./azuritePreload.ts', import.meta.url),
    script: createRequire(import.meta.url).resolve('azurite/dist/src/table/main.js'),
    args: [...QUIETLY, '--location', location, '--tableHost', LOOPBACK, '--tablePort', `${port}`],
    graceMs: DOWN_WITHIN_MS,
  });
  if (await comesUp(child, () => isAzurite(port), UP_WITHIN_MS))
    return {
      port,
      connectionString: connectionStringOf(port),
      ended: child.ended,
      stop: child.stop,
    };
  await child.stop();
  if (child.said().includes('EADDRINUSE')) return 'port-lost';
  throw failure(child, location);
}

function failure(child: Child, location: string): Fault {
  if (child.said().includes('location-in-use')) return locationTaken(location, 'Another Azurite');
  return new Fault('storage-unavailable', `Azurite did not start: ${child.said().trim()}`);
}

const locationTaken = (location: string, by: string): Fault =>
  new Fault(
    'misconfigured',
    `${by} is using ${location}. Two of them would overwrite each other: stop that one, or set DATA_DIR to another folder.`,
  );

async function portTaken(port: number): Promise<Fault> {
  const holder = (await whoListens(port)) ?? 'another program';
  return new Fault(
    'misconfigured',
    `Port ${port} for Azurite is taken by ${holder}. Stop it, or choose another port.`,
  );
}

async function isAzurite(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://${LOOPBACK}:${port}/${ACCOUNT}`, {
      signal: AbortSignal.timeout(1_000),
    });
    await answer.body?.cancel();
    return answer.headers.get('server')?.startsWith('Azurite-Table/') ?? false;
  } catch {
    return false;
  }
}

const connectionStringOf = (port: number): string =>
  [
    'DefaultEndpointsProtocol=http',
    `AccountName=${ACCOUNT}`,
    `AccountKey=${ACCOUNT_KEY}`,
    `TableEndpoint=http://${LOOPBACK}:${port}/${ACCOUNT};`,
  ].join(';');
