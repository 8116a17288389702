import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Card } from '../../src/kernel/chat.ts';

/** What the bot sent, as it came over the wire. */
export interface Delivery {
  readonly kind: 'send' | 'update';
  /** Epoch milliseconds at which it arrived. */
  readonly at: number;
  readonly conversationId: string;
  readonly activityId: string;
  readonly text: string | undefined;
  readonly card: Card | undefined;
  readonly summary: string | undefined;
  /** The activity whole, and the token it came with. */
  readonly activity: Readonly<Record<string, unknown>>;
  readonly authorization: string;
}

/**
 * How a call goes wrong: an answer with a status, a connection reset before anything is taken, one that is taken and
 * never acknowledged, or an answer that comes too late.
 */
export type Failure =
  | {
      readonly status: number;
      readonly retryAfter?: number | string;
      readonly location?: string;
    }
  | 'reset'
  | 'unacknowledged'
  | { readonly slowMs: number };

export interface FakeConnector {
  /** `http://127.0.0.1:<port>`: metadata under `/metadata`, keys under `/keys`, conversations under `/connector/v3`. */
  readonly origin: string;
  /** Everything that was taken, in order; what failed is not here, save what was not acknowledged. */
  readonly deliveries: Delivery[];
  /** Every call to the conversations, failed ones too. */
  readonly calls: { readonly at: number; readonly method: string; readonly url: string }[];
  /** The next `times` calls fail so; of one conversation where said. */
  fail(failure: Failure, times?: number, conversationId?: string): void;
  close(): Promise<void>;
}

interface Planned {
  readonly failure: Failure;
  readonly conversationId: string | undefined;
  left: number;
}

const ACTIVITIES = /^\/connector\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

/** The Bot Connector's half of Teams on an ephemeral loopback port. */
export async function startFakeConnector(keys: object): Promise<FakeConnector> {
  const deliveries: Delivery[] = [];
  const calls: FakeConnector['calls'] = [];
  const planned: Planned[] = [];
  let serial = 0;

  function take(kind: Delivery['kind'], place: Place, request: Request): Delivery {
    const { text, summary, attachments } = request.body as {
      text?: string;
      summary?: string;
      attachments?: { content: Card }[];
    };
    serial += 1;
    const delivery = {
      kind,
      at: Date.now(),
      conversationId: place.conversationId,
      activityId: place.activityId ?? `m-${serial}`,
      text,
      card: attachments?.[0]?.content,
      summary,
      activity: request.body,
      authorization: request.authorization,
    };
    deliveries.push(delivery);
    return delivery;
  }

  async function converse(place: Place, request: Request, response: ServerResponse) {
    calls.push({ at: Date.now(), method: request.method, url: request.url });
    const failure = nextFailure(planned, place.conversationId);
    if (failure === 'reset') return response.destroy();
    if (typeof failure === 'object' && 'status' in failure)
      return answer(
        response,
        failure.status,
        { error: { code: 'Planned' } },
        {
          'retry-after': failure.retryAfter,
          location: failure.location,
        },
      );
    if (typeof failure === 'object') await new Promise((go) => setTimeout(go, failure.slowMs));
    const isUpdate = request.method === 'PUT';
    if (isUpdate && !deliveries.some(({ activityId }) => activityId === place.activityId))
      return answer(response, 404, { error: { code: 'ActivityNotFound' } });
    const { activityId } = take(isUpdate ? 'update' : 'send', place, request);
    return failure === 'unacknowledged'
      ? response.destroy()
      : answer(response, isUpdate ? 200 : 201, { id: activityId });
  }

  const server = createServer((incoming, response) => {
    void readRequest(incoming).then((request) => {
      if (request.url === '/metadata')
        return answer(response, 200, { issuer: 'fake', jwks_uri: `${origin}/keys` });
      if (request.url === '/keys') return answer(response, 200, keys);
      const [, conversationId, activityId] = ACTIVITIES.exec(request.url) ?? [];
      if (conversationId === undefined) return answer(response, 404, {});
      const place = {
        conversationId: decodeURIComponent(conversationId),
        activityId: activityId && decodeURIComponent(activityId),
      };
      return converse(place, request, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    deliveries,
    calls,
    fail: (failure, times = 1, conversationId) =>
      void planned.push({ failure, conversationId, left: times }),
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Place {
  readonly conversationId: string;
  readonly activityId: string | undefined;
}

interface Request {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body: Record<string, unknown>;
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: incoming.method ?? '',
    url: incoming.url ?? '',
    authorization: incoming.headers.authorization ?? '',
    body: text === '' ? {} : JSON.parse(text),
  };
}

function nextFailure(planned: Planned[], conversationId: string): Failure | undefined {
  const plan = planned.find(
    (it) => it.left > 0 && (it.conversationId ?? conversationId) === conversationId,
  );
  if (plan === undefined) return undefined;
  plan.left -= 1;
  return plan.failure;
}

function answer(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, number | string | undefined>> = {},
): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, String(value));
  response.end(JSON.stringify(body));
}
