import { describe, expect, test } from 'vitest';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import { Fault } from '../../src/kernel/faults.ts';
import { HOUR, MINUTE } from '../../src/kernel/instant.ts';
import type { Directory } from '../../src/kernel/people.ts';
import {
  dataOf,
  type Fields,
  openStory,
  PAY_INVOICE,
  SEND_MAIL,
  type Story,
  story,
  wordsOn,
} from './story.ts';

const SHARE = 24 * HOUR * 0.8;
const CALL = { kind: 'outboundAction', ...SEND_MAIL, justification: 'Offer' };

const hasCard = (house: Story, name: string): boolean =>
  house.teams.deliveries.some(
    ({ conversationId, card }) =>
      card &&
      conversationId === house.person(name).chat.id &&
      JSON.stringify(card).includes('"approve"'),
  );

describe('the backup', () => {
  story('joins at 80 % of the window, with a card of their own', async ({ house }) => {
    const id = await house.asked();
    await house.leap(SHARE - MINUTE);
    expect(hasCard(house, 'owner2')).toBe(false);
    expect((await house.request(id))['mayAnswer']).toMatchObject([{ name: 'Olivia Owner' }]);
    await house.leap(MINUTE);
    expect(hasCard(house, 'owner2')).toBe(true);
    expect((await house.request(id))['mayAnswer']).toMatchObject([
      { name: 'Olivia Owner' },
      { name: 'Ben Backup' },
    ]);
    const clicked = await house.click('owner2', id, 'approve');
    expect(wordsOn(clicked.card)).toContain('Approved by you.');
    expect(wordsOn(house.seenBy('owner', id))).toContain('Approved by Ben Backup.');
    expect(await house.history(id)).toContain('request-backup-joined');
  });

  story('does not join what is decided', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'reject', { inputs: { reason: 'No' } });
    await house.leap(SHARE);
    expect(hasCard(house, 'owner2')).toBe(false);
  });

  story('is asked from the start where the owner is the one it is done for', async ({ house }) => {
    const id = await house.asked(SEND_MAIL, { onBehalfOf: 'owner@contoso.example' });
    expect(hasCard(house, 'owner')).toBe(false);
    expect((await house.request(id))['mayAnswer']).toMatchObject([{ name: 'Ben Backup' }]);
    const { digest } = await house.request(id);
    const own = await house.changesNothing(() =>
      house.call('owner', 'POST', `/requests/${id}/answer`, { answer: 'approve', digest }),
    );
    expect(own).toMatchObject({
      status: 403,
      body: { detail: 'You cannot answer this, because it would be done on your behalf.' },
    });
    expect(await house.click('owner2', id, 'approve')).toMatchObject({ statusCode: 200 });
  });
});

/** The administrator imports a connector of her own making, and an agent that uses it. */
async function imported(house: Story, agent: Fields, as = 'admin'): Promise<void> {
  const [mail, crm] = await Promise.all(
    ['/connectors/mail', '/agents/crm-assistant'].map((path) => house.call('admin', 'GET', path)),
  );
  const connector = { ...mail?.body, id: 'mail2', displayName: 'Mail two' };
  const capabilities = [{ connectorId: 'mail2', tier: 'delegatedAction', reason: 'Sends mail' }];
  const body = {
    connectors: [connector],
    agents: [{ ...crm?.body, id: 'second', capabilities, ...agent }],
  };
  const done = await house.call(as, 'POST', '/import', body);
  expect(done).toMatchObject({ status: 200 });
}
const SECOND: Fields = { ...SEND_MAIL, agentId: 'second', connectorId: 'mail2' };

