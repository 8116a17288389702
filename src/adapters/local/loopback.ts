import type { Server } from 'node:http';
import { createServer } from 'node:net';
import { isErrno } from './files.ts';

export const LOOPBACK = '127.0.0.1';

export interface Stoppable {
  /** Resolves when nothing of it is left; may be called again. */
  readonly stop: () => Promise<void>;
}

export interface Listening extends Stoppable {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly port: number;
}

/** Starts a server on 127.0.0.1. Port 0, as where none is given, takes a free one. Rejects where the port is taken. */
export async function listenOnLoopback(server: Server, port = 0): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return { origin: `http://${LOOPBACK}:${taken}`, port: taken, stop: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Whether a port of 127.0.0.1 is free at this moment. */
export async function isFree(port: number): Promise<boolean> {
  return (await bindOnce(port)) !== undefined;
}

/** A port of 127.0.0.1 that is free at this moment; whoever starts something on it must be ready to lose it. */
export async function freePort(): Promise<number> {
  const port = await bindOnce(0);
  if (port === undefined) throw new Error(`no free port on ${LOOPBACK}`);
  return port;
}

function bindOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) =>
      isErrno(error, 'EADDRINUSE', 'EACCES') ? resolve(undefined) : reject(error),
    );
    probe.listen(port, LOOPBACK, () => {
      const address = probe.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(bound));
    });
  });
}
