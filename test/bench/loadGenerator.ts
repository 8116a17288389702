import { connect, type Socket } from 'node:net';

/** One request, repeated over many connections: what stands on the wire is made once, and answers are only counted. */
export interface Load {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Connections. */
  readonly concurrency: number;
  readonly ms: number;
}

export interface Loaded {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
}

const HOST = '127.0.0.1';

/** Sends as fast as answers come, each connection one request at a time. */
export async function generate(load: Load): Promise<Loaded> {
  const request = bytesOf(load);
  const waits: number[] = [];
  const statuses: Record<string, number> = {};
  const start = performance.now();
  const end = start + load.ms;
  const one = async (): Promise<void> => {
    const wire = await open(load.port);
    while (performance.now() < end) {
      const sent = performance.now();
      const status = await wire.call(request);
      waits.push(performance.now() - sent);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    wire.close();
  };
  await Promise.all(Array.from({ length: load.concurrency }, one));
  const took = performance.now() - start;
  waits.sort((a, b) => a - b);
  const quantile = (share: number): number => waits[Math.floor(waits.length * share)] ?? 0;
  const perSecond = (waits.length / took) * 1_000;
  return { perSecond, p50: quantile(0.5), p99: quantile(0.99), statuses };
}

function bytesOf({ path, headers, body }: Load): Buffer {
  const all = {
    host: HOST,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`POST ${path} HTTP/1.1`, ...lines, '', body].join('\r\n'));
}

interface Wire {
  /** Answers the status of the response. */
  call(request: Buffer): Promise<string>;
  close(): void;
}

function open(port: number): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, HOST);
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.once('connect', () => resolve(wireOn(socket)));
  });
}

const LENGTH = /^content-length: (\d+)/im;

function wireOn(socket: Socket): Wire {
  let received = '';
  let waiting: { resolve(status: string): void; reject(error: Error): void } | undefined;
  const gone = () => waiting?.reject(new Error('the connection was closed'));
  socket.setEncoding('latin1');
  socket.on('error', gone);
  socket.on('close', gone);
  socket.on('data', (chunk: string) => {
    received += chunk;
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(LENGTH.exec(received)?.[1] ?? 0);
    if (received.length < head + 4 + length) return;
    const status = received.slice(9, 12);
    received = '';
    waiting?.resolve(status);
  });
  return {
    call: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}
