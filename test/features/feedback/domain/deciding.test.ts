import { describe, expect, it } from 'vitest';
import { cases } from '../../../../src/features/feedback/domain/cases.ts';
import {
  type AnswerCommand,
  decideAnswer,
  decideLapse,
  decideReport,
  decideTriage,
  type TriageCommand,
} from '../../../../src/features/feedback/domain/decide.ts';
import type { AgentPeople } from '../../../../src/features/registry/domain/model.ts';
import type { Role } from '../../../../src/kernel/people.ts';
import { CATEGORIES, person, World } from './world.ts';

const people: AgentPeople = { business: person(20), technical: person(21), backup: person(22) };
const who = (n: number, ...roles: Role[]) => ({ person: person(n), roles: new Set(roles) });

const triage = (world: World, command: Partial<TriageCommand>, n = 1) =>
  world.happens(
    decideTriage({ ...who(9, 'admin'), case: `F-${n}`, ...command }, world.case(n), people),
  );
const answer = (world: World, fixed: boolean, more: Partial<AnswerCommand> = {}) =>
  world.happens(decideAnswer({ case: 'F-1', person: person(1), fixed, ...more }, world.case(1)));
const reported = () => {
  const world = new World();
  world.report(1);
  world.by = { kind: 'person', id: person(9) };
  return world;
};
const asked = () => {
  const world = reported();
  triage(world, { status: 'fixed', remedy: 'prompt' });
  return world;
};
const rows = (world: World) => cases.rows(world.case(1), 'F-1').map(({ key }) => key);
const jobs = (world: World) =>
  cases.rows(world.case(1), 'F-1').flatMap(({ value }) => value['job'] ?? []);

