import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EXAMPLE_BOT, EXAMPLE_TENANT } from '../../../src/adapters/local/exampleOrganisation.ts';
import { freePort, isFree, listenOnLoopback } from '../../../src/adapters/local/loopback.ts';
import {
  type PlaygroundSettings,
  startPlayground,
} from '../../../src/adapters/local/playground.ts';
import { whoListens } from '../../../src/adapters/local/processes.ts';
import { ownersPlayground } from '../../support/exampleCast.ts';
import { temporaryFolder } from '../../support/folders.ts';

const { current, others } = ownersPlayground;

async function settings(changes: Partial<PlaygroundSettings> = {}): Promise<PlaygroundSettings> {
  return {
    port: await freePort(),
    dataDir: temporaryFolder(),
    endpoint: 'http://127.0.0.1:9/api/messages',
    ...ownersPlayground,
    ...changes,
  };
}

async function playground(changes?: Partial<PlaygroundSettings>) {
  const given = await settings(changes);
  const started = await startPlayground(given);
  onTestFinished(() => started.stop());
  return { ...started, port: given.port };
}

/** The status of a call with headers that fetch would not let a test set. */
const status = (port: number, path: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, path, headers, agent: false }, (res) => {
      res.resume();
      resolve(res.statusCode);
    });
    req.on('upgrade', (res, socket) => {
      socket.destroy();
      resolve(res.statusCode);
    });
    req.on('error', reject);
    req.end();
  });

const isOpen = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

describe('the playground', { timeout: 60_000 }, () => {
  it('runs as the person it is given, among five others, before the bot it is given', async () => {
    const bot = await listenOnLoopback(createServer((_req, res) => res.end()));
    onTestFinished(() => bot.stop());
    const { url, port, stop } = await playground({ endpoint: `${bot.origin}/api/messages` });
    expect(url).toBe(`http://127.0.0.1:${port}/`);
    const page = await (await fetch(url)).text();
    expect(page).toContain('<div id="root">');
    // It answers this only once the bot has answered it.
    const { config } = JSON.parse(await (await fetch(`${url}_internal/v1/config`)).text());
    expect(config).toMatchObject({
      tenantId: EXAMPLE_TENANT,
      bot: { id: `28:${EXAMPLE_BOT}`, name: 'Countersign' },
      currentUser: {
        id: `29:${current.id}`,
        aadObjectId: current.id,
        userPrincipleName: current.upn,
        name: current.name,
      },
    });
    expect(config.users.map((user: { aadObjectId: string }) => user.aadObjectId)).toEqual(
      others.map(({ id }) => id),
    );
    await stop();
    await stop();
    expect(await isFree(port)).toBe(true);
  });

  it.runIf(process.platform === 'linux')('listens on no address but 127.0.0.1', async () => {
    const { port } = await playground();
    expect(await isOpen('127.0.0.1', port)).toBe(true);
    expect(await isOpen('127.0.0.2', port)).toBe(false);
    expect(await isOpen('::1', port)).toBe(false);
  });

  it('answers its own pages and programs, and no other page', async () => {
    const { port } = await playground();
    const path = '/';
    const calls = ['127.0.0.1', 'localhost'].flatMap((host) => [
      status(port, path, { host: `${host}:${port}` }),
      status(port, path, { host: `${host}:${port}`, origin: `http://localhost:${port}` }),
    ]);
    expect(await Promise.all(calls)).toEqual([200, 200, 200, 200]);
    const host = `127.0.0.1:${port}`;
    const strangers = [
      status(port, path, { host: 'evil.example' }),
      status(port, path, { host: `evil.example:${port}` }),
      status(port, path, { host, origin: 'http://evil.example' }),
      status(port, path, { host, origin: 'null' }),
      status(port, path, { host, origin: `https://127.0.0.1:${port}` }),
      status(port, '/', { host: `127.0.0.1.evil.example:${port}` }),
    ];
    expect(await Promise.all(strangers)).toEqual([403, 403, 403, 403, 403, 403]);
  });

  it('opens its streams to its own pages only', async () => {
    const { port } = await playground();
    const socket = {
      host: `127.0.0.1:${port}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    const stream = (origin: string) => status(port, '/_ws/log/stream', { ...socket, origin });
    expect(await stream(`http://127.0.0.1:${port}`)).toBe(101);
    await expect(stream('http://evil.example')).rejects.toThrow('socket hang up');
  });

  it('gets nothing of the environment it does not need', async () => {
    process.env['COUNTERSIGN_TEST_SECRET'] = 'must not be passed on';
    onTestFinished(() => void delete process.env['COUNTERSIGN_TEST_SECRET']);
    const { port } = await playground();
    if (process.platform !== 'linux') return;
    const pid = /pid (\d+)/.exec((await whoListens(port)) ?? '')?.[1];
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    expect(environment.some((line) => line.startsWith('PATH='))).toBe(true);
    expect(environment.join()).not.toContain('COUNTERSIGN_TEST_SECRET');
  });
});

describe('a playground that cannot start', { timeout: 60_000 }, () => {
  it('says which port is taken, by whom, and what to set', async () => {
    const { port, stop } = await listenOnLoopback(createServer());
    onTestFinished(() => stop());
    await expect(startPlayground(await settings({ port }))).rejects.toThrow(
      new RegExp(`Port ${port} .*(pid ${process.pid}|another program).*set PLAYGROUND_PORT`),
    );
  });

  it('says what the playground says, and leaves nothing running', async () => {
    const [first, , ...rest] = others;
    const given = await settings({ others: [first, first, ...rest] });
    await expect(startPlayground(given)).rejects.toThrow('User ID must be unique');
    expect(await isFree(given.port)).toBe(true);
  });
});

describe('a playground whose launcher is killed', { timeout: 120_000 }, () => {
  it('ends', async () => {
    const given = await settings();
    const module = new URL('../../../src/adapters/local/playground.ts', import.meta.url).href;
    const launcher = execFile(process.execPath, [
      '--input-type=module',
      '-e',
      `import { startPlayground } from ${JSON.stringify(module)};
       await startPlayground(${JSON.stringify(given)}); console.log('up');`,
    ]);
    await new Promise((resolve) => launcher.stdout?.once('data', resolve));
    expect(await isFree(given.port)).toBe(false);
    launcher.kill('SIGKILL');
    await vi.waitUntil(() => isFree(given.port), { interval: 50, timeout: 60_000 });
  });
});