describe('whoever decided what a tool counts as, or who owns the agent', () => {
  story('has no say: the backup is asked from the start', async ({ house }) => {
    await imported(house, { businessOwner: 'admin@contoso.example' });
    const id = await house.asked(SECOND);
    expect((await house.request(id))['mayAnswer']).toMatchObject([{ name: 'Ben Backup' }]);
    expect(hasCard(house, 'owner2')).toBe(true);
    const { digest } = await house.request(id);
    const own = await house.call('admin', 'POST', `/requests/${id}/answer`, {
      answer: 'approve',
      digest,
    });
    expect(own).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  story('leaves nobody where there is no backup', async ({ house }) => {
    await imported(house, { businessOwner: 'admin@contoso.example', backupOwner: undefined });
    const asked = await house.changesNothing(() =>
      house.call('agent:second', 'POST', '/requests', { ...CALL, ...SECOND }),
    );
    expect(asked).toMatchObject({
      status: 409,
      body: { code: 'no-approver', seat: 'businessOwner' },
    });
    const judged = await house.call('agent:second', 'POST', '/authorize', SECOND);
    expect(judged.body).toMatchObject({ outcome: 'deny', policies: ['no-approver'] });
    expect(judged.body).not.toHaveProperty('requestId');
  });

  story('leaves nobody where owner and backup are the same person', async ({ house }) => {
    const admin = 'admin@contoso.example';
    await imported(house, { businessOwner: admin, backupOwner: admin });
    const asked = await house.call('agent:second', 'POST', '/requests', { ...CALL, ...SECOND });
    expect(asked).toMatchObject({ status: 409, body: { code: 'no-approver' } });
  });

  story('does not matter where another admin did it', async ({ house }) => {
    await imported(house, { businessOwner: 'admin@contoso.example' }, 'admin2');
    const id = await house.asked(SECOND);
    expect((await house.request(id))['mayAnswer']).toMatchObject([{ name: 'Ada Admin' }]);
  });
});

describe('an agent whose identity is a person’s', () => {
  story('is not approved by that person', async ({ house }) => {
    const identities = [house.person('owner').objectId.toUpperCase()];
    await imported(house, { identities }, 'admin2');
    const id = await house.asked(SECOND);
    expect((await house.request(id))['mayAnswer']).toMatchObject([{ name: 'Ben Backup' }]);
    const { digest } = await house.request(id);
    const own = await house.changesNothing(() =>
      house.call('owner', 'POST', `/requests/${id}/answer`, { answer: 'approve', digest }),
    );
    expect(own).toMatchObject({ status: 403 });
  });
});

describe('a directory that does not answer', () => {
  async function withDirectory(run: (house: Story, fail: (on: boolean) => void) => Promise<void>) {
    let failing = false;
    const guarded =
      <A extends readonly unknown[], R>(ask: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        if (failing) throw new Fault('directory-unavailable', 'the directory is away');
        return ask(...args);
      };
    const directory: Directory = {
      rolesFrom: exampleDirectory.rolesFrom,
      find: guarded((name) => exampleDirectory.find(name)),
      rolesOf: guarded((id) => exampleDirectory.rolesOf(id)),
      managerOf: guarded((id) => exampleDirectory.managerOf(id)),
      membersOf: guarded((role) => exampleDirectory.membersOf(role)),
    };
    const house = await openStory({ directory });
    await run(house, (on) => {
      failing = on;
    });
    await house.close();
  }

  test('refuses every answer and changes nothing; later the same answer counts', () =>
    withDirectory(async (house, fail) => {
      const id = await house.asked(PAY_INVOICE);
      const data = dataOf(house.seenBy('finance1', id), 'approve');
      const before = await house.lines();
      fail(true);
      const clicked = await house.click('finance1', id, 'approve', { data });
      expect(clicked).toMatchObject({ status: 200, statusCode: 503 });
      expect(clicked.text).toBe('Nothing was confirmed. Try again in a moment.');
      const answer = { answer: 'approve', digest: data['digest'] };
      const overHttp = await house.call('finance1', 'POST', `/requests/${id}/answer`, answer);
      expect(overHttp).toMatchObject({ status: 503, body: { code: 'try-again' } });
      expect(overHttp.headers.get('retry-after')).toBe('1');
      expect(await house.say('finance1', `reject ${id} no`)).toContain('Nothing was confirmed.');
      fail(false);
      expect(await house.lines()).toHaveLength(before.length);
      expect(await house.click('finance1', id, 'approve', { data })).toMatchObject({
        statusCode: 200,
      });
    }));

  test('opens no request, and gives no allow', () =>
    withDirectory(async (house, fail) => {
      fail(true);
      const asked = await house.call('agent:crm-assistant', 'POST', '/authorize', SEND_MAIL);
      expect(asked).toMatchObject({ status: 503, body: { code: 'try-again' } });
      const request = await house.call('agent:crm-assistant', 'POST', '/requests', CALL);
      expect(request).toMatchObject({ status: 503, body: { code: 'try-again' } });
      fail(false);
      expect(await house.asked()).toBe('AR-1');
    }));
});
