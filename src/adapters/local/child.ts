import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { Stoppable } from './loopback.ts';

export interface ChildSettings {
  /** Loaded into the process before the script; a file of this folder. */
  readonly preload: URL;
  readonly script: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** How long it may take to end after SIGINT before it is killed. */
  readonly graceMs: number;
}

export interface Child extends Stoppable {
  /** What it has written so far, the last 8,000 characters of it. */
  readonly said: () => string;
  readonly hasEnded: () => boolean;
  /** Resolves when it has ended, by itself or not, and all it wrote has been read. */
  readonly ended: Promise<void>;
}

/** What a program needs of its surroundings; nothing that may be a secret, and no proxy. */
const INHERITED = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE'];

/**
 * Starts a Node script on the Node that runs this. It gets a process group of its own, so that Ctrl-C in the terminal
 * reaches the launcher alone, which stops what it started in the right order; and a stdin whose end means that the
 * launcher is gone.
 */
export function startChild(settings: ChildSettings): Child {
  const child = spawn(
    process.execPath,
    ['--import', settings.preload.href, settings.script, ...settings.args],
    {
      cwd: settings.cwd,
      env: { ...inherited(process.env), ...settings.env },
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let said = '';
  const listen = (text: string) => {
    said = (said + text).slice(-8_000);
  };
  child.stdout.setEncoding('utf8').on('data', listen);
  child.stderr.setEncoding('utf8').on('data', listen);
  child.stdin.on('error', () => {});
  let over = false;
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => listen(error.message)).once('error', () => resolve());
    child.once('close', () => resolve());
  }).then(() => {
    over = true;
  });
  return {
    said: () => said,
    hasEnded: () => over,
    ended,
    stop: async () => {
      if (!over) interrupt(child);
      await endsWithin(ended, settings.graceMs);
      if (!over) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Windows has no SIGINT to send: the end of stdin means the same there. */
function interrupt(child: ChildProcess): void {
  if (process.platform === 'win32') child.stdin?.end();
  else child.kill('SIGINT');
}

async function endsWithin(ended: Promise<void>, ms: number): Promise<void> {
  const grace = new AbortController();
  const late = wait(ms, undefined, { signal: grace.signal }).catch(() => {});
  await Promise.race([ended, late]);
  grace.abort();
}

const inherited = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Asks `isUp` again and again until it says yes. Answers false where the child ends first, or `withinMs` is over. */
export async function comesUp(
  child: Child,
  isUp: () => Promise<boolean>,
  withinMs: number,
): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!child.hasEnded() && performance.now() < deadline) {
    if (await isUp()) return !child.hasEnded();
    await wait(50);
  }
  return false;
}
