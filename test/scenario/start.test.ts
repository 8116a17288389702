import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { freePort, isFree, listenOnLoopback } from '../../src/adapters/local/loopback.ts';
import { chromiumArgs, chromiumPath } from '../support/browser.ts';
import { temporaryFolder } from '../support/folders.ts';
import {
  type Ports,
  type StartedEverything,
  startEverything,
  tokenOf,
} from '../support/startProcess.ts';

const executablePath = chromiumPath();

const freePorts = async (): Promise<Ports> => ({
  server: await freePort(),
  azurite: await freePort(),
  playground: await freePort(),
});

const areFree = async ({ server, azurite, playground }: Ports): Promise<readonly boolean[]> =>
  Promise.all([server, azurite, playground].map(isFree));

const isOpen = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

async function statusOf(request: string, ports: Ports, dataDir: string): Promise<string> {
  const token = (await tokenOf('agent:crm-assistant', dataDir)).trim();
  const response = await fetch(`http://127.0.0.1:${ports.server}/api/v1/requests/${request}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return JSON.parse(await response.text()).status;
}

async function playgroundPage(browser: Browser, ports: Ports): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1400 } });
  await page.route(
    ({ hostname }) => hostname !== '127.0.0.1',
    (route) => route.abort(),
  );
  await page.goto(`http://127.0.0.1:${ports.playground}/`);
  return page;
}

describe('npm start', { timeout: 120_000 }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-'));
  let ports: Ports;
  let everything: StartedEverything;
  let browser: Browser | undefined;

  beforeAll(async () => {
    ports = await freePorts();
    everything = await startEverything(dataDir, ports);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await everything?.interrupt();
    rmSync(dataDir, { recursive: true, force: true });
  }, 120_000);

  it('says what to open, and that a request waits', () => {
    expect(everything.said()).toContain(`http://127.0.0.1:${ports.playground}/`);
    expect(everything.said()).toMatch(/AR-1 waits/);
  });

  it('writes down where server and storage are, and no key', () => {
    const local = JSON.parse(readFileSync(join(dataDir, 'local.json'), 'utf8'));
    expect(local.server).toBe(`http://127.0.0.1:${ports.server}`);
    expect(local.tables).toContain(`http://127.0.0.1:${ports.azurite}/`);
  });

  it.runIf(process.platform === 'linux')('listens nowhere but on 127.0.0.1', async () => {
    for (const port of Object.values(ports)) {
      expect(await isOpen('127.0.0.1', port)).toBe(true);
      expect(await isOpen('127.0.0.2', port)).toBe(false);
    }
  });

  it('is refused on the same data folder a second time, and goes on unharmed', async () => {
    const others = await freePorts();
    const second = await startEverything(dataDir, others);
    expect(second.child.exitCode).toBe(1);
    expect(second.said()).toContain(`is using ${join(dataDir, 'azurite')}`);
    expect(await areFree(others)).toEqual([true, true, true]);
    expect(await statusOf('AR-1', ports, dataDir)).toBe('pending');
  });

  it.skipIf(executablePath === undefined)(
    'shows the request in a browser; a tap approves it, and the ledger knows',
    async () => {
      browser = await chromium.launch({ executablePath: executablePath ?? '', args: chromiumArgs });
      const page = await playgroundPage(browser, ports);
      const approve = page.getByRole('button', { name: 'Approve', exact: true });
      await approve.waitFor({ timeout: 60_000 });
      await page.getByText('emma@fabrikam.example').first().waitFor();
      await approve.click();
      await page.getByText('Approved by you').waitFor({ timeout: 30_000 });
      expect(await statusOf('AR-1', ports, dataDir)).toBe('approved');
      await page.locator('[contenteditable="true"]').first().click();
      await page.keyboard.type('whoami');
      await page.keyboard.press('Enter');
      await page.getByText('owner@contoso.example').last().waitFor({ timeout: 30_000 });
    },
  );

  it('stops clean, loses nothing, and starts again where it was', async () => {
    const before = await statusOf('AR-1', ports, dataDir);
    expect(await everything.interrupt()).toBe(0);
    expect(await areFree(ports)).toEqual([true, true, true]);
    everything = await startEverything(dataDir, ports);
    expect(await statusOf('AR-1', ports, dataDir)).toBe(before);
  });

  it('prints a token and nothing else', async () => {
    expect(await tokenOf('admin', dataDir)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  });
});

describe('npm start that cannot', { timeout: 120_000 }, () => {
  it.each(['server', 'azurite', 'playground'] as const)(
    'names the port of the %s where it is taken, and leaves nothing running',
    async (name) => {
      const ports = await freePorts();
      const taken = await listenOnLoopback(createServer(), ports[name]);
      onTestFinished(() => taken.stop());
      const everything = await startEverything(temporaryFolder(), ports);
      expect(everything.child.exitCode).toBe(1);
      expect(everything.said()).toMatch(new RegExp(`Port ${ports[name]} for .* is taken by .*`));
      await taken.stop();
      expect(await areFree(ports)).toEqual([true, true, true]);
    },
  );
});
