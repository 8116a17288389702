import { describe, expect, it } from 'vitest';
import type { CaseLine } from '../../../../src/features/feedback/domain/cases.ts';
import type { DefectLine } from '../../../../src/features/feedback/domain/defects.ts';
import { backlogOf, priorityNow } from '../../../../src/features/feedback/domain/priority.ts';
import { DAY, plus } from '../../../../src/kernel/instant.ts';
import { person, START, World } from './world.ts';

const line = (n: number, more: Partial<CaseLine> = {}): CaseLine => ({
  id: `F-${n}`,
  defect: 'a',
  agent: 'crm-assistant',
  workflow: 'offers',
  category: 'hallucinatedFacts',
  severity: 'medium',
  person: person(n),
  at: START,
  status: 'open',
  reopened: 0,
  ...more,
});
const defect = (id: string, ...days: number[]): DefectLine => ({
  defect: id,
  agent: 'crm-assistant',
  workflow: 'offers',
  category: 'hallucinatedFacts',
  reported: days.map((day) => plus(START, -day * DAY)),
});
const values = (lines: readonly CaseLine[], known: readonly DefectLine[] = []) =>
  backlogOf(lines, known, START).map((item) => [item.defect, item.priority.value]);

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
    const lines = [
      line(1),
      line(2, { severity: 'high' }),
      line(3, { person: person(1) }),
      line(4, { defect: 'b', severity: 'critical' }),
    ];
    const known = [defect('a', 0, 1, 2, 27, 28, 40), defect('b', 0)];
    // 2 people × 3 (high) × 4 reports within 28 days; 1 × 5 × 1
    expect(values(lines, known)).toEqual([
      ['a', 24],
      ['b', 5],
    ]);
  });

  it('puts what waits for its reporter at the end: nobody is blocked by it', () => {
    const lines = [
      line(1, { status: 'fixed', severity: 'critical' }),
      line(2, { defect: 'b', severity: 'low' }),
    ];
    expect(values(lines, [defect('a', 0, 0, 0)])).toEqual([
      ['b', 1],
      ['a', 0],
    ]);
  });

  it('puts the older of equals first, and cases in their order', () => {
    const lines = [
      line(10, { defect: 'b', at: plus(START, -DAY) }),
      line(9),
      line(2),
      line(11, { defect: 'b' }),
    ];
    const items = backlogOf(lines, [], START);
    expect(items.map(({ cases }) => cases.map(({ id }) => id))).toEqual([
      ['F-10', 'F-11'],
      ['F-2', 'F-9'],
    ]);
  });
});
