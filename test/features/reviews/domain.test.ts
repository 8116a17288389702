import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrantState } from '../../../src/features/grants/domain/state.ts';
import type { AgentState, ConnectorState } from '../../../src/features/registry/domain/model.ts';
import { agentWidenings } from '../../../src/features/registry/domain/narrowing.ts';
import { type Around, carryOut } from '../../../src/features/reviews/domain/carryOut.ts';
import { answerReview } from '../../../src/features/reviews/domain/decide.ts';
import { CHOICES } from '../../../src/features/reviews/domain/events.ts';
import { itemsOf } from '../../../src/features/reviews/domain/items.ts';
import { nextReminder, type Review } from '../../../src/features/reviews/domain/reviews.ts';
import { DAY, type Instant, instantOf, plus } from '../../../src/kernel/instant.ts';
import type { PersonId } from '../../../src/kernel/people.ts';

const someone = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as PersonId;
const OWNER = someone(1);
const BACKUP = someone(2);
const TECHNICAL = someone(3);
const NOW: Instant = instantOf(Date.UTC(2026, 10, 20, 9));

const connector = (id: string, scopes: readonly string[]): ConnectorState => ({
  record: {
    id,
    displayName: id,
    status: 'approved',
    environments: ['production'],
    tierCeiling: 'delegatedAction',
    labels: ['general'],
    systemClass: 'mail',
    tools: [{ name: 'send', effect: 'send' }],
    scopes: scopes.map((name) => ({ name })),
  },
  effectSetBy: {},
});
const agent: AgentState = {
  record: {
    id: 'writer',
    displayName: 'Writer',
    platform: 'foundry',
    environment: 'production',
    phase: 'department',
    department: 'sales',
    businessOwner: OWNER,
    technicalOwner: TECHNICAL,
    backupOwner: BACKUP,
    capabilities: [
      { connectorId: 'mail', tier: 'delegatedAction', reason: 'Writes' },
      { connectorId: 'crm', tier: 'readOnly', reason: 'Reads' },
    ],
    useCase: { outcome: 'mail', successMetric: 'replies', failureMode: 'silence' },
    version: '1',
  },
  people: { business: OWNER, technical: TECHNICAL, backup: BACKUP },
  status: 'active',
  changedAt: NOW,
  raises: [{ connectorId: 'crm', tier: 'draftOnly', until: plus(NOW, 9 * DAY), request: 'AR-3' }],
};
const grant: GrantState = {
  grant: 'AR-7',
  agentId: 'writer',
  connectorId: 'mail',
  tool: 'send',
  recipients: [],
  until: plus(NOW, 7 * DAY),
  catalogue: 'c',
  consents: [],
  approvers: [],
  reason: 'It goes well',
  givenAt: NOW,
  told: false,
};
const holdings = {
  agent,
  connectors: [connector('mail', ['Mail.Read']), connector('crm', ['Crm.Read'])],
  grants: [grant],
  exceptions: [],
};
const items = itemsOf(holdings);
const around: Around = {
  ...holdings,
  now: NOW,
  campaign: 'RV-1',
  users: (id) => (id === 'mail' ? 2 : 1),
};
const review: Review = {
  campaign: 'RV-1',
  agentId: 'writer',
  reviewer: OWNER,
  openedAt: NOW,
  due: plus(NOW, 10 * DAY),
  items,
  answers: {},
  handed: [],
  reminded: 0,
  version: 1,
  card: { shows: 0 },
};
const says = (
  person: PersonId,
  ...answers: readonly (readonly [string, 'keep' | 'reduce' | 'revoke'])[]
) =>
  answerReview(
    { person, answers: answers.map(([item, choice]) => ({ item, choice })) },
    review,
    around,
  );

describe('what a review asks', () => {
  it('has four sections, and every item in one of them', () => {
    expect(items.map(({ key, section }) => [section, key])).toEqual([
      ['permissions', 'capability:mail'],
      ['permissions', 'capability:crm'],
      ['connectors', 'connector:mail'],
      ['connectors', 'connector:crm'],
      ['scopes', 'scope:mail:Mail.Read'],
      ['scopes', 'scope:crm:Crm.Read'],
      ['exceptions', 'raise:AR-3'],
      ['exceptions', 'grant:AR-7'],
    ]);
  });

  it('asks about an agent that has nothing, too', () => {
    const bare = { ...agent, record: { ...agent.record, capabilities: [] }, raises: [] };
    expect(itemsOf({ agent: bare, connectors: [], grants: [], exceptions: [] })).toMatchObject([
      { key: 'nothing', choices: ['keep'] },
    ]);
  });
});

