import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Accumulation,
  accumulations,
  NOTHING_GATHERED,
  TREND_WEEKS,
  trendOf,
  trendWeeks,
  withLook,
} from '../../../../../src/features/registry/domain/watch/accumulation.ts';
import { accumulated } from '../../../../../src/features/registry/domain/watch/gathering.ts';
import type { Counts } from '../../../../../src/features/registry/domain/watch/templates.ts';
import type { DomainEvent, Recorded } from '../../../../../src/kernel/events.ts';
import { DAY, type Instant, plus } from '../../../../../src/kernel/instant.ts';
import { weekOf } from '../../../../../src/kernel/week.ts';

const START = '2026-01-05T09:00:00.000Z' as Instant;
const TEMPLATE: Counts = { scopes: 5, sites: 5, connectors: 5 };
const counts = (connectors: number): Counts => ({ scopes: 0, sites: 0, connectors });

const folded = (state: Accumulation, events: readonly DomainEvent[], at: Instant): Accumulation =>
  events.reduce<Accumulation>(
    (before, event) =>
      accumulations.evolve(
        before,
        { ...event, log: 'g', seq: 1, at, by: { kind: 'system' } } as Recorded<never>,
        'a',
      ),
    state,
  );

/** Counts one after the other, each some days after the last. */
function story(steps: readonly { readonly days: number; readonly connectors: number }[]) {
  let state = NOTHING_GATHERED;
  let at = START;
  const told: boolean[] = [];
  const byWeek = new Map<string, number>();
  for (const { days, connectors } of steps) {
    at = plus(at, days * DAY);
    const events = accumulated(state, {
      agentId: 'a',
      counts: counts(connectors),
      template: TEMPLATE,
      told: [],
    });
    told.push(events.some(({ type }) => type === 'accumulation-exceeded'));
    byWeek.set(weekOf(at).name, connectors);
    state = folded(state, events, at);
  }
  return { state, at, told, byWeek };
}

const steps = fc.array(
  fc.record({ days: fc.integer({ min: 0, max: 60 }), connectors: fc.nat({ max: 9 }) }),
  { minLength: 1, maxLength: 60 },
);

describe('what an agent gathers', () => {
  test('shows the last count of each week, and carries it on where nothing changed', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { state, at, byWeek } = story(all);
        const weeks = trendWeeks(weekOf(at));
        const expected = weeks.map(
          (week) =>
            [...byWeek]
              .filter(([counted]) => counted <= week)
              .toSorted(([a], [b]) => (a < b ? -1 : 1))
              .at(-1)?.[1],
        );
        expect(trendOf(state, weeks, 'connectors')).toEqual(expected);
        expect(state.first?.counts.connectors).toBe(all[0]?.connectors);
      }),
    );
  });

  test('never takes more room than thirteen weeks and what was before them', () => {
    fc.assert(
      fc.property(steps, (all) => {
        expect(story(all).state.points.length).toBeLessThanOrEqual(TREND_WEEKS + 1);
      }),
    );
  });

  test('is told when it goes above the template, and not again before it has been within it', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const over = all.map(({ connectors }) => connectors > TEMPLATE.connectors);
        expect(story(all).told).toEqual(over.map((now, i) => now && over[i - 1] !== true));
      }),
    );
  });

  test('of another kind is told though one was told before; less of them is no news', () => {
    const judge = (state: Accumulation, given: Counts) =>
      accumulated(state, { agentId: 'a', counts: given, template: TEMPLATE, told: [] });
    const one = folded(NOTHING_GATHERED, judge(NOTHING_GATHERED, counts(6)), START);
    const both = { scopes: 7, sites: 0, connectors: 6 };
    const more = judge(one, both);
    expect(more.at(-1)).toEqual({
      type: 'accumulation-exceeded',
      data: {
        agentId: 'a',
        told: [],
        above: [
          { counter: 'scopes', count: 7, limit: 5 },
          { counter: 'connectors', count: 6, limit: 5 },
        ],
      },
    });
    const two = folded(one, more, START);
    expect(judge(two, both)).toEqual([]);
    expect(judge(two, counts(6)).map(({ type }) => type)).toEqual([
      'accumulation-measured',
      'accumulation-eased',
    ]);
    expect(judge(two, counts(5)).at(-1)?.data).toEqual({ agentId: 'a', above: [] });
  });

  test('is remembered of the newest inventories', () => {
    const seen = { scopes: [], sites: [], connectors: [] };
    const all = ['a', 'b', 'a', 'c', 'd', 'e'].map((source) => ({ source, seen }));
    const looks = all.reduce<Accumulation['looks']>(withLook, []);
    expect(looks.map(({ source }) => source)).toEqual(['a', 'c', 'd', 'e']);
  });
});
