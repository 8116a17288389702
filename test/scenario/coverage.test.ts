import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type Fields, type Line, MAIL, SEND_MAIL, type Story, story } from './story.ts';

const WEEK = '2026-W47';

interface Deed {
  readonly kind: 'read' | 'send' | 'deny';
  readonly why: boolean;
  /** Of a send: what people do, and whether the receipt is used. */
  readonly after: 'nothing' | 'reject' | 'approve' | 'redeem';
  /** Asked a second time while it is approved: another decision about the same action. */
  readonly again: boolean;
  readonly reports: readonly ('first' | 'second')[];
}

const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('read', 'send', 'deny'),
  why: fc.boolean(),
  after: fc.constantFrom('nothing', 'reject', 'approve', 'redeem'),
  again: fc.boolean(),
  reports: fc.subarray(['first', 'second'] as const),
});

const callOf = ({ kind, why }: Deed, n: number): Fields => ({
  ...SEND_MAIL,
  ...(kind === 'read' && { tool: 'search', arguments: { q: n } }),
  ...(kind === 'deny' && { tool: 'erase', arguments: {} }),
  ...(kind === 'send' && { arguments: { ...MAIL, body: `Offer ${n}` } }),
  ...(why && { justification: 'Emma asked for it.' }),
});

const authorize = async (house: Story, call: Fields): Promise<Fields> =>
  (await house.call('gateway', 'POST', '/authorize', call)).body;

async function done(house: Story, one: Deed, n: number): Promise<void> {
  const call = callOf(one, n);
  const first = await authorize(house, call);
  let second: Fields = {};
  if (typeof first['requestId'] === 'string') {
    const id = first['requestId'];
    const { digest } = await house.request(id, 'board');
    const answer = one.after === 'reject' ? 'reject' : 'approve';
    if (one.after !== 'nothing')
      await house.call('owner', 'POST', `/requests/${id}/answer`, { answer, digest });
    if (one.again) second = await authorize(house, call);
    if (one.after === 'redeem')
      await house.redeem(await house.receipt(id), call['arguments'] as Fields);
  }
  const decisions = { first: first['decisionId'], second: second['decisionId'] };
  for (const which of one.reports) {
    const decisionId = decisions[which];
    if (decisionId !== undefined)
      await house.call('gateway', 'POST', '/outcomes', { decisionId, outcome: 'used' });
  }
}

/** The same from the events alone: actions that were allowed outright or redeemed, and those of them that are explained. */
function recomputed(lines: readonly Line[]): {
  readonly actions: number;
  readonly explained: number;
} {
  const decisions = lines.filter(({ type }) => type === 'action-authorized');
  const byId = new Map(decisions.map((line) => [`D-${line.log}-${line.seq}`, line]));
  const outright = decisions.filter(
    ({ data }) => data['outcome'] === 'allow' && data['request'] === undefined,
  );
  const redeemed = lines.filter(({ type }) => type === 'request-redeemed');
  const reports = lines
    .filter(({ type }) => type === 'outcome-reported')
    .map(({ data }) => byId.get(String(data['decision'])))
    .filter((decision) => decision !== undefined);
  const requests = new Map<unknown, boolean[]>();
  let explained = 0;
  for (const { data } of reports) {
    const why = data['justification'] !== undefined;
    if (data['request'] === undefined) explained += why ? 1 : 0;
    else if (redeemed.some((line) => line.data['request'] === data['request']))
      requests.set(data['request'], [...(requests.get(data['request']) ?? []), why]);
  }
  // Of several reports about one request only the first counts.
  for (const [first] of requests.values()) explained += first ? 1 : 0;
  return { actions: outright.length + redeemed.length, explained };
}

describe('the coverage score', () => {
  story('is what the events say', { timeout: 60_000 }, async ({ house }) => {
    const deeds = fc.sample(deed, 25);
    for (const [n, one] of deeds.entries()) {
      await done(house, one, n);
      await house.settle();
    }
    const { actions, explained } = recomputed(await house.lines());
    const { body } = await house.call('board', 'GET', `/digests/${WEEK}`);
    const metrics = body.sections.find(({ id }: { id: string }) => id === 'metrics').metrics ?? [];
    const shown = metrics.find(({ id }: { id: string }) => id === 'coverage:actions');
    expect(shown?.sampleSize ?? 0).toBe(actions);
    if (actions > 0) expect(shown.value).toBeCloseTo(Math.min(explained, actions) / actions, 10);
    const weeks = (await house.call('board', 'GET', '/metrics?weeks=1')).body.weeks;
    if (actions > 0)
      expect(
        weeks[0].metrics.find(({ id }: { id: string }) => id === 'coverage:actions'),
      ).toMatchObject({ sampleSize: actions });
  });

  story(
    'is whole where agents say why and gateways report, and asks for both where not',
    async ({ house }) => {
      const read = { kind: 'read', after: 'nothing', again: false } as const;
      for (let n = 0; n < 6; n += 1)
        await done(house, { ...read, why: true, reports: ['first'] }, n);
      const shown = async () => {
        const { body } = await house.call('board', 'GET', `/digests/${WEEK}`);
        return body.sections.find(({ id }: { id: string }) => id === 'metrics').metrics[0];
      };
      expect(await shown()).toMatchObject({ id: 'coverage:actions', value: 1, action: 'none' });
      for (let n = 0; n < 6; n += 1)
        await done(house, { ...read, why: false, reports: ['first'] }, n);
      expect(await shown()).toMatchObject({
        value: 0.5,
        sampleSize: 12,
        action: expect.stringContaining('say why'),
      });
    },
  );
});
