import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohorts, MOST_WORKFLOWS } from '../../../src/features/gate/cohorts.ts';
import { gateCounters } from '../../../src/features/gate/counters.ts';
import type { ActionAuthorized } from '../../../src/features/gate/domain/events.ts';
import type { AgentState } from '../../../src/features/registry/domain/model.ts';
import { type Instant, parseInstant } from '../../../src/kernel/instant.ts';
import { personId } from '../../../src/kernel/people.ts';

const at = (text: string): Instant => {
  const instant = parseInstant(text);
  if (!instant) throw new TypeError(text);
  return instant;
};
const FRIDAY = at('2026-11-20T09:00:00Z');
const MONDAY = at('2026-11-23T09:00:00Z');

const someone = personId('00000000-0000-4000-8000-000000000002');
if (!someone) throw new TypeError('a person was expected');
const agent: AgentState = {
  record: {
    id: 'writer',
    displayName: 'Writer',
    platform: 'foundry',
    environment: 'production',
    phase: 'enterprise',
    department: 'sales',
    businessOwner: 'owner@contoso.example',
    technicalOwner: 'admin@contoso.example',
    capabilities: [],
    useCase: { id: 'offers', outcome: 'o', successMetric: 's', failureMode: 'f' },
    version: '1',
  },
  people: { business: someone, technical: someone },
  status: 'active',
  changedAt: FRIDAY,
};

const decided = (more: Partial<ActionAuthorized['data']>): ActionAuthorized => ({
  type: 'action-authorized',
  data: {
    agent: 'writer',
    connector: 'mail',
    tool: 'search',
    outcome: 'allow',
    because: 'It may.',
    policies: ['p'],
    bundle: 'b',
    digest: 'd',
    agentVersion: '1',
    workflow: 'offers',
    ...more,
  },
});

describe('what a decision counts as', () => {
  it('is for ever what it was where the event says nothing else: old ledgers verify', () => {
    expect(gateCounters(decided({ department: 'sales' }))).toEqual({
      'decision.sales~offers.allow': 1,
      'agent.writer': 1,
      'coverage.actions': 1,
    });
    expect(gateCounters(decided({ agent: 'ghost', outcome: 'deny' }))).toEqual({
      'decision.none~offers.deny': 1,
      'agent.ghost': 1,
    });
  });

  it('is one cohort for all agents that nobody registered, and none of them is an agent', () => {
    const cells = (ghost: string) =>
      gateCounters(decided({ agent: ghost, workflow: ghost, outcome: 'deny', counted: 'unknown' }));
    expect(cells('ghost-1')).toEqual({ 'decision.unknown.deny': 1 });
    expect(cells('ghost-2')).toEqual(cells('ghost-1'));
  });

  it('is one cohort for all workflows beyond those that have figures', () => {
    const event = decided({ department: 'sales', workflow: 'x-99', counted: 'other' });
    expect(gateCounters(event)).toMatchObject({ 'decision.sales~other.allow': 1 });
  });
});

describe('the workflows of an agent', () => {
  const call = (workflow?: string, agentId = 'writer') => ({
    agentId,
    connectorId: 'mail',
    tool: 'search',
    arguments: {},
    ...(workflow !== undefined && { workflow }),
  });

  it('have figures up to a number, and what it is registered for always has', () => {
    const kept = cohorts();
    for (let n = 0; n < MOST_WORKFLOWS; n += 1)
      expect(kept.of(agent, call(`flow-${n}`), FRIDAY)).toBeUndefined();
    expect(kept.of(agent, call('one-more'), FRIDAY)).toBe('other');
    expect(kept.of(agent, call('flow-0'), FRIDAY)).toBeUndefined();
    for (const own of [undefined, 'writer', 'offers'])
      expect(kept.of(agent, call(own), FRIDAY)).toBeUndefined();
    expect(kept.of(agent, call('one-more', 'reader'), FRIDAY)).toBeUndefined();
    expect(kept.of(agent, call('one-more'), MONDAY)).toBeUndefined();
  });

  it('make so many cells at most, whatever an agent calls them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 60 }), { minLength: 50, maxLength: 120 }),
        (all) => {
          const kept = cohorts();
          const cells = all.map((workflow) => {
            const counted = kept.of(agent, call(workflow), FRIDAY);
            return gateCounters(decided({ workflow, ...(counted && { counted }) }));
          });
          const names = new Set(cells.flatMap((one) => Object.keys(one)));
          // Beside them: the rest, the agent's own two, `agent.` and `coverage.`.
          expect(names.size).toBeLessThanOrEqual(MOST_WORKFLOWS + 5);
        },
      ),
    );
  });

  it('of agents that nobody registered are none', () => {
    expect(cohorts().of(undefined, call('anything', 'ghost'), FRIDAY)).toBe('unknown');
  });
});