describe('a report', () => {
  const command = {
    id: 'F-1',
    person: person(1),
    agent: 'crm-assistant',
    category: 'hallucinatedFacts',
    severity: 'low',
    via: 'chat',
  } as const;
  const known = { isAgent: true, categories: CATEGORIES };

  it('counts into its agent’s own workflow where none is named', () => {
    const result = decideReport({ ...command, workflow: '  ' }, known);
    expect(result).toMatchObject({ ok: true, value: { workflow: 'crm-assistant' } });
  });

  it.each([
    ['unknown-agent', { ...known, isAgent: false }],
    ['unknown-category', { ...known, categories: ['policyViolation'] }],
  ])('is refused: %s', (code, context) => {
    expect(decideReport(command, context)).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('triage', () => {
  it.each([
    ['an admin', who(9, 'admin'), true],
    ['the board', who(9, 'board'), true],
    ['the business owner', who(20), true],
    ['the technical owner', who(21), true],
    ['the backup owner', who(22), false],
    ['a security reviewer', who(9, 'security'), false],
    ['the reporter', who(1), false],
    ['anybody', who(9), false],
  ])('is for some: %s %o %s', (_, someone, may) => {
    const done = triage(reported(), { ...someone, status: 'inProgress' });
    expect(done).toEqual(may ? ['feedback-triaged'] : 'not-allowed');
  });

  it('keeps what it does not name', () => {
    const world = reported();
    triage(world, { owner: person(20), remedy: 'policy' });
    triage(world, { status: 'inProgress', note: 'soon' });
    triage(world, { owner: person(21) });
    expect(world.case(1)).toMatchObject({
      status: 'inProgress',
      owner: person(21),
      remedy: 'policy',
      note: 'soon',
    });
    triage(world, { status: 'open' });
    expect(world.case(1).note).toBeUndefined();
  });

  it('said twice is one', () => {
    const world = reported();
    expect(triage(world, { status: 'inProgress' })).toEqual(['feedback-triaged']);
    expect(triage(world, { status: 'inProgress' })).toEqual([]);
  });

  it('of a case that changed meanwhile is refused, unless it says the same', () => {
    const world = reported();
    const { revision } = world.case(1);
    triage(world, { status: 'inProgress' });
    expect(triage(world, { seen: revision, status: 'open' })).toBe('changed-meanwhile');
    expect(triage(world, { seen: revision, status: 'inProgress' })).toEqual([]);
    expect(triage(world, { seen: world.case(1).revision, status: 'open' })).toEqual([
      'feedback-triaged',
    ]);
  });

  it('says what fixed it, and why nothing is changed', () => {
    const world = reported();
    expect(triage(world, { status: 'fixed' })).toBe('remedy-missing');
    expect(triage(world, { status: 'declined' })).toBe('note-missing');
    expect(triage(world, { status: 'fixed', remedy: 'training' })).toEqual(['feedback-triaged']);
    expect(triage(world, { status: 'declined', note: 'as meant' })).toEqual(['feedback-triaged']);
  });

  it('of a case that is not there is refused', () => {
    expect(decideTriage({ ...who(9, 'admin'), case: 'F-9' }, undefined, people)).toMatchObject({
      refusal: { code: 'unknown-case' },
    });
  });
});

describe('whoever a case is given to', () => {
  it('is told once, unless they took it themselves', () => {
    const world = reported();
    triage(world, { owner: person(20) });
    expect(jobs(world)).toEqual(['feedback-hand']);
    triage(world, { remedy: 'prompt' });
    expect(jobs(world)).toEqual(['feedback-hand']);
    const handed = (to: number) => ({ case: 'F-1', person: person(to), delivered: true });
    world.tell({ type: 'owner-told', data: handed(21) });
    expect(jobs(world)).toEqual(['feedback-hand']);
    world.tell({ type: 'owner-told', data: handed(20) });
    expect(jobs(world)).toEqual([]);
    triage(world, { owner: person(9) });
    expect(jobs(world)).toEqual([]);
  });
});

describe('the reporter', () => {
  const told = (world: World) =>
    world.tell({
      type: 'reporter-told',
      data: { case: 'F-1', person: person(1), move: world.case(1).moves, delivered: true },
    });

  it('is told of each move and of each note, once, and of nothing else', () => {
    const world = reported();
    expect(jobs(world)).toEqual([]);
    triage(world, { owner: person(9) });
    expect(jobs(world)).toEqual([]);
    triage(world, { status: 'inProgress' });
    expect(jobs(world)).toEqual(['feedback-tell']);
    told(world);
    expect(jobs(world)).toEqual([]);
    triage(world, { note: 'nearly' });
    expect(jobs(world)).toEqual(['feedback-tell']);
    told(world);
    triage(world, { note: 'nearly' });
    expect(jobs(world)).toEqual([]);
  });

  it('is asked at the end, and not told what they said themselves', () => {
    const world = asked();
    expect(jobs(world)).toEqual(['feedback-tell', 'feedback-lapse']);
    expect(answer(world, true)).toEqual(['feedback-answered']);
    expect(world.case(1).status).toBe('confirmed');
    expect(jobs(world)).toEqual([]);
    expect(answer(world, true)).toEqual([]);
  });

  it('opens it again with a no, also a late one, and also after a yes', () => {
    for (const before of ['asked', 'confirmed', 'closed']) {
      const world = asked();
      if (before === 'confirmed') answer(world, true);
      if (before === 'closed') {
        world.pass(14);
        world.take(decideLapse(world.case(1), world.now));
        expect(world.case(1).status).toBe('closed');
      }
      expect(answer(world, false, { text: 'no' })).toEqual(['feedback-answered']);
      expect(world.case(1)).toMatchObject({ status: 'open', reopened: 1, answer: 'no' });
      expect(answer(world, false)).toEqual([]);
    }
  });

  it.each(['open', 'inProgress', 'declined'] as const)('is not asked while it is %s', (status) => {
    const world = reported();
    triage(world, { status, note: 'because' });
    expect(answer(world, true)).toBe('not-asked');
    expect(answer(world, false)).toBe('not-asked');
  });

  it('answers their own case only', () => {
    expect(answer(asked(), true, { person: person(2) })).toBe('unknown-case');
  });
});

describe('silence', () => {
  it('closes a case 14 days after the question, not before, and not after an answer', () => {
    const world = asked();
    world.pass(13.9);
    expect(decideLapse(world.case(1), world.now)).toEqual([]);
    world.pass(0.1);
    expect(world.take(decideLapse(world.case(1), world.now))).toEqual(['feedback-lapsed']);
    expect(jobs(world)).toEqual(['feedback-tell']);
    const other = asked();
    answer(other, true);
    other.pass(20);
    expect(decideLapse(other.case(1), other.now)).toEqual([]);
  });
});

describe('a systemic defect', () => {
  it('stays so until none of its cases is open, and is again when one comes back', () => {
    const world = new World();
    for (const n of [1, 2, 3]) world.report(n);
    for (const n of [1, 2, 3]) triage(world, { status: 'fixed', remedy: 'prompt' }, n);
    const say = (n: number, fixed: boolean) =>
      world.happens(decideAnswer({ case: `F-${n}`, person: person(n), fixed }, world.case(n)));
    expect(say(1, true)).toEqual(['feedback-answered']);
    expect(say(2, true)).toEqual(['feedback-answered']);
    expect(say(3, true)).toEqual(['feedback-answered', 'defect-cleared']);
    expect(world.defectOf(1).systemicSince).toBeUndefined();
    expect(triage(world, { owner: person(20) }, 1)).toEqual(['feedback-triaged']);
    expect(say(2, false)).toEqual(['feedback-answered', 'defect-flagged']);
  });
});

describe('the rows of a case', () => {
  it('list it under its status, the newest first', () => {
    const world = reported();
    world.report(2);
    const [older] = rows(world);
    const [newer] = cases.rows(world.case(2), 'F-2').map(({ key }) => key);
    expect(older).toMatch(/^FI\|open\|\d{15}$/);
    expect(String(newer) < String(older)).toBe(true);
    triage(world, { status: 'declined', note: 'as meant' });
    expect(rows(world)[0]).toMatch(/^FI\|declined\|/);
  });

  it('hold nobody’s words', () => {
    const world = new World();
    world.report(1, { text: 'Zqx', quoted: 'Zqx' });
    triage(world, { status: 'inProgress', note: 'Zqx' });
    expect(JSON.stringify(cases.rows(world.case(1), 'F-1'))).not.toContain('Zqx');
  });
});
