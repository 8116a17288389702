import path from 'node:path';
import { runDemo } from '../adapters/local/demoAgent.ts';
import type { Config, LocalConfig } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import { Fault } from '../kernel/faults.ts';
import type { Log } from '../kernel/log.ts';
import { fillExample } from './fillExample.ts';
import { readLocalFile } from './localFile.ts';
import { openLocal } from './localParts.ts';
import { serve } from './serve.ts';
import { connectionStringOf, LOCAL_ORGANISATION, localSettings } from './settings.ts';
import { TOKEN_USAGE, tokenFor } from './token.ts';

/** What the process gives a command. */
export interface Around {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly version: string;
  readonly log: Log;
  /** A line on standard output. */
  readonly say: (line: string) => void;
  /** A line on standard error. */
  readonly complain: (line: string) => void;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

type Command = (args: readonly string[], around: Around) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  token: tokenCommand,
  demo: demoCommand,
};

/** Runs `start`, `serve`, `token`, `demo` or `ledger`; answers the exit code. */
export async function runCommand(
  name: string,
  args: readonly string[],
  around: Around,
): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command(args, around);
  around.complain(
    `There is no command ${JSON.stringify(name)}: use ${Object.keys(COMMANDS).join(', ')}.`,
  );
  return 2;
}

export function localOf({ config }: Pick<Around, 'config'>): LocalConfig {
  if (config.mode === 'local') return config;
  throw new Fault(
    'misconfigured',
    'This command works on the local ledger only: unset COUNTERSIGN_MODE or set it to local.',
  );
}

export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

async function serveCommand(_args: readonly string[], around: Around): Promise<number> {
  const config = localOf(around);
  const tablesConnectionString = await connectionStringOf(
    config,
    around.secrets.tablesConnectionString,
  );
  const opened = await openLocal(localSettings(config, { ...around, tablesConnectionString }));
  const running = await serve(opened, { ...config, fill: fillExample }, around.log);
  await aborted(around.signal);
  await running.stop();
  return 0;
}

async function tokenCommand(args: readonly string[], around: Around): Promise<number> {
  const { dataDir } = localOf(around);
  const token = await tokenFor(args, { dataDir, ...LOCAL_ORGANISATION });
  if (token === undefined)
    around.complain(`Nobody is called ${JSON.stringify(args.join(' '))}.\n${TOKEN_USAGE}`);
  else around.say(token);
  return token === undefined ? 2 : 0;
}

/** The server that is set by HOST and PORT, or the one that `npm start` runs here. */
const serverOf = async (config: LocalConfig): Promise<string> =>
  (await readLocalFile(config.dataDir))?.server ?? `http://${config.host}:${config.port}`;

async function demoCommand(_args: readonly string[], around: Around): Promise<number> {
  const config = localOf(around);
  const token = await tokenFor(['agent:crm-assistant'], {
    dataDir: config.dataDir,
    ...LOCAL_ORGANISATION,
  });
  const server = await serverOf(config);
  const end = await runDemo({
    ...around,
    server,
    token: token ?? '',
    folder: path.join(config.dataDir, 'mail'),
    now: () => new Date(),
  });
  if (end.kind === 'sent') return 0;
  around.say(`Nothing was sent: ${end.because}.`);
  return 1;
}
