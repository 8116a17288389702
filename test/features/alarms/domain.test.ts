import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acknowledge } from '../../../src/features/alarms/domain/acknowledging.ts';
import type { AlarmEvent } from '../../../src/features/alarms/domain/events.ts';
import {
  inAccumulation,
  inFigures,
  inGrowth,
  inQuotas,
} from '../../../src/features/alarms/domain/finding.ts';
import { type AlarmState, alarms } from '../../../src/features/alarms/domain/state.ts';
import type { Recorded } from '../../../src/kernel/events.ts';
import { type Instant, instantOf, MINUTE, plus } from '../../../src/kernel/instant.ts';
import { type Actor, type PersonId, ROLES, type Role } from '../../../src/kernel/people.ts';
import type { Metric } from '../../../src/kernel/section.ts';

const someone = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as PersonId;
const [ADA, SELMA] = [someone(1), someone(2)];
const START: Instant = instantOf(Date.UTC(2026, 10, 20, 9));
const ROOM = 'a'.repeat(32);
const ALARM = 'AL-1a2b3c4d5e6f';
const SYSTEM: Actor = { kind: 'system' };

const RAISED: AlarmEvent = {
  type: 'alarm-raised',
  data: {
    alarm: ALARM,
    kind: 'figure',
    week: '2026-W47',
    what: 'Outputs edited heavily: 55 % of 20.',
    todo: 'Rework the prompt.',
    rooms: [ROOM],
    outside: true,
  },
};
const acknowledgedWith = (note?: string): AlarmEvent => ({
  type: 'alarm-acknowledged',
  data: { alarm: ALARM, afterMs: MINUTE, ...(note !== undefined && { note }) },
});
const posted: AlarmEvent = {
  type: 'alarm-posted',
  data: { alarm: ALARM, room: ROOM, version: 1, activityId: 'a', hash: 'h' },
};

const recorded = (event: AlarmEvent, by: Actor, at = START) =>
  ({ ...event, log: 'g', seq: 7, at, by }) as Parameters<typeof alarms.evolve>[1];
const given = (...events: readonly ReturnType<typeof recorded>[]): AlarmState =>
  events.reduce<AlarmState | undefined>(
    (state, event) => alarms.evolve(state, event, ALARM),
    undefined,
  ) ?? expect.fail('nothing began');
const raised = given(recorded(RAISED, SYSTEM));
const by = (person: PersonId): Actor => ({ kind: 'person', id: person });
const who = (person: PersonId, ...roles: readonly Role[]) => ({
  person,
  roles: new Set(roles),
  alarm: ALARM,
});
const keys = (state: AlarmState) =>
  alarms.rows(state, ALARM).map(({ key }) => key.split('|')[2] ?? '');

describe('acknowledging an alarm', () => {
  it('is written down once, with how long it took and the note', () => {
    const now = plus(START, 40 * MINUTE);
    expect(acknowledge({ ...who(SELMA, 'security'), note: 'Looking' }, raised, now)).toEqual({
      ok: true,
      value: [
        {
          type: 'alarm-acknowledged',
          data: { alarm: ALARM, afterMs: 40 * MINUTE, note: 'Looking' },
        },
      ],
    });
  });

  it('again by the same person changes nothing; after somebody else, the second is told who and when', () => {
    const taken = given(recorded(RAISED, SYSTEM), recorded(acknowledgedWith(), by(SELMA)));
    expect(acknowledge(who(SELMA, 'security'), taken, START)).toEqual({ ok: true, value: [] });
    expect(acknowledge(who(ADA, 'admin'), taken, plus(START, MINUTE))).toEqual({
      ok: false,
      refusal: { code: 'acknowledged', by: by(SELMA), at: START },
    });
  });

  it('is for admins, the board and security, and for nobody else', () => {
    const allowed: readonly Role[] = ['admin', 'board', 'security'];
    fc.assert(
      fc.property(fc.subarray([...ROLES]), (roles) => {
        const { ok } = acknowledge(who(ADA, ...roles), raised, START);
        expect(ok).toBe(roles.some((role) => allowed.includes(role)));
      }),
    );
  });

  it('of an alarm that nobody raised is refused', () => {
    expect(acknowledge(who(ADA, 'admin'), undefined, START)).toMatchObject({
      refusal: { code: 'unknown-alarm' },
    });
  });
});

