import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideTriage } from '../../../../src/features/feedback/domain/decide.ts';
import { defects } from '../../../../src/features/feedback/domain/defects.ts';
import {
  defectId,
  isSystemic,
  recurrenceOf,
  SYSTEMIC,
  workflowName,
} from '../../../../src/features/feedback/domain/recurrence.ts';
import { person, World } from './world.ts';

const admin = { person: person(1), roles: new Set(['admin'] as const) };

describe('the threshold', () => {
  it('is three reports by two people within 28 days', () => {
    expect(SYSTEMIC).toEqual({ reports: 3, people: 2, days: 28 });
  });

  it.each([
    { reports: 2, people: 2, systemic: false },
    { reports: 3, people: 1, systemic: false },
    { reports: 3, people: 2, systemic: true },
    { reports: 30, people: 1, systemic: false },
    { reports: 4, people: 4, systemic: true },
  ])('$reports reports by $people people: $systemic', ({ systemic, ...found }) => {
    expect(isSystemic(found)).toBe(systemic);
  });

  it('is data: another table flags other defects', () => {
    const strict = new World({ reports: 1, people: 1, days: 7 });
    expect(strict.report(1)).toEqual(['feedback-reported', 'defect-flagged']);
    const patient = new World({ reports: 5, people: 3, days: 28 });
    for (const n of [1, 2, 3, 4]) expect(patient.report(n)).toEqual(['feedback-reported']);
    expect(patient.report(5)).toEqual(['feedback-reported', 'defect-flagged']);
  });
});

describe('a defect', () => {
  it('becomes systemic with the third report, once', () => {
    const world = new World();
    expect(world.report(1)).toEqual(['feedback-reported']);
    expect(world.report(2, { workflow: ' OFFERS ' })).toEqual(['feedback-reported']);
    expect(world.report(3)).toEqual(['feedback-reported', 'defect-flagged']);
    expect(world.log.at(-1)?.data).toMatchObject({ reports: 3, people: 3, workflow: 'offers' });
    expect(world.report(4)).toEqual(['feedback-reported']);
    expect(world.defectOf(4).systemicSince).toBe(world.now);
  });

  it('is not systemic because one person reports it often', () => {
    const world = new World();
    for (const n of [1, 2, 3, 4, 5])
      expect(world.report(n, { person: person(7) })).toEqual(['feedback-reported']);
    expect(world.report(6)).toEqual(['feedback-reported', 'defect-flagged']);
  });

  it('is another one in another workflow, category or agent', () => {
    const world = new World();
    world.report(1);
    world.report(2, { workflow: 'complaints' });
    world.report(3, { category: 'policyViolation' });
    expect(world.report(4, { agent: 'mail-assistant' })).toEqual(['feedback-reported']);
    expect(new Set([1, 2, 3, 4].map((n) => world.case(n).defect)).size).toBe(4);
  });

  it('forgets what was reported 28 days ago', () => {
    const world = new World();
    world.report(1);
    world.report(2);
    world.pass(28);
    expect(world.report(3)).toEqual(['feedback-reported']);
    world.pass(27.9);
    expect(world.report(4)).toEqual(['feedback-reported']);
    expect(world.report(5)).toEqual(['feedback-reported', 'defect-flagged']);
  });

  it('does not count what was declined', () => {
    const world = new World();
    world.report(1);
    world.report(2);
    const declined = { ...admin, case: 'F-1', status: 'declined', note: 'no defect' } as const;
    world.happens(decideTriage(declined, world.case(1), undefined));
    expect(world.report(3)).toEqual(['feedback-reported']);
    expect(world.report(4)).toEqual(['feedback-reported', 'defect-flagged']);
  });

  it('remembers no more than it must', () => {
    const world = new World();
    for (let n = 1; n <= 600; n += 1) world.report(n, { person: person(n % 7) });
    expect(world.defectOf(600).reports).toHaveLength(500);
    expect(world.defectOf(600).reports.at(-1)?.case).toBe('F-600');
  });
});

describe('the rows of a defect', () => {
  const rowsOf = (world: World) =>
    defects.rows(world.defectOf(1), world.case(1).defect).map(({ key }) => key.slice(0, 3));
  const end = (world: World, n: number) =>
    world.happens(
      decideTriage(
        { ...admin, case: `F-${n}`, status: 'declined', note: 'as meant' },
        world.case(n),
        undefined,
      ),
    );

  it('stand while a case is open, and say what is systemic', () => {
    const world = new World();
    world.report(1);
    expect(rowsOf(world)).toEqual(['FS|']);
    world.report(2);
    world.report(3);
    expect(rowsOf(world)).toEqual(['FS|', 'FY|']);
    for (const n of [1, 2]) end(world, n);
    expect(rowsOf(world)).toEqual(['FS|', 'FY|']);
    expect(end(world, 3)).toEqual(['feedback-triaged', 'defect-cleared']);
    expect(rowsOf(world)).toEqual([]);
  });

  it('a report that is open is remembered, however old', () => {
    const world = new World();
    world.report(1);
    world.report(2);
    end(world, 2);
    world.pass(40);
    world.report(3);
    expect(world.defectOf(1).reports.map((report) => report.case)).toEqual(['F-1', 'F-3']);
  });
});

describe('recurrence', () => {
  it('never counts more people than reports, and only what lies within the days', () => {
    const report = fc.record({
      case: fc.string(),
      person: fc.constantFrom('a', 'b', 'c') as fc.Arbitrary<never>,
      at: fc
        .integer({ min: 0, max: 60 })
        .map((day) => new Date(Date.UTC(2026, 9, 1 + day)).toISOString() as never),
      severity: fc.constant('low') as fc.Arbitrary<never>,
      status: fc.constantFrom('open', 'declined', 'confirmed') as fc.Arbitrary<never>,
    });
    fc.assert(
      fc.property(fc.array(report), (reports) => {
        const now = '2026-11-20T00:00:00.000Z' as never;
        const found = recurrenceOf(reports, now);
        const from = new Date(Date.UTC(2026, 10, 20 - SYSTEMIC.days)).toISOString();
        const within = reports.filter(
          ({ at, status }) => String(at) > from && String(status) !== 'declined',
        );
        expect(found.reports).toBe(within.length);
        expect(found.people).toBe(new Set(within.map((one) => one.person)).size);
      }),
    );
  });
});

describe('a workflow', () => {
  it.each([
    ['Offers', 'offers'],
    ['  offers\t to  customers ', 'offers to customers'],
    ['ＯＦＦＥＲＳ', 'offers'],
    ['', ''],
  ])('%s is compared as %s', (typed, name) => {
    expect(workflowName(typed)).toBe(name);
  });

  it('and its agent are not confused with others by where a name ends', () => {
    const id = (agent: string, workflow: string) => defectId({ agent, workflow, category: 'c' });
    expect(id('a', 'bc')).not.toBe(id('ab', 'c'));
    expect(id('a', 'b')).toMatch(/^[0-9a-f]{32}$/);
  });
});
