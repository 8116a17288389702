import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { selfSigned } from './certificate.ts';

/** A call as it came over the wire. */
export interface Received {
  readonly method: string;
  /** Path and query, encoded as they were sent. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON where it is no text. */
  readonly body?: string | object;
}

/**
 * How a call goes wrong: an answer that is not the service's, a connection reset, no answer at all, or a call that is
 * carried out and not acknowledged.
 */
export type Failure = Answer | 'reset' | 'hang' | 'unacknowledged';

export interface FakeServer {
  /** `https://127.0.0.1:<port>`; this process trusts its certificate. */
  readonly origin: string;
  readonly port: number;
  readonly calls: Received[];
  /** The next `times` calls whose URL matches fail so. */
  fail(failure: Failure, times?: number, url?: RegExp): void;
  close(): Promise<void>;
}

/** One for all services of a process. */
const { certificate, key } = selfSigned('login.microsoftonline.com');
setDefaultCACertificates([...getCACertificates('default'), certificate]);

/** A service of Microsoft's on an ephemeral loopback port, over TLS. */
export async function startFakeServer(answer: (call: Received) => Answer): Promise<FakeServer> {
  const calls: Received[] = [];
  const planned: { readonly failure: Failure; readonly url: RegExp; left: number }[] = [];

  function respond(call: Received, response: ServerResponse): void {
    calls.push(call);
    const plan = planned.find(({ left, url }) => left > 0 && url.test(call.url));
    if (plan) plan.left -= 1;
    const failure = plan?.failure;
    if (failure === 'hang') return;
    if (failure === 'reset') return void response.destroy();
    if (typeof failure === 'object') return send(response, failure);
    const answered = answer(call);
    if (failure === 'unacknowledged') response.destroy();
    else send(response, answered);
  }

  const server = createServer({ cert: certificate, key }, (request, response) => {
    void received(request).then((call) => respond(call, response));
  });
  /** Those in the midst of their handshake too, which the server itself does not count. */
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => void sockets.add(socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${port}`,
    port,
    calls,
    fail: (failure, times = 1, url = /^/) => void planned.push({ failure, url, left: times }),
    async close() {
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function received(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = request;
  return { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function send(response: ServerResponse, { status = 200, headers = {}, body = '' }: Answer): void {
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
    ...headers,
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
