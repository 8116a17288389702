import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  type Request,
} from 'playwright-core';
import { type Azurite, startAzurite } from '../support/azurite.ts';
import { chromiumArgs } from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/serverProcess.ts';
import { signature } from '../support/signature.ts';
import { tokenOf } from '../support/startProcess.ts';
import { ensureBuilt } from './built.ts';
import { seed } from './seed.ts';

export type ThemeName = 'light' | 'dark' | 'contrast';
export const THEMES: readonly ThemeName[] = ['light', 'dark', 'contrast'];

/** What a page did that it should not have. */
export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors in the console, exceptions, requests to another host. */
  readonly wrongs: readonly string[];
  /** Waits until the page stands and nothing is on its way any more. */
  readonly settled: () => Promise<void>;
}

/** How a window looks at a page. */
export interface Look {
  readonly theme?: ThemeName;
  readonly width?: number;
}

/** One server on Azurite with something of everything in it, and one browser. */
export interface AdminWorld {
  readonly url: string;
  readonly dataDir: string;
  readonly tables: string;
  readonly browser: Browser;
  /** A call of the API by a person (the name before the @) or a program; the body of its answer. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly call: (as: string, method: string, path: string, body?: unknown) => Promise<any>;
  /** The one window in which somebody is signed in, on a page that was loaded afresh. */
  open(as: string, path: string, look?: Look): Promise<Watched>;
  /** The same window, going there as a click on a link goes: nothing is loaded anew. */
  go(as: string, path: string): Promise<Watched>;
  close(): Promise<void>;
}

/** A page in the place of Teams is framed by nobody's network: it may frame a server on this machine. */
const ARGS = [...chromiumArgs, '--disable-features=LocalNetworkAccessChecks'];

const MOST_TRIES = 10;

const HEIGHT = 800;
export const DESK = 1280;
export const PHONE = 360;

export async function openAdminWorld(executablePath: string): Promise<AdminWorld> {
  ensureBuilt();
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-'));
  const azurite: Azurite = await startAzurite({ inMemory: true });
  const tables = azurite.connectionString;
  const server: ServerProcess = await startServer({
    dataDir,
    tables,
    env: {
      STEP_UP: 'finance',
      INVENTORY_SENDERS: 'desk',
      INVENTORY_SECRETS: `desk=whsec_${DESK_SECRET.toString('base64')}`,
    },
  });
  const browser = await chromium.launch({ executablePath, args: ARGS });
  const tokens = new Map<string, Promise<string>>();
  const token = (as: string): Promise<string> => {
    const known = tokens.get(as) ?? tokenFor(server.url, dataDir, as);
    tokens.set(as, known);
    return known;
  };
  const call: AdminWorld['call'] = async (as, method, path, body) => {
    const headers = {
      authorization: `Bearer ${await token(as)}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
    };
    // A busy machine is told to try again; the key makes of it one call.
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text);
      if (response.status !== 503 || tries === MOST_TRIES)
        throw new Error(`${method} ${path} by ${as}: ${response.status} ${text}`);
    }
  };
  await seed(call);
  await reportFromDesk(server.url);
  const windows = new Map<string, Watched & { readonly wrongs: string[] }>();
  const windowOf = async (as: string): Promise<Watched> => {
    const known = windows.get(as) ?? (await newWindow(browser, server.url, await token(as)));
    windows.set(as, known);
    known.wrongs.length = 0;
    await known.page.unrouteAll({ behavior: 'ignoreErrors' });
    return known;
  };
  return {
    url: server.url,
    dataDir,
    tables,
    browser,
    call,
    async open(as, path, look = {}) {
      const watched = await windowOf(as);
      await watched.page.goto(`${server.url}/admin${path}`);
      await asLooked(watched.page, look);
      await watched.settled();
      return watched;
    },
    async go(as, path) {
      const opened = windows.has(as);
      const watched = await windowOf(as);
      if (!opened) await watched.page.goto(`${server.url}/admin`);
      await watched.page.evaluate(
        `history.pushState(null, '', ${JSON.stringify(`/admin${path}`)})`,
      );
      await watched.settled();
      return watched;
    },
    async close() {
      await browser.close();
      await server.end('SIGINT');
      await azurite.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What another platform signs with. */
const DESK_SECRET = Buffer.alloc(32, 7);

/** That platform reports the agent that it knows as Agent-77. */
async function reportFromDesk(url: string): Promise<void> {
  const at = new Date().toISOString();
  const agents = [{ id: 'Agent-77', version: '3', lastActive: at }];
  const body = JSON.stringify({ type: 'inventory.observed', data: { agents } });
  const response = await fetch(`${url}/api/v1/inventory/desk`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signature({ secret: DESK_SECRET, at, body }),
    },
    body,
  });
  if (!response.ok) throw new Error(`the report was not taken: ${response.status}`);
}

/** People are chosen as the app does it (`finance1+fresh`: having just signed in anew); programs have theirs from the command. */
async function tokenFor(url: string, dataDir: string, as: string): Promise<string> {
  if (as.includes(':') || as === 'gateway') return (await tokenOf(as, dataDir)).trim();
  const [name, how] = as.split('+');
  const response = await fetch(`${url}/admin/sign-in`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ person: `${name}@contoso.example`, stepUp: how === 'fresh' }),
  });
  return JSON.parse(await response.text()).accessToken;
}

async function newWindow(browser: Browser, url: string, accessToken: string) {
  const context = await browser.newContext({
    viewport: { width: DESK, height: HEIGHT },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  await signedIn(context, accessToken);
  return watch(await context.newPage(), context, url);
}

/** Theme and width change under the page, as they do in front of a person. */
export async function asLooked(page: Page, { theme = 'light', width = DESK }: Look): Promise<void> {
  await page.emulateMedia({
    media: 'screen',
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    forcedColors: theme === 'contrast' ? 'active' : 'none',
  });
  await page.setViewportSize({ width, height: HEIGHT });
}

/** Every window of the context is that person's. */
const signedIn = (context: BrowserContext, accessToken: string): Promise<unknown> =>
  context.addInitScript(
    `if (!sessionStorage.getItem('countersign.local')) sessionStorage.setItem('countersign.local', ${JSON.stringify(accessToken)});`,
  );

/** Writes down what a page does that it should not. */
export function watch(
  page: Page,
  context: BrowserContext,
  url: string,
): Watched & { readonly wrongs: string[] } {
  const wrongs: string[] = [];
  const underWay = new Set<Request>();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      wrongs.push(`console: ${message.text()}`);
  });
  page.on('pageerror', ({ message }) => wrongs.push(`exception: ${message}`));
  page.on('request', (request) => {
    underWay.add(request);
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      wrongs.push(`request: ${request.url()}`);
  });
  const ended = (request: Request): void => void underWay.delete(request);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  const settled = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; ) {
      await page.locator('h1').first().waitFor();
      await page.locator('[role="progressbar"]').first().waitFor({ state: 'detached' });
      quiet = underWay.size === 0 ? quiet + 1 : 0;
      await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
    }
  };
  return { page, context, wrongs, settled };
}

/** Where pictures go, if they are wanted. */
const SHOTS = process.env['ADMIN_SHOTS'];

/** A picture of the whole page, where pictures are wanted. */
export async function shotOf(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  const file = `${name.replaceAll(/[^\w-]+/g, '-')}.png`;
  await page.screenshot({ path: join(SHOTS, file), fullPage: true });
}
