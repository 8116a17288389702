import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cardBytes } from '../../src/kernel/cards/define.ts';
import { SECTIONS } from '../../src/kernel/section.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const DAY = 86_400_000;
const send = (n: number) => ({
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  workflow: 'offers',
  arguments: { to: ['emma@fabrikam.example'], subject: `Offer ${n}`, body: 'b' },
});
const read = {
  agentId: 'crm-assistant',
  connectorId: 'crm',
  tool: 'findContact',
  arguments: {},
  workflow: 'offers',
};

describe('the weekly digest', () => {
  let world: WholeHouse;
  beforeAll(async () => {
    world = await openWholeHouse();
    for (const name of ['owner', 'board']) await world.teams.install(world.person(name));
  });
  afterAll(() => world.close());

  const digest = (week: string) => world.call('board', 'GET', `/digests/${week}`);
  const posted = () =>
    world.teams.deliveries.filter(({ card }) =>
      JSON.stringify(card ?? '').includes('Governance digest'),
    );

  test('has every section in its order, also for a week in which nothing happened', async () => {
    const { body } = await digest('2026-W46');
    expect(body).toMatchObject({ week: '2026-W46', final: true });
    expect(body.sections.map(({ id }: { id: string }) => id)).toEqual(SECTIONS);
    expect((await digest('2026-W47')).body.final).toBe(false);
    expect((await digest('2026-W48')).status).toBe(404);
    expect((await digest('2026-W60')).status).toBe(404);
    expect((await world.call('owner', 'GET', '/digests/2026-W47')).status).toBe(403);
  });

  test('counts what happened: each figure recomputed from what was done', async () => {
    for (let n = 0; n < 6; n += 1)
      await world.call('agent:crm-assistant', 'POST', '/authorize', read);
    for (let n = 0; n < 4; n += 1)
      await world.call('agent:crm-assistant', 'POST', '/authorize', send(n));
    for (const [id, answer] of [
      ['AR-1', 'approve'],
      ['AR-2', 'approve'],
      ['AR-3', 'reject'],
    ] as const) {
      const { body } = await world.call('owner', 'GET', `/requests/${id}`);
      await world.call('owner', 'POST', `/requests/${id}/answer`, {
        answer,
        digest: body.digest,
        reason: 'because',
      });
    }
    const { body } = await digest('2026-W47');
    const metrics = body.sections.flatMap(
      ({ metrics: some = [] }: { metrics?: { label: string }[] }) => some,
    );
    const by = (label: string) =>
      metrics.find((metric: { label: string }) => metric.label === label);
    expect(by('escalated to a person')).toMatchObject({
      cohort: 'sales~offers',
      value: 0.4,
      sampleSize: 10,
    });
    expect(by('actions: asked')).toMatchObject({ value: 4 });
    expect(by('actions: approved of those decided')).toMatchObject({
      value: 2 / 3,
      sampleSize: 3,
    });
    for (const metric of metrics) expect(metric.action.length).toBeGreaterThan(3);
  });

  test('is posted where the board said, on Monday at nine of its own time, once', async () => {
    const { replies } = await world.teams.say(world.person('board'), 'digest here');
    expect(JSON.stringify(replies.map(({ text }) => text))).toContain('Monday');
    await world.teams.say(world.person('board'), 'digest here');
    expect(posted()).toHaveLength(0);
    await world.leap(2 * DAY + 22 * 3_600_000 - 60_000); // from Friday 09:00 UTC to Monday 07:00 UTC, which is 08:00 in Berlin
    expect(posted()).toHaveLength(0);
    await world.leap(3_600_000 + 60_000);
    await world.pass(3_000);
    expect(posted()).toHaveLength(1);
    const card = JSON.stringify(posted()[0]?.card);
    expect(card).toContain('2026-W47');
    expect(cardBytes(posted()[0]?.card ?? {})).toBeLessThanOrEqual(28 * 1024);
    await world.leap(3 * DAY);
    expect(posted()).toHaveLength(1);
  });

  test('fills in the weeks of a downtime, one after the other', async () => {
    await world.leap(18 * DAY);
    await world.pass(10_000);
    const weeks = posted().map(({ card }) => /2026-W\d\d/.exec(JSON.stringify(card))?.[0]);
    expect(weeks).toEqual(['2026-W47', '2026-W48', '2026-W49', '2026-W50']);
  });

  test('a near miss and somebody without the role are told so', async () => {
    const miss = await world.teams.say(world.person('board'), 'digest last week');
    expect(JSON.stringify(miss.replies)).toContain('digest [week]');
    const other = await world.teams.say(world.person('owner'), 'digest');
    expect(JSON.stringify(other.replies)).toContain('review board');
  });
});
