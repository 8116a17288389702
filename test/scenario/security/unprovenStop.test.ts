import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { callSubscriber } from '../../../src/adapters/webhooks/subscriber.ts';
import type { Lever, LeverReading } from '../../../src/features/pause/deps.ts';
import { MINUTE } from '../../../src/kernel/instant.ts';
import { openStory, type Story } from '../story.ts';

/** A lever that accepts every call, and says what it is told to say when it is asked back. */
function obliging(): Lever & { says: LeverReading['state']; pulled: number } {
  return {
    name: 'webhook',
    says: 'running',
    pulled: 0,
    reaches: () => true,
    async stop() {
      this.pulled += 1;
      return { ok: true, answer: 'accepted' };
    },
    release: async () => ({ ok: true, answer: 'accepted' }),
    async read() {
      return { state: this.says, open: this.says === 'stopped' ? '' : 'it goes on' };
    },
  };
}

describe('a lever that accepted the call and lets things through', () => {
  let house: Story | undefined;
  afterEach(() => house?.close());

  test('is never told as stopped, is pulled again, and fills no ledger meanwhile', async () => {
    const lever = obliging();
    const story = await openStory({ levers: [lever] });
    house = story;
    const started = await story.say('admin', 'pause crm-assistant because odd mails');
    expect(started).not.toContain('Stopped, and read back');
    const inForce = async () => (await story.call('admin', 'GET', '/pauses')).body.items[0];
    expect(await inForce()).toMatchObject({ complete: false });
    await story.pass(MINUTE);
    expect(lever.pulled).toBeGreaterThan(3);
    const read = (await story.history('P-1')).filter((type) => type === 'lever-read');
    expect(read).toHaveLength(2);
    lever.says = 'stopped';
    await story.pass(MINUTE);
    expect(await inForce()).toMatchObject({ complete: true });
    const pulled = lever.pulled;
    await story.pass(MINUTE);
    expect(lever.pulled).toBe(pulled);
  });

  test('that cannot say how it stands is not told as stopped either', async () => {
    const lever = obliging();
    lever.says = 'unknown';
    house = await openStory({ levers: [lever] });
    await house.call('admin', 'POST', '/pauses', { target: 'agent:crm-assistant', reason: 'Odd' });
    await house.settle();
    const told = await house.say('admin', 'pause mail-assistant because odd mails too');
    expect(told).not.toContain('Stopped, and read back');
    expect(told).toContain('Not every system says that it has stopped');
  });
});

test('a subscriber that answers without end is not listened to', async () => {
  const server = createServer((_req, res) => {
    const more = (): void =>
      void (res.write('x'.repeat(65_536)) ? setImmediate(more) : res.once('drain', more));
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const answer = await callSubscriber(
    { url: `http://127.0.0.1:${port}/`, secret: Buffer.from('a secret that both sides know') },
    { id: 'x', type: 'pause.read', data: {} },
    () => new Date(),
  );
  server.closeAllConnections();
  server.close();
  expect(answer).toEqual({ kind: 'answered', status: 200, state: undefined });
  expect(performance.now() - began).toBeLessThan(2_500);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
});
