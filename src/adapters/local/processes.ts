import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';

/** A program that runs on this machine. Only Linux tells; elsewhere there seem to be none. */
export interface RunningProgram {
  readonly pid: number;
  /** Program and arguments. */
  readonly command: readonly string[];
}

export async function runningPrograms(): Promise<readonly RunningProgram[]> {
  const pids = (await entries('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => ({
      pid: Number(pid),
      command: (await textOf(`/proc/${pid}/cmdline`)).split('\0').filter((part) => part !== ''),
    })),
  );
  return found.filter(({ command }) => command.length > 0);
}

/** The folder it works in, where this user may know. */
export const folderOf = (pid: number): Promise<string | undefined> =>
  readlink(`/proc/${pid}/cwd`).catch(() => undefined);

/** As `node azurite.js (pid 812)`: file names only, as the rest of a command line may hold secrets. */
export function nameOf({ pid, command: [program = '', ...args] }: RunningProgram): string {
  const script = args.find((arg) => /^[^:]+\.[cm]?[jt]s$/.test(arg));
  const names = script === undefined ? [program] : [program, script];
  return `${names.map((name) => basename(name)).join(' ')} (pid ${pid})`;
}

/** Who listens on a port of this machine, by name; undefined where the system does not tell. */
export async function whoListens(port: number): Promise<string | undefined> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(textOf));
  const sockets = new Set(
    tables.flatMap((table) => table.split('\n').flatMap((line) => listener(line, port))),
  );
  if (sockets.size === 0) return undefined;
  for (const program of await runningPrograms())
    if (await holds(program.pid, sockets)) return nameOf(program);
  return undefined;
}

const LISTENING = '0A';

/** The socket, as its holder's file descriptors name it, where a line of the table is about that port. */
function listener(line: string, port: number): string[] {
  const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
  const isIt = state === LISTENING && Number.parseInt(local.split(':')[1] ?? '', 16) === port;
  return isIt && inode !== undefined ? [`socket:[${inode}]`] : [];
}

async function holds(pid: number, sockets: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  for (const fd of await entries(folder)) {
    const target = await readlink(`${folder}/${fd}`).catch(() => '');
    if (sockets.has(target)) return true;
  }
  return false;
}

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
const entries = (path: string): Promise<string[]> => readdir(path).catch(() => []);
