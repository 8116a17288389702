import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { problem } from '../../kernel/problems.ts';
import { problemAnswer, write } from './answer.ts';
import { alive } from './outside.ts';

export interface Antechamber {
  /** Resolves when the port is free for whoever comes next. */
  stop(): Promise<void>;
}

/** Stands where the server will: `/healthz` says that the process lives, everything else is told to try again. */
export async function openAntechamber(host: string, port: number): Promise<Antechamber> {
  const notYet = problem('try-again', 'The server is starting: storage does not answer yet.', {
    retryAfter: 1,
  });
  const server = createServer((req, res) => {
    const answer = req.url === '/healthz' ? alive() : problemAnswer(notYet, randomUUID());
    write(res, answer, { connection: 'close' });
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
