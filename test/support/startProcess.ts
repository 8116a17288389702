import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const UP_WITHIN_MS = 90_000;

export interface Ports {
  readonly server: number;
  readonly azurite: number;
  readonly playground: number;
}

/** `npm start` without npm: one process, and what it starts. */
export interface StartedEverything {
  readonly child: ChildProcess;
  /** All it has said, on both streams. */
  readonly said: () => string;
  /** SIGINT, as Ctrl-C sends it; the exit code. */
  readonly interrupt: () => Promise<number | null>;
}

const environment = (dataDir: string, ports: Ports) => ({
  PATH: process.env['PATH'],
  DATA_DIR: dataDir,
  PORT: String(ports.server),
  AZURITE_PORT: String(ports.azurite),
  PLAYGROUND_PORT: String(ports.playground),
});

/** Starts everything; resolves once it says what to open, or once it has ended. */
export async function startEverything(dataDir: string, ports: Ports): Promise<StartedEverything> {
  const child = spawn(process.execPath, ['src/main.ts', 'start'], {
    cwd: ROOT,
    env: environment(dataDir, ports),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'close');
  const up = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Ctrl-C stops everything')) resolve();
      });
  });
  const late = AbortSignal.timeout(UP_WITHIN_MS);
  late.addEventListener('abort', () => child.kill('SIGINT'));
  await Promise.race([up, ended]);
  return {
    child,
    said: () => said,
    interrupt: async () => {
      child.kill('SIGINT');
      await ended;
      return child.exitCode;
    },
  };
}

/** What `npm run token -- <who>` prints. */
export async function tokenOf(who: string, dataDir: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['src/main.ts', 'token', who], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
  });
  return stdout;
}
