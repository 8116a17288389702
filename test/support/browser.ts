import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What Chromium is started with in a test: headless, alone, calling nobody. */
export const chromiumArgs = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  readonly say: (line: string) => void;
}

const thisMachine: Machine = { env: process.env, exists: existsSync, say: console.warn };

/**
 * Where Chromium is: at `CHROMIUM_PATH` or where Debian puts it. Without one a CI run is in error
 * (`CI` is set); elsewhere a line says that browser tests are skipped and the answer is undefined:
 * `const chromium = chromiumPath(); describe.skipIf(chromium === undefined)(...)`.
 */
export function chromiumPath({ env, exists, say }: Machine = thisMachine): string | undefined {
  const named = env['CHROMIUM_PATH'];
  const found = (named === undefined ? places : [named]).find(exists);
  if (found !== undefined) return found;
  const missing = `No Chromium at ${named ?? places.join(', ')}`;
  if (env['CI']) throw new Error(`${missing}: CI runs the browser tests, so it must be installed.`);
  say(`${missing}: browser tests are skipped. On Debian: apt-get install chromium`);
  return undefined;
}
