import { describe, expect, test } from 'vitest';
import { adopt, type Intent, type Standing } from '../../../src/features/audit/domain/adopting.ts';
import { auditEvents } from '../../../src/features/audit/domain/events.ts';
import { auditFacts } from '../../../src/features/audit/facts.ts';
import { HOUR, type Instant, MINUTE, plus } from '../../../src/kernel/instant.ts';
import { type PersonId, personId, type Role } from '../../../src/kernel/people.ts';
import { adoptionIn, isOverruled } from '../../../src/ledger/adoption.ts';
import { canonicalJson, type Json } from '../../../src/ledger/canonical.ts';

const NOW = '2026-11-20T09:00:00.000Z' as Instant;
const hash = (digit: string) => digit.repeat(64);

function id(end: string): PersonId {
  const found = personId(`00000000-0000-4000-8000-00000000${end}`);
  if (found === undefined) throw new RangeError(end);
  return found;
}
const ADA = id('0001');
const BORIS = id('0005');

const standing: Standing = {
  heads: [
    { log: 'g', size: 12, root: hash('a'), chain: hash('b') },
    { log: '00', size: 0, root: hash('c'), chain: hash('0') },
  ],
  overruled: [{ note: hash('d'), at: plus(NOW, -10 * MINUTE), logs: [{ log: 'g', size: 20 }] }],
};
const intent: Intent = {
  ...standing,
  person: ADA,
  reason: 'The disk was lost',
  at: plus(NOW, -MINUTE),
};
const as = (person: PersonId, role: Role | undefined = 'board', reason = 'I agree') => ({
  person,
  reason,
  roles: new Set<Role>(role === undefined ? [] : [role]),
});
const judge = (
  command: ReturnType<typeof as>,
  { stands = standing, known = intent, now = NOW } = {},
) => adopt(command, stands, { intent: known, now });

describe('to adopt a ledger that is behind', () => {
  test('the first person asks', () => {
    expect(
      adopt(as(ADA, 'admin', ' The disk was lost '), standing, { intent: undefined, now: NOW }),
    ).toEqual({
      ok: true,
      value: {
        kind: 'asked',
        intent: { ...standing, person: ADA, reason: 'The disk was lost', at: NOW },
      },
    });
  });

  test('the second agrees, and both stand in the event', () => {
    const judged = judge(as(BORIS));
    expect(judged).toEqual({
      ok: true,
      value: {
        kind: 'agreed',
        event: {
          type: 'ledger-adopted',
          data: {
            ...standing,
            people: [
              { person: ADA, reason: 'The disk was lost', at: plus(NOW, -MINUTE) },
              { person: BORIS, reason: 'I agree', at: NOW },
            ],
          },
        },
      },
    });
  });

  test.each([
    ['a role that does not govern', as(BORIS, 'security'), {}, 'not-allowed'],
    ['no role', { ...as(BORIS), roles: new Set<Role>() }, {}, 'not-allowed'],
    ['no reason', as(BORIS, 'board', '  '), {}, 'reason-missing'],
    ['nothing behind', as(BORIS), { stands: { ...standing, overruled: [] } }, 'nothing-behind'],
    ['the same person twice', as(ADA, 'admin'), {}, 'same-person'],
    [
      'a checkpoint later than the clock',
      as(BORIS),
      { stands: { ...standing, overruled: [{ note: hash('d'), at: NOW, logs: [] }] } },
      'clock-behind',
    ],
  ])('is refused: %s', (_, command, how, refusal) => {
    expect(judge(command, how)).toEqual({ ok: false, refusal });
  });

  const [governance, lane] = standing.heads;
  test.each([
    ['was said an hour and a moment ago', { known: { ...intent, at: plus(NOW, -HOUR - 1) } }],
    ['was said later than now', { known: { ...intent, at: plus(NOW, 1) } }],
    [
      'was about other sizes',
      { stands: { ...standing, heads: [{ ...governance, size: 13 }, lane] as Standing['heads'] } },
    ],
    [
      'was about other content',
      {
        stands: {
          ...standing,
          heads: [{ ...governance, root: hash('e') }, lane] as Standing['heads'],
        },
      },
    ],
    ['was about fewer logs', { stands: { ...standing, heads: [governance] as Standing['heads'] } }],
    [
      'was about another checkpoint',
      { stands: { ...standing, overruled: [{ note: hash('e'), at: intent.at, logs: [] }] } },
    ],
  ])('an intent counts no more that %s', (_, how) => {
    expect(judge(as(BORIS), how)).toMatchObject({ ok: true, value: { kind: 'asked' } });
  });

  test('an intent of an hour counts', () => {
    const known = { ...intent, at: plus(NOW, -HOUR) };
    const old = {
      ...standing,
      overruled: [{ note: hash('d'), at: plus(NOW, -2 * HOUR), logs: [] }],
    };
    expect(judge(as(BORIS), { known: { ...known, ...old }, stands: old })).toMatchObject({
      value: { kind: 'agreed' },
    });
  });
});

describe('the event', () => {
  const judged = judge(as(BORIS));
  if (!judged.ok || judged.value.kind !== 'agreed') throw new TypeError('nobody agreed');
  const { type, data } = judged.value.event;

  test('is one of the closed list', () => {
    expect(auditEvents[type].safeParse(data).success).toBe(true);
    expect(auditEvents[type].safeParse({ ...data, people: data.people.slice(1) }).success).toBe(
      false,
    );
  });

  test('is found under the ledger and under both people', () => {
    expect(auditFacts.subjects({ type, data })).toEqual([
      'ledger',
      `person:${ADA}`,
      `person:${BORIS}`,
    ]);
  });

  test('is what a verifier of the format reads as an adoption', () => {
    const line = canonicalJson({ at: NOW, by: {}, data: data as unknown as Json, salt: '', type });
    const adoption = adoptionIn(line, 13);
    expect(adoption).toMatchObject({
      seq: 13,
      heads: [
        { log: 'g', size: 12 },
        { log: '00', size: 0 },
      ],
    });
    const checkpoint = {
      origin: 'x',
      at: plus(NOW, -1),
      logs: [{ log: 'g', size: 13, root: hash('1'), chain: hash('2') }],
    };
    expect(isOverruled(checkpoint, 'any', adoption ? [adoption] : [])).toBe(true);
  });
});
