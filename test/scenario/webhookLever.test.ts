import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callSubscriber } from '../../src/adapters/webhooks/subscriber.ts';
import { webhookLever } from '../../src/features/pause/webhookLever.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const SECRET = Buffer.from('a secret that both sides know, long enough');

interface Got {
  readonly type: string;
  readonly data: { readonly id: string; readonly status: string };
  readonly isSigned: boolean;
}

/** A gateway outside: a real HTTP server that checks signatures and says what it has stopped. */
class Gateway {
  readonly got: Got[] = [];
  state = 'stopped';
  status = 200;
  #server: Server | undefined;

  async start(): Promise<string> {
    this.#server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const signed = `${String(req.headers['webhook-id'])}.${String(req.headers['webhook-timestamp'])}.${body}`;
        const right = `v1,${createHmac('sha256', SECRET).update(signed).digest('base64')}`;
        this.got.push({
          ...(JSON.parse(body) as Omit<Got, 'isSigned'>),
          isSigned: req.headers['webhook-signature'] === right,
        });
        res.writeHead(this.status, {
          'content-type': 'application/json',
          location: 'http://127.0.0.1:9/',
        });
        res.end(JSON.stringify({ state: this.state }));
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${((this.#server?.address() ?? {}) as AddressInfo).port}/hook`;
  }

  stop(): void {
    this.#server?.close();
  }
}

describe('the webhook lever', () => {
  const gateway = new Gateway();
  let world: WholeHouse;
  beforeAll(async () => {
    const url = await gateway.start();
    const lever = webhookLever(async (call) => [
      await callSubscriber({ url, secret: SECRET }, call, () => new Date()),
    ]);
    world = await openWholeHouse({ levers: [lever] });
  });
  afterAll(async () => {
    await world.close();
    gateway.stop();
  });

  const pause = async (target: string) => {
    const { body } = await world.call('admin', 'POST', '/pauses', { target, reason: 'drill' });
    await world.settle();
    const { body: list } = await world.call('admin', 'GET', '/pauses');
    const found = list.items.find(({ id }: { id: string }) => id === body.id);
    return {
      id: body.id,
      webhook: found.levers.find(({ name }: { name: string }) => name === 'webhook'),
    };
  };

  test('a subscriber is told by a signed call and asked back, and the receipt holds what it said', async () => {
    const { id, webhook } = await pause('agent:crm-assistant');
    expect(webhook).toMatchObject({
      answer: '1 of 1 subscribers accepted it',
      readAs: 'stopped',
      open: '',
    });
    expect(gateway.got.map(({ type }) => type)).toEqual(['pause.started', 'pause.read']);
    expect(gateway.got.every(({ isSigned }) => isSigned)).toBe(true);
    expect(gateway.got[0]?.data).toMatchObject({
      id,
      status: 'inForce',
      target: 'agent:crm-assistant',
    });
    expect(JSON.stringify(gateway.got)).not.toContain('drill');
  });

  test('one that says it still lets things through stands on the receipt as running', async () => {
    gateway.state = 'running';
    const { webhook } = await pause('agent:mail-assistant');
    expect(webhook).toMatchObject({ readAs: 'running' });
    expect(webhook.open).not.toBe('');
  });

  test('a redirect is no answer', async () => {
    gateway.status = 302;
    const answer = await callSubscriber(
      { url: 'http://127.0.0.1:1/', secret: SECRET },
      { id: 'x', type: 't', data: {} },
      () => new Date(),
    );
    expect(answer).toMatchObject({ kind: 'silent' });
    const { webhook } = await pause('agent:invoice-agent');
    expect(webhook?.readAs).not.toBe('stopped');
  });
});
