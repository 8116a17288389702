/*
 * Loaded into the playground's process before the playground itself (`node --import`). On its own it listens on all
 * interfaces, on another port where its own is taken, and speaks to any web page, in the name of any user.
 */
import { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { Duplex } from 'node:stream';

const LOOPBACK = '127.0.0.1';
const at = process.argv.indexOf('-p');
const port = Number(process.argv[at + 1]);
if (at < 0 || !Number.isInteger(port)) throw new Error('playgroundPreload.ts needs -p');

type Args = readonly unknown[];

/** Puts `around` in place of a method; `go` calls what stood there, on the same object. */
function replace(owner: object, name: string, around: (args: Args, go: Go) => unknown): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new Error(`there is no ${name} to replace`);
  const value = function wrapped(this: unknown, ...args: Args): unknown {
    return around(args, (instead) => Reflect.apply(original, this, instead));
  };
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}
type Go = (args: Args) => unknown;

replace(NetServer.prototype, 'listen', (args, go) => {
  const [where, host] = args;
  if (typeof where !== 'number' || typeof host === 'string') return go(args);
  if (where === port) return go([port, LOOPBACK, ...args.slice(1)]);
  process.stderr.write('port-lost\n');
  return process.exit(1);
});

const HOSTS = [`${LOOPBACK}:${port}`, `localhost:${port}`];
const ORIGINS = HOSTS.map((host) => `http://${host}`);

/** The playground's own pages, and programs that are no browser. A page under a rebound name, or of another origin, is neither. */
const isOurs = ({ headers: { host, origin } }: IncomingMessage): boolean =>
  HOSTS.includes(host ?? '') && (origin === undefined || ORIGINS.includes(origin));

replace(HttpServer.prototype, 'emit', (args, go) => {
  const [event, req, answer] = args;
  const isCall = event === 'request' || event === 'upgrade';
  if (!isCall || !(req instanceof IncomingMessage) || isOurs(req)) return go(args);
  if (answer instanceof ServerResponse) answer.writeHead(403).end();
  else if (answer instanceof Duplex) answer.destroy();
  return true;
});

/** The launcher holds the other end of stdin: it closes when the launcher is gone. Open, it keeps nobody waiting. */
const end = (): never => process.exit(0);
process.stdin.on('end', end).on('error', end).resume().unref();
