import { describe, expect, it } from 'vitest';
import { editOf } from '../../../../src/features/registry/domain/editing.ts';
import { agents } from '../../../../src/features/registry/domain/fold.ts';
import type { Tier } from '../../../../src/features/registry/domain/model.ts';
import { presentAgent, presentTier } from '../../../../src/features/registry/domain/present.ts';
import { agentAfter, at, dueOf, type Happened, someone, WRITER } from './world.ts';

const raised = (tier: Tier, ms: number, request = 'AR-1'): Happened => [
  {
    type: 'tier-raised',
    data: {
      agentId: 'writer',
      connectorId: 'post',
      tier,
      until: at(ms),
      request,
      reason: 'It goes well.',
    },
  },
];
const ended = (request = 'AR-1'): Happened => [
  {
    type: 'tier-ended',
    data: { agentId: 'writer', connectorId: 'post', tier: 'delegatedAction', request, ended: [] },
  },
];
const changed = (tier: Tier, endsRaises?: readonly string[]): Happened => [
  {
    type: 'agent-changed',
    data: {
      agent: { ...WRITER, capabilities: [{ connectorId: 'post', tier, reason: 'it writes' }] },
      people: { business: someone(3), technical: someone(1) },
      ...(endsRaises && { endsRaises }),
    },
  },
];

describe('a raised tier', () => {
  it('counts until exactly its date, whether or not that is written', () => {
    const state = agentAfter(raised('delegatedAction', 1_000));
    expect(presentTier(state, 'post', at(999))).toBe('delegatedAction');
    expect(presentTier(state, 'post', at(1_000))).toBe('draftOnly');
    expect(presentTier(state, 'desk', at(0))).toBeUndefined();
    expect(state.record).toEqual(WRITER);
    expect(presentAgent(state, at(0)).record.capabilities[0]?.tier).toBe('delegatedAction');
    expect(presentAgent(state, at(1_000))).toBe(state);
  });

  it('never lowers, and of several the highest counts', () => {
    const lower = agentAfter(raised('readOnly', 1_000));
    expect(presentTier(lower, 'post', at(0))).toBe('draftOnly');
    const two = agentAfter(raised('delegatedAction', 1_000), raised('draftOnly', 2_000, 'AR-2'));
    expect(presentTier(two, 'post', at(0))).toBe('delegatedAction');
    expect(presentTier(two, 'post', at(1_500))).toBe('draftOnly');
  });

  it('has a timer of its own until it is written off', () => {
    const two = agentAfter(
      raised('delegatedAction', 1_000),
      raised('delegatedAction', 2_000, 'AR-2'),
    );
    expect(dueOf(agents.rows(two, 'writer'))).toEqual([
      `tier-end writer~AR-1 ${at(1_000)}`,
      `tier-end writer~AR-2 ${at(2_000)}`,
    ]);
    const one = agentAfter(raised('delegatedAction', 1_000), ended());
    expect(agents.rows(one, 'writer')).toEqual([]);
    expect(one).not.toHaveProperty('raises');
  });

  it('outlives an edit that leaves it alone, not one that takes it or the connector back', () => {
    const raise = raised('delegatedAction', 1_000);
    expect(agentAfter(raise, changed('draftOnly')).raises).toHaveLength(1);
    expect(agentAfter(raise, changed('draftOnly', ['post']))).not.toHaveProperty('raises');
    const without: Happened = [
      {
        type: 'agent-changed',
        data: {
          agent: { ...WRITER, capabilities: [] },
          people: { business: someone(3), technical: someone(1) },
        },
      },
    ];
    expect(agentAfter(raise, without)).not.toHaveProperty('raises');
  });
});

describe('an edit', () => {
  const state = agentAfter(raised('delegatedAction', 1_000));
  const edit = (tier: Tier, ms = 0) =>
    editOf(
      state,
      { ...WRITER, capabilities: [{ connectorId: 'post', tier, reason: 'it writes' }] },
      at(ms),
    );
  const tierOf = ({ record }: ReturnType<typeof edit>) => record.capabilities[0]?.tier;

  it('that sends the raised tier back leaves everything as it is', () => {
    expect(edit('delegatedAction')).toEqual({ record: WRITER, endsRaises: [], endsBounds: [] });
  });

  it('that comes lower takes the raise back', () => {
    expect(edit('draftOnly')).toMatchObject({ endsRaises: ['post'], endsBounds: [] });
    expect(tierOf(edit('draftOnly'))).toBe('draftOnly');
    expect(edit('readOnly')).toMatchObject({ endsRaises: ['post'], endsBounds: [] });
    expect(tierOf(edit('readOnly'))).toBe('readOnly');
  });

  it('after its date is what it says', () => {
    expect(tierOf(edit('delegatedAction', 1_000))).toBe('delegatedAction');
    expect(edit('draftOnly', 1_000).endsRaises).toEqual([]);
  });

  it('of another connector is not looked at', () => {
    const capabilities = [{ connectorId: 'desk', tier: 'delegatedAction' as const, reason: 'x' }];
    expect(editOf(state, { ...WRITER, capabilities }, at(0)).record.capabilities).toEqual(
      capabilities,
    );
  });
});
