import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What goes wrong with one call. `err-before`: 503, the service never sees it. `err-after`: the service does it, the caller
 * gets 500. `reset-before`, `reset-after`: the same with a broken connection. `hang`: done, and never answered.
 * `throttle`: 429. `stale`: 412 for nothing. `down`: nobody takes the connection.
 */
export const FAULTS = [
  'err-before',
  'err-after',
  'reset-before',
  'reset-after',
  'hang',
  'throttle',
  'stale',
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** Share of the calls that meet each fault, from 0 to 1. */
export type FaultRates = Readonly<Partial<Record<FaultKind, number>>>;

/** An HTTP proxy on a loopback port that lets calls to a service go wrong, as its numbers say. */
export interface FaultProxy {
  readonly port: number;
  /** From now on. Nothing: every call passes. */
  meet(rates: FaultRates): void;
  /** Takes no connection and breaks those there are, until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** How many calls met each fault so far. */
  readonly met: Readonly<Partial<Record<FaultKind | 'passed', number>>>;
  close(): Promise<void>;
}

interface Options {
  readonly targetPort: number;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
  /** Where it listens; a free port unless given. */
  readonly port?: number;
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly forward: () => Promise<Forwarded>;
}

interface Forwarded {
  readonly answer: IncomingMessage;
  readonly body: Buffer;
}

const json = { 'content-type': 'application/json' };

/** What becomes of a call that meets a fault. */
const DEEDS: Readonly<Record<FaultKind, (exchange: Exchange) => Promise<void> | void>> = {
  'err-before': ({ response }) =>
    void response.writeHead(503, json).end('{"odata.error":{"code":"ServerBusy"}}'),
  throttle: ({ response }) => void response.writeHead(429, json).end('{}'),
  stale: ({ response }) =>
    void response
      .writeHead(412, json)
      .end('{"odata.error":{"code":"UpdateConditionNotSatisfied"}}'),
  'reset-before': ({ incoming }) => void incoming.socket.destroy(),
  'err-after': async ({ response, forward }) => {
    await forward();
    response.writeHead(500, json).end('{"odata.error":{"code":"InternalError"}}');
  },
  'reset-after': async ({ incoming, forward }) => {
    await forward();
    incoming.socket.destroy();
  },
  hang: async ({ forward }) => {
    await forward();
  },
};

/** Starts one before the service on `targetPort` of this machine. */
export async function startFaultProxy({ targetPort, random, port }: Options): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const met: Partial<Record<FaultKind | 'passed', number>> = {};
  let rates: FaultRates = {};

  function fate(): FaultKind | undefined {
    let left = random();
    for (const kind of FAULTS) {
      left -= rates[kind] ?? 0;
      if (left < 0) return kind;
    }
    return undefined;
  }

  async function take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    const forward = () => forwarded(incoming, body, { agent, port: targetPort });
    const kind = fate();
    met[kind ?? 'passed'] = (met[kind ?? 'passed'] ?? 0) + 1;
    if (kind !== undefined) return DEEDS[kind]({ incoming, response, body, forward });
    const passed = await forward();
    response.writeHead(passed.answer.statusCode ?? 502, passed.answer.headers).end(passed.body);
  }

  const server = createServer((incoming, response) => {
    take(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const bound = await listen(port ?? 0);
  const down = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    port: bound,
    met,
    meet: (next) => {
      rates = next;
    },
    down,
    up: async () => {
      if (!server.listening) await listen(bound);
    },
    close: async () => {
      await down();
      agent.destroy();
    },
  };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The same call to the service; the Host header stays as it was, since the service's signature covers the address. */
function forwarded(
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  to: { readonly agent: Agent; readonly port: number },
): Promise<Forwarded> {
  return new Promise((resolve, reject) => {
    const { 'transfer-encoding': _, connection: _own, ...kept } = headers;
    const call = request(
      {
        ...to,
        host: '127.0.0.1',
        method,
        path: url,
        headers: { ...kept, 'content-length': body.length },
      },
      (answer) => {
        bytesOf(answer).then((read) => {
          delete answer.headers['transfer-encoding'];
          delete answer.headers.connection;
          answer.headers['content-length'] = String(read.length);
          resolve({ answer, body: read });
        }, reject);
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
