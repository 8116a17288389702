import path from 'node:path';
import { runDemo } from '../adapters/local/demoAgent.ts';
import type { AzureConfig, LocalConfig } from '../config/config.ts';
import { type Around, aborted, localOf } from './around.ts';
import { fillExample } from './fillExample.ts';
import { ledgerCommand } from './ledger/command.ts';
import { readLocalFile } from './localFile.ts';
import { openLocal } from './localParts.ts';
import { openOnceThere, serve } from './serve.ts';
import { connectionStringOf, LOCAL_ORGANISATION, localSettings } from './settings.ts';
import { startCommand } from './start.ts';
import { TOKEN_USAGE, tokenFor } from './token.ts';

type Command = (args: readonly string[], around: Around) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  start: startCommand,
  serve: serveCommand,
  token: tokenCommand,
  demo: demoCommand,
  ledger: ledgerCommand,
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

async function serveCommand(_args: readonly string[], around: Around): Promise<number> {
  const { config } = around;
  if (config.mode === 'azure') return serveInAzure(config, around);
  const tablesConnectionString = await connectionStringOf(
    config,
    around.secrets.tablesConnectionString,
  );
  const settings = localSettings(config, { ...around, tablesConnectionString });
  const opened = await openOnceThere(() => openLocal(settings), config, around);
  if (opened === undefined) return 0;
  const running = await serve(opened, { ...config, fill: fillExample }, around);
  await aborted(around.signal);
  await running.stop();
  return 0;
}

async function serveInAzure(config: AzureConfig, around: Around): Promise<number> {
  // Azure's packages are loaded where they are used only.
  const { openAzureParts } = await import('./azureParts.ts');
  const opened = await openOnceThere(() => openAzureParts(config, around), config, around);
  if (opened === undefined) return 0;
  const running = await serve(opened, { ...config, fill: async () => {} }, around);
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
  around.say(`Nothing was sent. ${end.because}`);
  return 1;
}
