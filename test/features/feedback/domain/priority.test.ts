import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DefectLine, defects } from '../../../../src/features/feedback/domain/defects.ts';
import { backlogOf, priorityNow } from '../../../../src/features/feedback/domain/priority.ts';
import type { Report } from '../../../../src/features/feedback/domain/recurrence.ts';
import { mostUrgent } from '../../../../src/features/feedback/domain/urgency.ts';
import { DAY, plus } from '../../../../src/kernel/instant.ts';
import { person, START, World } from './world.ts';

const report = (n: number, more: Partial<Report> = {}): Report => ({
  case: `F-${n}`,
  severity: 'medium',
  person: person(n),
  at: START,
  status: 'open',
  ...more,
});
const defect = (id: string, open: readonly Report[], ...days: number[]): DefectLine => ({
  defect: id,
  agent: 'crm-assistant',
  workflow: 'offers',
  category: 'hallucinatedFacts',
  reported: days.map((day) => plus(START, -day * DAY)),
  open,
});
const values = (...lines: readonly DefectLine[]) =>
  backlogOf(lines, START).map((item) => [item.defect, item.priority.value]);

describe('the priority of one defect', () => {
  it('follows from its own reports', () => {
    const world = new World();
    world.report(1, { severity: 'low' });
    world.report(2, { severity: 'critical', person: person(1) });
    world.report(3);
    expect(priorityNow(world.defectOf(1), world.now)).toEqual({
      value: 2 * 5 * 3,
      blocked: 2,
      severity: 'critical',
      recurrence: 3,
    });
    world.pass(28);
    expect(priorityNow(world.defectOf(1), world.now)).toMatchObject({ value: 10, recurrence: 0 });
    expect(priorityNow({ ...world.defectOf(1), reports: [] }, world.now)).toBeUndefined();
  });
});

describe('the backlog', () => {
  it('is ranked by blocked people × severity × recurrence', () => {
    const reports = [report(1), report(2, { severity: 'high' }), report(3, { person: person(1) })];
    // 2 people × 3 (high) × 4 reports within 28 days; 1 × 5 × 1
    expect(
      values(
        defect('b', [report(4, { severity: 'critical' })], 0),
        defect('a', reports, 0, 1, 2, 27, 28, 40),
      ),
    ).toEqual([
      ['a', 24],
      ['b', 5],
    ]);
  });

  it('puts what waits for its reporter at the end: nobody is blocked by it', () => {
    const fixed = report(1, { status: 'fixed', severity: 'critical' });
    expect(
      values(defect('a', [fixed], 0, 0, 0), defect('b', [report(2, { severity: 'low' })])),
    ).toEqual([
      ['b', 1],
      ['a', 0],
    ]);
  });

  it('puts the older of equals first, and cases in their order', () => {
    const items = backlogOf(
      [
        defect('a', [report(9), report(2)]),
        defect('b', [report(10, { at: plus(START, -DAY) }), report(11)]),
      ],
      START,
    );
    expect(items.map(({ cases }) => cases.map(({ id }) => id))).toEqual([
      ['F-10', 'F-11'],
      ['F-2', 'F-9'],
    ]);
  });
});

describe('the row of a defect', () => {
  const someReports = fc.array(
    fc.record({
      person: fc.integer({ min: 1, max: 4 }).map(person),
      days: fc.integer({ min: 0, max: 60 }),
      severity: fc.constantFrom('low', 'medium', 'high', 'critical'),
      status: fc.constantFrom('open', 'inProgress', 'fixed', 'closed', 'declined'),
    }),
    { minLength: 1, maxLength: 12 },
  );

  it('stands no lower than its priority has it, however much later that is looked at', () => {
    fc.assert(
      fc.property(someReports, fc.nat(60), (drawn, later) => {
        const reports = drawn
          .toSorted((a, b) => b.days - a.days)
          .map(({ days, ...more }, n) => report(n + 1, { ...more, at: plus(START, -days * DAY) }));
        const last = reports.at(-1)?.at ?? START;
        const state = { agent: 'a', workflow: 'a', category: 'hallucinatedFacts', reports };
        const now = priorityNow(state, plus(last, later * DAY));
        expect(now?.value ?? 0).toBeLessThanOrEqual(mostUrgent(reports));
      }),
    );
  });

  it('comes before those of lesser ones', () => {
    const keyOf = (reports: readonly Report[]) =>
      defects.rows(
        { agent: 'a', workflow: 'a', category: 'hallucinatedFacts', reports },
        'a'.repeat(32),
      )[0]?.key ?? '';
    const keys = [
      keyOf([report(1, { severity: 'critical' }), report(2)]),
      keyOf([report(1, { severity: 'critical' })]),
      keyOf([report(1, { at: plus(START, -DAY) })]),
      keyOf([report(1)]),
      keyOf([report(1, { status: 'fixed' })]),
    ];
    expect(keys).toEqual(keys.toSorted());
  });
});
