import { afterEach, describe, expect, test } from 'vitest';
import { exampleDirectory } from '../../../src/adapters/local/exampleDirectory.ts';
import { DAY } from '../../../src/kernel/instant.ts';
import type { Directory } from '../../../src/kernel/people.ts';
import { openStory, PAY_INVOICE, SEND_MAIL, type Story, story } from '../story.ts';

const WORDS = { justification: 'Emma called', onBehalfOf: 'emma@fabrikam.example' };
const TELLING = /emma|fabrikam|1,250|1250\.00/i;

describe('what an agent wanted to do is not told to an admin who has no part in it', () => {
  story('by the ledger, whatever field it stands in', async ({ house }) => {
    const id = await house.asked(SEND_MAIL, WORDS);
    const draft = {
      ...SEND_MAIL,
      ...WORDS,
      tool: 'createDraft',
      arguments: { to: 'emma@x.example' },
    };
    const sent = { ...SEND_MAIL, ...WORDS, agentId: 'mail-assistant' };
    await house.asked(PAY_INVOICE);
    for (const call of [draft, sent]) await house.call('gateway', 'POST', '/authorize', call);
    for (const as of ['admin', 'admin2']) {
      const lines = await house.lines({ as });
      expect(JSON.stringify(lines)).not.toMatch(TELLING);
      const decided = lines.find(
        ({ type, data }) => type === 'action-authorized' && data['request'],
      );
      expect(decided).toMatchObject({
        redacted: true,
        data: { request: id, facts: { recipients: [{ address: 'hidden', internal: false }] } },
      });
    }
    const whole = await house.lines();
    expect(JSON.stringify(whole)).toMatch(TELLING);
    expect(whole.filter(({ redacted }) => redacted)).toEqual([]);
  });

  story('by the ledger, whatever kind of question it stands in', async ({ house }) => {
    const until = '2026-12-04T09:00:00Z';
    const asked = [
      {
        kind: 'standingGrant',
        agentId: 'invoice-agent',
        connectorId: 'erp',
        tool: 'payInvoice',
        recipients: ['Fabrikam'],
        amountUpTo: '1250.00',
        currency: 'EUR',
        until,
        justification: 'Emma called',
      },
      {
        kind: 'deviation',
        agentId: 'mail-assistant',
        from: 'businessHours',
        what: 'It writes to Fabrikam at night.',
        why: 'Emma works then.',
        owner: 'owner2@contoso.example',
        until,
      },
    ];
    for (const body of asked)
      expect((await house.call('pilot', 'POST', '/requests', body)).status).toBe(201);
    const lines = await house.lines({ as: 'admin' });
    const kinds = lines.flatMap(({ type, data }) =>
      type === 'request-asked' ? [data['kind']] : [],
    );
    expect(kinds).toEqual(['standingGrant', 'deviation']);
    expect(JSON.stringify(lines)).not.toMatch(TELLING);
    expect(JSON.stringify(await house.lines())).toMatch(TELLING);
  });

  story('by its status', async ({ house }) => {
    const id = await house.asked(SEND_MAIL, WORDS);
    expect(await house.say('owner', `status ${id}`)).toMatch(TELLING);
    const told = await house.say('admin', `status ${id}`);
    expect(told).toContain('It is pending.');
    expect(told).not.toMatch(TELLING);
  });

  story('by the digest', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    const { body } = await house.call('admin', 'GET', '/digests/2026-W47');
    expect(JSON.stringify(body)).toContain(id);
    expect(JSON.stringify(body)).not.toMatch(TELLING);
  });
});

describe('a digest in somebody’s own chat', () => {
  let house: Story | undefined;
  afterEach(() => house?.close());

  test('ends with the role that it came with', async () => {
    let onBoard = true;
    const directory: Directory = {
      ...exampleDirectory,
      rolesOf: async (id) => (onBoard ? exampleDirectory.rolesOf(id) : new Set()),
    };
    const story = await openStory({ directory });
    house = story;
    await story.say('board', 'digest here');
    const digests = () =>
      story.teams
        .inbox(story.person('board').chat)
        .filter(({ card }) => JSON.stringify(card ?? '').includes('what your agents did')).length;
    await story.leap(7 * DAY);
    expect(digests()).toBe(1);
    onBoard = false;
    await story.leap(14 * DAY);
    expect(digests()).toBe(1);
  });
});
