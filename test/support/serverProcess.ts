import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_WITHIN_MS = 40_000;

/** A line of the server's log. */
export interface LogLine {
  readonly level?: string;
  readonly event?: string;
  readonly [field: string]: unknown;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** From the signal to the end of the process, in milliseconds. */
  readonly ms: number;
}

/** `node src/main.ts serve` in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from spawn until it answered `/readyz` with 200. */
  readonly readyMs: number;
  /** What it has logged, oldest first. */
  readonly log: readonly LogLine[];
  /** What it wrote to standard error. */
  readonly errors: readonly string[];
  readonly running: boolean;
  /** Sends a signal and waits for the end. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<Ended>;
}

export interface ServerOptions {
  readonly dataDir: string;
  readonly tables: string;
  /** A free one unless given. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** What runs; `src/main.ts serve` unless given. */
  readonly entry?: readonly string[];
}

/** A server that has begun and may not be ready yet. */
export interface BegunServer {
  readonly child: ChildProcess;
  readonly log: LogLine[];
  readonly errors: string[];
  readonly began: number;
}

/** Starts one without waiting for it. */
export function beginServer({
  dataDir,
  tables,
  port = 0,
  env = {},
  entry = ['src/main.ts', 'serve'],
}: ServerOptions): BegunServer {
  const began = performance.now();
  const child = spawn(process.execPath, [...entry], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      COUNTERSIGN_MODE: 'local',
      PORT: String(port),
      DATA_DIR: dataDir,
      TABLES_CONNECTION_STRING: tables,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: LogLine[] = [];
  const errors: string[] = [];
  createInterface(child.stdout).on('line', (line) => log.push(readLine(line)));
  createInterface(child.stderr).on('line', (line) => errors.push(line));
  return { child, log, errors, began };
}

/** Starts one and waits until it is ready. Rejects with what it said where it ends before that. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const begun = beginServer(options);
  const { child, log, errors, began } = begun;
  const url = await readyUrl(begun);
  const readyMs = performance.now() - began;
  return {
    url,
    pid: child.pid ?? 0,
    readyMs,
    log,
    errors,
    get running() {
      return child.exitCode === null && child.signalCode === null;
    },
    end: (signal) => endOf(child, signal),
  };
}

/** Waits for the log line that says it is ready, and for `/readyz` to say so too. */
async function readyUrl({ child, log, errors }: BegunServer): Promise<string> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${errors.join('\n')}`);
    const url = log.find(({ event }) => event === 'server-ready')?.['url'];
    if (typeof url === 'string' && (await answers(`${url}/readyz`))) return url;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready in time: ${errors.join('\n')}`);
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Sends a signal to a process and waits for its end. */
export async function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<Ended> {
  const began = performance.now();
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
  return { code: child.exitCode, signal: child.signalCode, ms: performance.now() - began };
}

function readLine(line: string): LogLine {
  try {
    return JSON.parse(line);
  } catch {
    return { event: 'not-json', line };
  }
}
