import { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';

type Args = readonly unknown[];
type Go = (args: Args) => unknown;

/** Puts `around` in place of a method; `go` calls what stood there, on the same object. */
export function replace(
  owner: object,
  name: string,
  around: (args: Args, go: Go) => unknown,
): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new Error(`there is no ${name} to replace`);
  const value = function wrapped(this: unknown, ...args: Args): unknown {
    return around(args, (instead) => Reflect.apply(original, this, instead));
  };
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}

/** Answers 403 to whoever is not let in, in every HTTP server of this process that is not ours to change. */
export function letIn(isWelcome: (req: IncomingMessage) => boolean): void {
  replace(HttpServer.prototype, 'emit', (args, go) => {
    const [event, req, answer] = args;
    const isCall = event === 'request' || event === 'upgrade';
    if (!isCall || !(req instanceof IncomingMessage) || isWelcome(req)) return go(args);
    if (answer instanceof ServerResponse) answer.writeHead(403).end();
    else if (answer instanceof Duplex) answer.destroy();
    return true;
  });
}

/** What a server on this port of this machine is called. A page under a rebound name calls it something else. */
export const namesOf = (port: number): readonly string[] => [
  `127.0.0.1:${port}`,
  `localhost:${port}`,
];

/** Whether a browser sends this for a page of another origin: to fetch, to frame or to post. Following a link is not that. */
export function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  const isLink =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return (site === 'cross-site' || site === 'same-site') && !isLink;
}
