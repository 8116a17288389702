import { createPrivateKey } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXAMPLE_DOMAIN, examplePeople } from '../../../src/adapters/local/exampleOrganisation.ts';
import { openKeyStore } from '../../../src/adapters/local/keys.ts';
import { LOCAL_ORGANISATION } from '../../../src/run/settings.ts';
import { tokenFor } from '../../../src/run/token.ts';
import { type Azurite, connectionStringOf, startAzurite } from '../../support/azurite.ts';
import { type ChannelKeys, createChannelKeys } from '../../support/channelKeys.ts';
import {
  type FakeTeams,
  type Member,
  type Posted,
  startFakeTeams,
} from '../../support/fakeTeams.ts';
import { type FaultProxy, startFaultProxy } from '../../support/faultProxy.ts';
import { seeded } from '../../support/random.ts';
import {
  type ServerOptions,
  type ServerProcess,
  startServer,
} from '../../support/serverProcess.ts';

/** One Azurite, one data folder, and a Teams, for any number of server processes on this machine. */
export interface Machine {
  readonly dataDir: string;
  readonly azurite: Azurite;
  /** Between the servers and Azurite, where the machine was asked for one. */
  readonly proxy: FaultProxy | undefined;
  /** What servers are told to use: the proxy where there is one. */
  readonly tables: string;
  readonly teams: FakeTeams;
  /** Starts a server. The machine ends it in the end. */
  serve(port?: number): Promise<ServerProcess>;
  /** What its servers told operators to look at, or wrote to standard error: a healthy day has none. */
  alarms(): readonly unknown[];
  /** By the name before the @. */
  person(name: string): Member;
  /** As `npm run token -- <who>`. */
  token(who: string): Promise<string>;
  close(): Promise<void>;
}

interface Options {
  /** Puts a proxy before Azurite, its faults drawn from this seed. */
  readonly faults?: { readonly seed: number };
  /** Its tables are kept in memory alone: for measurements. */
  readonly inMemory?: boolean;
  /** Further variables of its servers, and what runs instead of `src/main.ts serve`. */
  readonly servers?: Pick<ServerOptions, 'env' | 'entry'>;
}

export async function openMachine({
  faults,
  inMemory = false,
  servers: how = {},
}: Options = {}): Promise<Machine> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'countersign-machine-'));
  const azurite = await startAzurite({ inMemory });
  const targetPort = Number(/:(\d+)\//.exec(azurite.connectionString)?.[1]);
  const proxy = faults && (await startFaultProxy({ targetPort, random: seeded(faults.seed) }));
  const tables = proxy ? connectionStringOf(proxy.port) : azurite.connectionString;
  const teams = await startFakeTeams({ keys: await localChannelKeys(dataDir) });
  const servers: ServerProcess[] = [];
  const tokens = new Map<string, string>();
  return {
    dataDir,
    azurite,
    proxy,
    tables,
    teams,
    async serve(port) {
      const server = await startServer({
        ...how,
        dataDir,
        tables,
        ...(port !== undefined && { port }),
      });
      servers.push(server);
      return server;
    },
    alarms: () =>
      servers.flatMap(({ log, errors }) => [
        ...log.filter(({ level }) => level === 'error'),
        ...errors,
      ]),
    person(name) {
      const found = examplePeople.find(({ upn }) => upn === `${name}@${EXAMPLE_DOMAIN}`);
      if (!found) throw new RangeError(`nobody called ${name}`);
      return teams.person(found.id, found.name);
    },
    async token(who) {
      const known = tokens.get(who);
      if (known !== undefined) return known;
      const made = await tokenFor([who], { dataDir, ...LOCAL_ORGANISATION });
      if (made === undefined) throw new RangeError(`nobody called ${who}`);
      tokens.set(who, made);
      return made;
    },
    async close() {
      await Promise.all(servers.filter(({ running }) => running).map((one) => one.end('SIGTERM')));
      await teams.close();
      await proxy?.close();
      await azurite.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Signs as the local channel of this data folder does. */
async function localChannelKeys(dataDir: string): Promise<ChannelKeys> {
  const { kid } = (await openKeyStore(dataDir)).signing('channel');
  const key = createPrivateKey(await readFile(path.join(dataDir, 'keys', 'channel.key'), 'utf8'));
  const keys = createChannelKeys({ [kid]: ['msteams'] });
  return { ...keys, token: (options) => keys.token({ ...options, key }) };
}

export interface Told {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- read by tests, member by member
  readonly body: any;
  readonly headers: Headers;
  readonly ms: number;
}

interface ApiCall {
  readonly token: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call of the API of a server. Rejects where there is no answer. */
export async function callApi(
  url: string,
  { token, method = 'POST', path: to, body, headers = {} }: ApiCall,
): Promise<Told> {
  const began = performance.now();
  const response = await fetch(`${url}/api/v1${to}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : text,
    headers: response.headers,
    ms: performance.now() - began,
  };
}

/** A line of the ledger as a reader gets it, its text read. */
export interface Line {
  readonly log: string;
  readonly seq: number;
  readonly type: string;
  readonly line: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly by: Readonly<Record<string, unknown>>;
}

/** Hands an activity to one of the machine's servers over HTTP. */
export async function postActivity(
  url: string,
  authorization: string | undefined,
  body: unknown,
): Promise<Posted> {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, ...(text !== '' && { body: JSON.parse(text) }) };
}

/** What `read` gives once it gives something; asked ten times a second. */
export async function eventually<T>(
  what: string,
  read: () => T | undefined | Promise<T | undefined>,
  withinMs = 15_000,
): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    const found = await read();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`${what}: not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Every line of every log, through the API of a server. */
export async function ledgerLines(url: string, token: string): Promise<readonly Line[]> {
  const found: Line[] = [];
  let next: string | undefined = '/ledger/events?limit=1000';
  while (next !== undefined) {
    const page: Told = await callApi(url, { token, method: 'GET', path: next });
    if (page.status !== 200) throw new Error(`the ledger was answered with ${page.status}`);
    for (const text of String(page.body).split('\n').filter(Boolean)) {
      const shown = JSON.parse(text);
      found.push({ ...shown, ...JSON.parse(shown.line) });
    }
    next = /<\/api\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
  }
  return found;
}
