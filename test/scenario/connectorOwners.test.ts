import { describe, expect, test } from 'vitest';
import { DAY, SECOND } from '../../src/kernel/instant.ts';
import { connector, reviewersCome, ticketsOnProbation } from './rights.ts';
import { dataOf, type Fields, type Story, story, wordsOn } from './story.ts';
import { plainTexts, withTwoServers } from './twoServers.ts';

const NEWS = 'The connector ';
const news = (house: Story, name: string) => plainTexts(house, name, NEWS);

/** Writes the record of a connector with something changed, and lets happen what follows. */
async function changed(house: Story, id: string, change: (record: Fields) => Fields) {
  const { agents: _users, ...record } = await connector(house, id);
  const connectors = [{ ...record, ...change(record) }];
  const written = await house.call('admin', 'POST', '/import', { agents: [], connectors });
  expect(written).toMatchObject({ status: 200 });
  await house.pass(2 * SECOND);
}

describe('owners of the agents that use a connector', () => {
  story('are told once that it was revoked, with all of their agents', async ({ house }) => {
    const body = { reason: 'The vendor was breached.' };
    await house.call('admin2', 'POST', '/connectors/mail/revoke', body);
    await house.pass(10 * SECOND);
    expect(news(house, 'owner')).toEqual([
      expect.stringMatching(/mail was revoked.* your agents crm-assistant and mail-assistant:/),
    ]);
    expect(news(house, 'admin')).toHaveLength(1);
    for (const name of ['finance1', 'board', 'outsider', 'owner2', 'admin2'])
      expect(news(house, name)).toEqual([]);
    const history = (await house.lines({ subject: 'connector:mail' })).map(({ type }) => type);
    expect(history.filter((type) => type === 'connector-owners-found')).toHaveLength(1);
    expect(history).toContain('connector-owners-told');
    expect(history.indexOf('connector-owners-found')).toBeLessThan(
      history.indexOf('revocation-settled'),
    );
  });

  story('are told what of it was taken, where it concerns them', async ({ house }) => {
    await changed(house, 'mail', () => ({ environments: ['dev', 'pilot'] }));
    expect(news(house, 'owner')).toEqual([
      expect.stringContaining(
        'mail: it is no longer for production. Your agents crm-assistant may',
      ),
    ]);
    await changed(house, 'mail', ({ tools }) => ({
      tierCeiling: 'draftOnly',
      tools: (tools as Fields[]).filter(({ name }) => name !== 'send'),
    }));
    expect(news(house, 'owner').at(-1)).toContain(
      'agents may read and prepare drafts there at most; without the tools send. Your agents crm-assistant and mail-assistant',
    );
    await changed(house, 'mail', () => ({ displayName: 'Post' }));
    expect(news(house, 'owner')).toHaveLength(2);
    // The technical owner did it.
    for (const name of ['admin', 'finance1']) expect(news(house, name)).toEqual([]);
  });

  story('are told that its probation has ended, and what became of it', async ({ house }) => {
    await reviewersCome(house);
    await ticketsOnProbation(house);
    expect(news(house, 'owner')).toEqual([]);
    await house.leap(30 * DAY);
    await house.settle();
    expect(news(house, 'owner')).toEqual([
      expect.stringContaining(
        'tickets: its probation has ended. Your agents mail-assistant are denied',
      ),
    ]);
    // The technical owner is an admin, and is asked.
    expect(news(house, 'admin')).toEqual([]);
    const { activityId, card } =
      house.teams
        .inbox(house.person('admin2').chat)
        .findLast((one) => wordsOn(one.card).includes('What now with')) ?? expect.fail('not asked');
    await house.teams.click(house.person('admin2'), activityId, 'extend', {
      data: { ...dataOf(card, 'extend') },
    });
    await house.settle();
    expect(news(house, 'owner').at(-1)).toMatch(
      /probation goes on until Tue 19 Jan 2027.*Your agents mail-assistant may use it again\./,
    );
    expect(news(house, 'finance1')).toEqual([]);
  });

  test('are told once, with two servers on one ledger', () =>
    withTwoServers(async ({ first, second, go, told }) => {
      await first.teams.install(first.person('owner'));
      const revoked = await second.call('admin', 'POST', '/connectors/mail/revoke', {
        reason: 'The vendor was breached.',
      });
      expect(revoked.status).toBe(200);
      await go();
      expect(told('owner', NEWS)).toEqual([
        expect.stringContaining('crm-assistant and mail-assistant'),
      ]);
    }));
});
