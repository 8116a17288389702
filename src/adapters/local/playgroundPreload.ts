/*
 * Loaded into the playground's process before the playground itself (`node --import`). On its own it listens on all
 * interfaces, on another port where its own is taken, and speaks to any web page, in the name of any user.
 */
import { Server as NetServer } from 'node:net';
import { isFromElsewhere, letIn, namesOf, replace } from './visitors.ts';

const LOOPBACK = '127.0.0.1';
const at = process.argv.indexOf('-p');
const port = Number(process.argv[at + 1]);
if (at < 0 || !Number.isInteger(port)) throw new Error('playgroundPreload.ts needs -p');

replace(NetServer.prototype, 'listen', (args, go) => {
  const [where, host] = args;
  if (typeof where !== 'number' || typeof host === 'string') return go(args);
  if (where === port) return go([port, LOOPBACK, ...args.slice(1)]);
  process.stderr.write('port-lost\n');
  return process.exit(1);
});

const hosts = namesOf(port);
const origins = hosts.map((host) => `http://${host}`);

/** The playground's own pages, and programs that are no browser. A page under a rebound name, or of another origin, is neither. */
letIn((req) => {
  const { host = '', origin } = req.headers;
  const isOwn = origin === undefined ? !isFromElsewhere(req) : origins.includes(origin);
  return hosts.includes(host) && isOwn;
});

/** The launcher holds the other end of stdin: it closes when the launcher is gone. Open, it keeps nobody waiting. */
const end = (): never => process.exit(0);
process.stdin.on('end', end).on('error', end).resume().unref();
