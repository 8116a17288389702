import { connect } from 'node:net';
import { serveCalls } from './child.ts';

/** Calls that are all sent at once, and what became of each. */
export interface Flight {
  readonly port: number;
  readonly token: string;
  readonly body: object;
  readonly calls: number;
}

/** How many calls were answered so: `allow`, `deny`, or the status of a problem. */
export type Landed = Readonly<Record<string, number>>;

/** Connections; each carries its share of the calls one behind the other, without waiting for answers. */
const CONNECTIONS = 250;

async function fly({ port, token, body, calls }: Flight): Promise<Landed> {
  const text = JSON.stringify(body);
  const request = [
    'POST /api/v1/authorize HTTP/1.1',
    'host: 127.0.0.1',
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    '',
    text,
  ].join('\r\n');
  const landed: Record<string, number> = {};
  const connections = Math.min(CONNECTIONS, calls);
  const each = Math.ceil(calls / connections);
  const count = (name: string) => {
    landed[name] = (landed[name] ?? 0) + 1;
  };
  await Promise.all(
    Array.from({ length: connections }, () => pipelined(port, request.repeat(each), each, count)),
  );
  return landed;
}

const LENGTH = /^content-length: (\d+)/im;

function pipelined(
  port: number,
  requests: string,
  expected: number,
  count: (outcome: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = '';
    let left = expected;
    const socket = connect(port, '127.0.0.1', () => socket.write(requests));
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      received += chunk;
      for (let end = lengthOfFirst(received); end !== undefined; end = lengthOfFirst(received)) {
        count(outcomeOf(received.slice(0, end)));
        received = received.slice(end);
        left -= 1;
      }
      if (left > 0) return;
      socket.destroy();
      resolve();
    });
  });
}

/** How long the first answer is, once all of it is there. */
function lengthOfFirst(received: string): number | undefined {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const end = head + 4 + Number(LENGTH.exec(received.slice(0, head + 2))?.[1] ?? 0);
  return received.length < end ? undefined : end;
}

const outcomeOf = (answer: string): string =>
  /"outcome":"(\w+)"/.exec(answer)?.[1] ?? answer.slice(9, 12);

serveCalls(fly);
