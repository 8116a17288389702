import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHIPPED } from '../../../src/features/feedback/domain/categories.ts';
import { ofType } from '../../support/cardLaws.ts';
import { openWholeHouse, type WholeHouse } from '../../support/wholeHouse.ts';

const DAY = 86_400_000;

describe('the feedback of a week', () => {
  let world: WholeHouse;
  beforeAll(async () => {
    world = await openWholeHouse();
    await world.teams.install(world.person('board'));
  });
  afterAll(() => world.close());

  const section = async (week: string) =>
    (await world.call('board', 'GET', `/digests/${week}`)).body.sections.find(
      ({ id }: { id: string }) => id === 'feedback',
    );
  const report = (as: string, category: string, workflow = 'offers') =>
    world.call(as, 'POST', '/feedback', {
      agentId: 'crm-assistant',
      category,
      workflow,
      text: 'Zqx said so',
    });

  test('says so where nobody reported anything, with a figure for every way to fail', async () => {
    const { summary, metrics, chart, items } = await section('2026-W47');
    expect(summary).toBe('Nobody reported anything. No defect is systemic.');
    expect(metrics.slice(0, 6).map(({ id }: { id: string }) => id)).toEqual(
      SHIPPED.map(({ id }) => `feedback:${id}`),
    );
    expect([chart, items]).toEqual([undefined, undefined]);
  });

  test('counts each category, flags what is systemic, and names nobody and no words', async () => {
    for (const as of ['pilot', 'outsider', 'finance1']) await report(as, 'wrongDataSource');
    await report('pilot', 'policyViolation');
    const { summary, metrics, chart, items } = await section('2026-W47');
    expect(summary).toBe('4 reports. 1 defect is systemic.');
    expect(metrics[0]).toMatchObject({
      label: 'wrong data source',
      value: 3,
      sampleSize: 4,
      before: 0,
      action: 'systemic in one place: usually a connector change helps',
    });
    expect(metrics[3]).toMatchObject({ value: 1, action: 'none' });
    expect(metrics[1]).toMatchObject({ value: 0, sampleSize: 4, action: 'none' });
    expect(chart.bars).toHaveLength(7);
    expect(chart.bars[0]).toEqual({ label: 'Wrong data source', value: 3 });
    const texts = items.map(({ text }: { text: string }) => text);
    expect(texts[0]).toBe(
      'SYSTEMIC, 3 reports by 3 people: crm-assistant · offers, wrong data source',
    );
    expect(texts).toContain('F-4: policy violation at crm-assistant · offers, medium');
    expect(JSON.stringify(items)).not.toMatch(/Zqx|0000-4000|Pilot|Still/);
  });

  test('stands on the card with figures of the same make as those of success, and a chart', async () => {
    const { replies } = await world.teams.say(world.person('board'), 'digest');
    const card = replies.at(-1)?.card;
    const text = JSON.stringify(card);
    for (const words of [
      'SYSTEMIC',
      'wrong data source',
      'usually a connector change helps',
      'Reports by category',
    ])
      expect(text).toContain(words);
    const charts = ofType(card as never, 'Chart.VerticalBar');
    expect(charts.map(({ title }) => title)).toContain('Reports by category');
  });

  test('still names what was systemic before, and compares with the week before', async () => {
    await world.leap(7 * DAY);
    await report('finance2', 'wrongDataSource', 'other');
    expect((await section('2026-W46')).summary).toBe(
      'Nobody reported anything. No defect is systemic.',
    );
    const { summary, metrics, items } = await section('2026-W48');
    expect(summary).toBe('1 report. 1 defect is systemic.');
    expect(metrics[0]).toMatchObject({ value: 1, before: 3, sampleSize: 1 });
    expect(items.map(({ text }: { text: string }) => text)).toEqual([
      'Still SYSTEMIC: crm-assistant · offers, wrong data source',
      'F-5: wrong data source at crm-assistant · other, medium',
    ]);
  });

  test('lists at most twenty entries and counts the rest', async () => {
    for (let n = 0; n < 25; n += 1) await report('pilot', 'incorrectRouting', `w${n}`);
    const { items, more } = await section('2026-W48');
    expect(items).toHaveLength(20);
    expect(items.length + more).toBe(27);
  });

  test('says when fixes do not hold', async () => {
    for (const id of ['F-1', 'F-2', 'F-3']) {
      const set = { status: 'fixed', remedy: 'connector' };
      await world.call('admin', 'POST', `/feedback/${id}/triage`, set);
    }
    for (const [as, id] of [
      ['pilot', 'F-1'],
      ['outsider', 'F-2'],
      ['finance1', 'F-3'],
    ] as const)
      await world.call(as, 'POST', `/feedback/${id}/answer`, { fixed: as === 'pilot' });
    const { metrics } = await section('2026-W48');
    expect(metrics.at(-1)).toMatchObject({
      id: 'feedback:confirmed',
      value: 1 / 3,
      text: '33 %',
      sampleSize: 3,
      action: expect.stringContaining('do not hold'),
    });
  });
});