describe('an alarm', () => {
  it('is posted and told outside, and once more when it is acknowledged', () => {
    expect(keys(raised)).toEqual(['alarm-card', 'alarm-webhook']);
    const told: AlarmEvent = {
      type: 'alarm-told',
      data: { alarm: ALARM, version: 1, accepted: 1, of: 1 },
    };
    const shown = [recorded(RAISED, SYSTEM), recorded(posted, SYSTEM), recorded(told, SYSTEM)];
    expect(keys(given(...shown))).toEqual([]);
    expect(keys(given(...shown, recorded(acknowledgedWith(), by(ADA))))).toEqual([
      'alarm-card',
      'alarm-webhook',
    ]);
  });

  it('that was never posted is not posted any more once somebody has taken it on', () => {
    const taken = given(recorded(RAISED, SYSTEM), recorded(acknowledgedWith(), by(ADA)));
    expect(keys(taken)).toEqual(['alarm-webhook']);
  });

  it('keeps its first acknowledgement, whatever came after', () => {
    const events = [recorded(acknowledgedWith('mine'), by(ADA))];
    const more = recorded(acknowledgedWith('no, mine'), by(SELMA), plus(START, MINUTE));
    expect(given(recorded(RAISED, SYSTEM), ...events, more).acknowledged).toEqual({
      by: by(ADA),
      at: START,
      note: 'mine',
    });
    expect(alarms.fits?.(given(recorded(RAISED, SYSTEM), ...events), more, ALARM)).toBe(false);
  });
});

const metric = (id: string, action: string, label = 'outputs edited heavily'): Metric => ({
  id,
  label,
  text: '55 %',
  value: 0.55,
  unit: 'share',
  sampleSize: 20,
  action,
});
const at = (type: string, data: object, seq = 5): Recorded => ({
  type,
  data,
  log: 'g',
  seq,
  at: START,
  by: SYSTEM,
});
const grown = { connectors: [], scopes: ['Mail.Send'], sites: ['a', 'b'], tools: [] };

describe('what asks for a look', () => {
  it('is a figure of the week that asks for action, once a week however it moves on', () => {
    const found = inFigures('2026-W47', [metric('a', 'none'), metric('b', 'friction: rework it')]);
    expect(found).toMatchObject([
      { kind: 'figure', what: 'Outputs edited heavily: 55 % of 20.', todo: 'Friction: rework it.' },
    ]);
    const later = inFigures('2026-W47', [{ ...metric('b', 'friction: rework it'), text: '60 %' }]);
    expect(later[0]?.alarm).toBe(found[0]?.alarm);
    expect(inFigures('2026-W48', [metric('b', 'x')])[0]?.alarm).not.toBe(found[0]?.alarm);
  });

  it('is each find of an inventory', () => {
    const known = { about: 'agent', id: 'writer', source: 'Purview', known: true, grown, count: 3 };
    const found = inGrowth('2026-W47', [
      at('growth-found', known, 5),
      at('growth-found', { ...known, known: false }, 6),
      at('owner-missing', {}, 7),
    ]);
    expect(found.map(({ what }) => what)).toEqual([
      'Agent writer has more than was recorded: 1 scopes, 2 sites. Seen by Purview.',
      'Agent writer is on no list. Seen by Purview.',
    ]);
    expect(new Set(found.map(({ alarm }) => alarm)).size).toBe(2);
    expect(found[0]?.subject).toBe('agent:writer');
  });

  it('is an agent that has gone above its template', () => {
    const above = [{ counter: 'sites', count: 6, limit: 5 }];
    const data = { agentId: 'writer', above, told: [] };
    const found = inAccumulation('2026-W47', [
      at('accumulation-exceeded', data, 5),
      at('accumulation-exceeded', data, 9),
      at('accumulation-eased', { agentId: 'writer', above: [] }, 7),
    ]);
    expect(found).toMatchObject([
      {
        kind: 'accumulation',
        what: 'Agent writer has gathered more than its template: 6 sites of 5.',
        subject: 'agent:writer',
      },
      {},
    ]);
    expect(new Set(found.map(({ alarm }) => alarm)).size).toBe(2);
  });

  it('is a quota that is used up, and not one that is nearly', () => {
    const data = { agentId: 'writer', span: 'day', from: START, share: 100, limit: 50 };
    const found = inQuotas('2026-W47', [
      at('quota-reached', data),
      at('quota-reached', { ...data, share: 80 }),
    ]);
    expect(found.map(({ what }) => what)).toEqual([
      'Agent writer has used up its quota of 50 calls a day; the rest is denied.',
    ]);
  });
});
