import { randomUUID } from 'node:crypto';
import { Server as NodeServer } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import restify, { type Request, type Response, type Server } from 'restify';
import { Fault } from '../../kernel/faults.ts';
import type { Log } from '../../kernel/log.ts';
import { type Problem, problem } from '../../kernel/problems.ts';
import { problemAnswer, write } from './answer.ts';
import { wrongType } from './body.ts';

declare module 'restify' {
  interface Server {
    /** Missing in the types: runs before all else, at once; false where it has answered. */
    first(handler: (req: Request, res: Response) => boolean): void;
  }
}

/** Milliseconds. */
export interface Timeouts {
  /** From a connection's first byte to the end of the headers. */
  readonly headers: number;
  /** To the end of the body. */
  readonly request: number;
  readonly keepAlive: number;
}

export const TIMEOUTS: Timeouts = { headers: 10_000, request: 20_000, keepAlive: 65_000 };

/** A restify server that answers problem documents wherever restify would answer in its own words. */
export function restifyServer(timeouts: Timeouts, log: Log): { server: Server; node: NodeServer } {
  const server = restify.createServer({ name: '' });
  const node = plainServer(server.server);
  node.headersTimeout = timeouts.headers;
  node.requestTimeout = timeouts.request;
  node.keepAliveTimeout = timeouts.keepAlive;
  // Read when the server begins to listen; restify has no way to hand it over, and 30 s is Node's default.
  Object.assign(node, { connectionsCheckingInterval: Math.min(1_000, timeouts.headers / 2) });
  node.on('clientError', refuseUnparsed);
  const refuse = refusing(log);
  server.first((req, res) => {
    const early = earlyProblem(req);
    if (early !== undefined) refuse(req, res, early);
    return early === undefined;
  });
  server.on('restifyError', (req: Request, res: Response, error: unknown) => {
    const refused = routingProblem(res, error);
    if (refused.problem === 'internal') log.error('call-failed', { error });
    refuse(req, res, refused);
  });
  // restify passes every error of the HTTP server on: unheard, a taken port would end the process past `listen`.
  server.on('error', () => {});
  server.on('upgrade', (_req: Request, socket: Socket) => socket.destroy());
  return { server, node };
}

/** Bytes that are no HTTP, or came too slowly: nothing of restify's has seen them. */
function refuseUnparsed(error: Error, socket: Duplex): void {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return void socket.end(
      'HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
    );
  const { type, text } = problemAnswer(problem('bad-request', 'This is not HTTP.'), randomUUID());
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text.toString()}`,
  );
}

function plainServer(server: unknown): NodeServer {
  if (isNodeServer(server)) return server;
  throw new Fault('misconfigured', 'restify gave no HTTP server');
}

const isNodeServer = (server: unknown): server is NodeServer => server instanceof NodeServer;

/** Answers what no route sees; the log line tells no address, which is a stranger's text. */
const refusing =
  (log: Log) =>
  (req: Request, res: Response, refused: Problem): void => {
    const requestId = randomUUID();
    const answer = problemAnswer(refused, requestId);
    write(res, answer, {});
    const { status } = answer;
    log.info('call-answered', { requestId, method: req.method, status, problem: refused.problem });
  };

/** What would end the process or fool a parser further on: an address that is none, and an encoded body. */

function earlyProblem(req: Request): Problem | undefined {
  try {
    req.getUrl();
  } catch {
    return problem('bad-request', 'The address or the Host header is not valid.');
  }
  return req.headers['content-encoding'] === undefined ? undefined : wrongType();
}

/** restify sets Allow itself where a path knows other methods. */
function routingProblem(res: Response, error: unknown): Problem {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 405)
    return problem('method-not-allowed', `Allowed here: ${String(res.getHeader('allow'))}.`);
  if (status === 404) return problem('not-found', 'There is nothing at this address.');
  return problem('internal', 'Something went wrong on our side. Nothing was confirmed.');
}
