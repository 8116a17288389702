import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evidence, keyOf, type Record } from '../../../src/features/relaxations/domain/evidence.ts';
import { TERMS, toPropose } from '../../../src/features/relaxations/domain/proposing.ts';
import type { Recorded } from '../../../src/kernel/events.ts';
import { DAY, type Instant, plus } from '../../../src/kernel/instant.ts';

const NOW = '2026-11-23T00:00:00.000Z' as Instant;
const pattern = (n: number) => ({
  agentId: 'writer',
  connectorId: 'mail',
  tool: 'send',
  recipients: [`p${n}@contoso.example`],
});
const record = (n: number, more: Partial<Record> = {}): Record => ({
  pattern: pattern(n),
  approved: 40,
  against: 0,
  barred: false,
  ...more,
});
const nothing = { proposed: [], granted: new Set<string>(), now: NOW };
const chosen = (records: readonly Record[], more = {}) =>
  toPropose(records, { ...nothing, ...more }).map((one) => one.pattern.recipients[0]);

describe('what the ledger proposes', () => {
  it.each([
    ['given 40 approved and nothing against: proposed', record(1), true],
    ['given 39: not', record(1, { approved: 39 }), false],
    ['given 400 and one against: not', record(1, { approved: 400, against: 1 }), false],
    ['given money or somebody unknown: not', record(1, { approved: 400, barred: true }), false],
  ] as const)('%s', (_, one, is) => {
    expect(chosen([one])).toEqual(is ? ['p1@contoso.example'] : []);
  });

  it('given more than a week takes: the best proven', () => {
    const all = [1, 2, 3, 4, 5].map((n) => record(n, { approved: 40 + n }));
    expect(chosen(all)).toEqual(['p5@contoso.example', 'p4@contoso.example', 'p3@contoso.example']);
  });

  it('given one that is allowed already, or was proposed less than eight weeks ago: not', () => {
    const key = keyOf(pattern(1));
    expect(chosen([record(1)], { granted: new Set([key]) })).toEqual([]);
    const before = (days: number) => [{ key, request: 'AR-1', at: plus(NOW, -days * DAY) }];
    expect(chosen([record(1)], { proposed: before(55) })).toEqual([]);
    expect(chosen([record(1)], { proposed: before(56) })).toEqual(['p1@contoso.example']);
  });

  it('is never more than allowed, never unproven, never twice', () => {
    const some = fc.array(
      fc.record({ n: fc.nat(20), approved: fc.nat(80), against: fc.nat(1), barred: fc.boolean() }),
    );
    fc.assert(
      fc.property(some, (all) => {
        const found = toPropose(
          all.map(({ n, ...rest }) => record(n, rest)),
          nothing,
        );
        expect(found.length).toBeLessThanOrEqual(TERMS.most);
        for (const { approved, against, barred } of found)
          expect([approved >= TERMS.least, against, barred]).toEqual([true, 0, false]);
      }),
    );
  });
});

const about = { kind: 'outboundAction', agentId: 'writer', connectorId: 'mail' };
const asked = (request: string, more = {}) => ({
  type: 'request-asked',
  data: {
    ...about,
    request,
    facts: {
      tool: 'send',
      effectiveTool: 'send',
      systemClass: 'mail',
      recipients: [{ address: 'p1@contoso.example', internal: true }],
      references: [],
      ...more,
    },
  },
});
const decided = (request: string, audiences: readonly string[] = ['internal']) => ({
  type: 'action-authorized',
  data: { request, outcome: 'needsApproval', surroundings: { audiences } },
});
const ended = (request: string, how: string) => ({
  type: `request-${how}`,
  data: { ...about, request },
});
const outcome = (decision: string, what: string) => ({
  type: 'outcome-reported',
  data: { decision, agent: 'writer', workflow: 'writer', outcome: what },
});

/** Events one after the other, as governance would hold them. */
function evidenceOf(events: readonly object[]): readonly Record[] {
  const evidence = new Evidence();
  events.forEach((event, i) => {
    evidence.add({ ...event, log: 'g', seq: i + 1, at: NOW, by: { kind: 'system' } } as Recorded);
  });
  return evidence.records();
}

describe('the evidence', () => {
  const approved = [asked('AR-1'), decided('AR-1'), ended('AR-1', 'approved')];

  it.each([
    ['approved', [], { approved: 1, against: 0 }],
    ['and used', [outcome('D-g-2', 'used')], { approved: 1, against: 0 }],
    ['and edited', [outcome('D-g-2', 'edited')], { approved: 1, against: 1 }],
    ['and discarded', [outcome('D-g-2', 'discarded')], { approved: 1, against: 1 }],
    ['and taken back', [ended('AR-1', 'undone')], { approved: 1, against: 1 }],
    [
      'and another rejected',
      [asked('AR-2'), ended('AR-2', 'rejected')],
      { approved: 1, against: 1 },
    ],
    [
      'and complained about',
      [{ type: 'feedback-reported', data: { agent: 'writer' } }],
      { approved: 1, against: 1 },
    ],
    [
      'and another agent complained about',
      [{ type: 'feedback-reported', data: { agent: 'payer' } }],
      { approved: 1, against: 0 },
    ],
    [
      'and reverted once',
      [
        {
          type: 'grant-revoked',
          data: { grant: 'AR-9', agentId: 'writer', connectorId: 'mail', breach: 'F-1' },
        },
      ],
      { approved: 1, against: 1 },
    ],
  ] as const)('of one %s', (_, more, expected) => {
    const [found, ...others] = evidenceOf([...approved, ...more]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ ...expected, barred: false });
  });

  it.each([
    ['money', { systemClass: 'finance' }],
    ['an amount', { amount: { value: '1' } }],
    ['nobody named', { recipients: [] }],
    ['a dispatcher', { tool: 'call' }],
    ['content that is pointed at', { references: [{ argument: 'file', covered: true }] }],
  ])('with %s is barred', (_, facts) => {
    expect(evidenceOf([asked('AR-1', facts)])[0]?.barred).toBe(true);
  });

  it('with somebody unknown is barred', () => {
    expect(evidenceOf([asked('AR-1'), decided('AR-1', ['unknown'])])[0]?.barred).toBe(true);
  });
});