describe('an answer', () => {
  it('that keeps is recorded and changes nothing else', () => {
    expect(says(OWNER, ['capability:mail', 'keep'])).toMatchObject({
      ok: true,
      value: [{ type: 'review-answered', data: { completes: false, handed: [] } }],
    });
  });

  it('reduces by one tier, and revokes with all that rests on it', () => {
    const done = says(
      BACKUP,
      ['capability:mail', 'reduce'],
      ['raise:AR-3', 'revoke'],
      ['grant:AR-7', 'revoke'],
    );
    expect(done.ok && done.value.slice(1)).toMatchObject([
      {
        type: 'agent-changed',
        data: {
          agent: {
            capabilities: [{ connectorId: 'mail', tier: 'draftOnly' }, { tier: 'readOnly' }],
          },
          endsRaises: ['crm'],
        },
      },
      { type: 'grant-revoked', data: { grant: 'AR-7' } },
    ]);
  });

  it('takes a scope from a connector that is the agent’s alone, and hands the other to an admin', () => {
    const done = says(OWNER, ['scope:mail:Mail.Read', 'revoke'], ['scope:crm:Crm.Read', 'revoke']);
    expect(done.ok && done.value).toMatchObject([
      { type: 'review-answered', data: { handed: ['scope:mail:Mail.Read'] } },
      { type: 'connector-changed', data: { connector: { id: 'crm', scopes: [] } } },
    ]);
  });

  it('completes with the last item, and then the record says when it was reviewed', () => {
    const done = says(OWNER, ...items.map(({ key }) => [key, 'keep'] as const));
    expect(done.ok && done.value).toMatchObject([
      { data: { completes: true } },
      {
        type: 'agent-changed',
        data: { agent: { lastReviewed: '2026-11-20', reviewBy: '2027-02-19' } },
      },
    ]);
  });

  it('is refused to anybody but owner and backup, and for what was not asked', () => {
    expect(says(TECHNICAL, ['capability:mail', 'keep'])).toMatchObject({
      refusal: { code: 'not-reviewer' },
    });
    expect(says(OWNER, ['capability:erp', 'keep'])).toMatchObject({
      refusal: { code: 'unknown-item' },
    });
    expect(says(OWNER, ['capability:crm', 'reduce'])).toMatchObject({
      refusal: { code: 'not-a-choice' },
    });
  });

  it('counts once: the same again is no news, another is refused', () => {
    const answered = {
      ...review,
      answers: { 'capability:mail': { choice: 'keep' as const, by: OWNER, at: NOW } },
    };
    const again = (choice: 'keep' | 'revoke') =>
      answerReview(
        { person: OWNER, answers: [{ item: 'capability:mail', choice }] },
        answered,
        around,
      );
    expect(again('keep')).toEqual({ ok: true, value: [] });
    expect(again('revoke')).toMatchObject({ refusal: { code: 'already-answered' } });
  });

  it('can never widen, whatever is chosen', () => {
    const anyChoice = fc
      .subarray([...items])
      .chain((some) =>
        fc.tuple(
          ...some.map(({ key }) =>
            fc.constantFrom(...CHOICES).map((choice) => ({ item: key, choice })),
          ),
        ),
      );
    fc.assert(
      fc.property(anyChoice, fc.boolean(), (chosen, complete) => {
        const days = { lastReviewed: '2026-11-20', reviewBy: '2027-02-19' };
        const { events } = carryOut(chosen, { ...around, ...(complete && { reviewed: days }) });
        for (const event of events)
          if (event.type === 'agent-changed') {
            expect(agentWidenings(agent.record, event.data.agent)).toEqual([]);
            expect(event.data.people).toEqual(agent.people);
          }
        const revoked = chosen.some(
          ({ item, choice }) => item === 'grant:AR-7' && choice === 'revoke',
        );
        expect(events.some(({ type }) => type === 'grant-revoked')).toBe(revoked);
      }),
    );
  });
});

describe('a reminder', () => {
  it('comes at half the time, then at nine tenths, then no more', () => {
    expect(nextReminder(review)).toEqual({ share: 50, at: plus(NOW, 5 * DAY) });
    expect(nextReminder({ ...review, reminded: 50 })).toEqual({
      share: 90,
      at: plus(NOW, 9 * DAY),
    });
    expect(nextReminder({ ...review, reminded: 90 })).toBeUndefined();
    const answers = Object.fromEntries(
      items.map(({ key }) => [key, { choice: 'keep' as const, by: OWNER, at: NOW }]),
    );
    expect(nextReminder({ ...review, answers })).toBeUndefined();
  });
});
