/*
 * Loaded into Azurite's process before Azurite itself (`node --import`). Azurite loses acknowledged writes when two
 * processes share a location, when it dies of anything but its first SIGINT, and when it outlives whoever would send one;
 * and it answers to any name.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isFromElsewhere, letIn, namesOf } from './visitors.ts';

const at = process.argv.indexOf('--location');
const location = process.argv[at + 1];
if (at < 0 || location === undefined) throw new Error('azuritePreload.ts needs --location');

/** Its key is public, so a web page that reaches it under another name (DNS rebinding) could sign what it likes. None does. */
const hosts = namesOf(Number(process.argv[process.argv.indexOf('--tablePort') + 1]));
letIn((req) => {
  const { host = '', origin } = req.headers;
  return hosts.includes(host) && origin === undefined && !isFromElsewhere(req);
});

/** SQLite's file lock is the system's: it is gone with the process, however that ends. Held until then. */
mkdirSync(location, { recursive: true, mode: 0o700 });
const owner = new DatabaseSync(join(location, 'in-use.lock'), { timeout: 0 });
try {
  owner.exec('BEGIN EXCLUSIVE');
} catch {
  process.stderr.write('location-in-use\n');
  process.exit(1);
}
// Names it for as long as the process lives: once collected as garbage it would let go of the lock.
process.on('exit', () => owner.close());

/** Azurite saves and ends on the first SIGINT; a second, from a terminal or a launcher, must not cut that short. */
let ending = false;
process.on('SIGINT', () => {
  const isAlone = process.listenerCount('SIGINT') === 1;
  if (isAlone && !ending) process.exit(0);
  ending = true;
});
const end = (): void => void process.emit('SIGINT');
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
/** The launcher holds the other end of stdin: it closes when the launcher is gone. Open, it keeps nobody waiting. */
process.stdin.on('end', end).on('error', end).resume().unref();
