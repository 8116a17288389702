import { describe, expect } from 'vitest';
import { opened, reviewersCome, SEND_TIER } from './rights.ts';
import { type Fields, SEND_MAIL, type Story, story } from './story.ts';

const idsOf = async (house: Story, query: string): Promise<readonly string[]> =>
  (await house.call('board', 'GET', `/requests?${query}`)).body.items.map(({ id }: Fields) => id);

const promote = (agentId: string): Fields => ({
  kind: 'promotion',
  agentId,
  toPhase: agentId === 'mail-assistant' ? 'department' : 'enterprise',
  reason: 'It went well.',
  rollbackPlan: 'Back to where it was.',
});

describe('the requests about an agent', () => {
  story('are listed from its index, the newest first and page by page', async ({ house }) => {
    await reviewersCome(house);
    const action = await house.asked(SEND_MAIL);
    const agentId = String(SEND_MAIL['agentId']);
    const other = agentId === 'mail-assistant' ? 'crm-assistant' : 'mail-assistant';
    const foreign = await opened(house, 'pilot', promote(other));
    const own = await opened(house, 'pilot', promote(agentId));
    expect(await idsOf(house, `agentId=${agentId}`)).toEqual([own, action]);
    expect(await idsOf(house, `agentId=${agentId}&order=newest`)).toEqual([own, action]);
    expect(await idsOf(house, `agentId=${other}`)).toEqual([foreign]);
    expect(await idsOf(house, 'agentId=nobody-at-all')).toEqual([]);
    const first = await house.call('board', 'GET', `/requests?agentId=${agentId}&limit=1`);
    expect(first.body.items.map(({ id }: Fields) => id)).toEqual([own]);
    expect(first.headers.get('link')).toContain('rel="next"');
    expect(await idsOf(house, `agentId=${agentId}&limit=1&after=${own}`)).toEqual([action]);
    expect(await idsOf(house, `agentId=${agentId}&order=newest&after=${action}`)).toEqual([]);
    expect(await idsOf(house, `agentId=${agentId}&kind=promotion`)).toEqual([own]);
  });

  story('have no order that nothing keeps: it is refused by name', async ({ house }) => {
    for (const [query, why] of [
      ['agentId=crm-assistant&order=oldest', /from the newest to the oldest/],
      ['order=due', /status=pending/],
    ] as const) {
      const { status, body } = await house.call('board', 'GET', `/requests?${query}`);
      expect([status, body.code]).toEqual([400, 'invalid-body']);
      expect(body.errors).toEqual([{ path: 'order', message: expect.stringMatching(why) }]);
    }
  });

  story('stay listed once they have ended', async ({ house }) => {
    await reviewersCome(house);
    const id = await opened(house, 'pilot', SEND_TIER);
    await house.call('pilot', 'POST', `/requests/${id}/withdraw`, {});
    expect(await idsOf(house, `agentId=${String(SEND_TIER['agentId'])}&status=withdrawn`)).toEqual([
      id,
    ]);
  });
});
