import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factSheetCard } from '../../../../src/features/registry/cards/factSheet.ts';
import {
  type AgentState,
  type ConnectorRecord,
  type ConnectorState,
  type Effect,
  LABELS,
  TIERS,
} from '../../../../src/features/registry/domain/model.ts';
import { permissionPaths } from '../../../../src/features/registry/domain/permissionPath.ts';
import type { FactSheet } from '../../../../src/features/registry/showing/factSheet.ts';
import { pathSentence } from '../../../../src/features/registry/showing/pathSentence.ts';
import type { Instant } from '../../../../src/kernel/instant.ts';
import { wordsOf } from '../../../support/cardLaws.ts';
import { describeCards } from '../../../support/cardSuite.ts';
import { ADMIN, at, DESK, OWNER, START, WRITER } from '../domain/world.ts';

const agent = (change: Partial<AgentState['record']> = {}): AgentState => ({
  record: {
    ...WRITER,
    capabilities: [{ connectorId: 'desk', tier: 'draftOnly', reason: 'it answers' }],
    ...change,
  },
  people: { business: OWNER, technical: ADMIN },
  status: 'active',
  changedAt: START,
});
const desk = (change: Partial<ConnectorRecord> = {}): ConnectorState => ({
  record: { ...DESK, ...change },
  effectSetBy: {},
});
const ENDS = { agent: 'Writer', owner: 'Olivia Owner' };
const told = (state: AgentState, connector: ConnectorState | undefined, now: Instant = START) =>
  permissionPaths(state, () => connector, now).map((path) => pathSentence(path, ENDS));

describe('a permission path in one sentence', () => {
  it('names who, tier, connector, place, content and who approves', () => {
    expect(told(agent(), desk())).toEqual([
      'Writer has the tier draftOnly on Ticket desk, which is on probation for pilot: with public and general content it may read by itself.',
    ]);
    const full = desk({
      status: 'approved',
      tierCeiling: 'delegatedAction',
      scopes: [{ name: 'Tickets.ReadWrite' }],
    });
    const doer = agent({
      capabilities: [{ connectorId: 'desk', tier: 'delegatedAction', reason: 'it answers' }],
      dataLabels: ['public'],
    });
    expect(told(doer, full)).toEqual([
      'Writer has the tier delegatedAction on Ticket desk, which is approved for pilot and holds Tickets.ReadWrite: with public content it may read by itself, and write after Olivia Owner approves.',
    ]);
    const money = desk({ ...full.record, systemClass: 'finance' });
    expect(told(doer, money)[0]).toContain('write after two finance controllers approve.');
  });

  it('says until when a raised tier counts', () => {
    const raise = {
      connectorId: 'desk',
      tier: 'delegatedAction',
      until: at(60_000),
      request: 'AR-1',
    } as const;
    const state = { ...agent(), raises: [raise] };
    const open = desk({ status: 'approved', tierCeiling: 'delegatedAction' });
    expect(told(state, open)[0]).toContain('delegatedAction until 20 Nov 2026 on');
    expect(told(state, open, at(60_000))[0]).toContain('the tier draftOnly on');
  });

  it.each([
    ['nobody lists', agent(), undefined],
    ['was rejected', agent(), desk({ status: 'rejected' })],
    ['was revoked', agent(), desk({ status: 'revoked' })],
    ['probation of the connector is over', agent(), desk({ probationEnds: START })],
    ['not allowed where the agent runs', agent(), desk({ environments: ['dev'] })],
    ['another business group', agent({ businessGroup: 'bank' }), desk({ businessGroup: 'retail' })],
    ['another business group', agent(), desk({ businessGroup: 'retail' })],
    ['end of its time', agent({ expires: '2026-11-20' }), desk()],
    ['no tools', agent(), desk({ tools: [] })],
  ])('says where it is closed: %s', (why, state, connector) => {
    expect(told(state, connector)).toEqual([
      expect.stringMatching(new RegExp(`^Writer may do nothing with .*${why}`)),
    ]);
  });

  const effect = fc.constantFrom<Effect>('read', 'draft', 'write', 'send');
  it('is one sentence for every capability, and promises nothing above tier and ceiling', () => {
    fc.assert(
      fc.property(
        fc.record({
          tier: fc.constantFrom(...TIERS),
          tierCeiling: fc.constantFrom(...TIERS),
          effects: fc.uniqueArray(effect, { maxLength: 4 }),
          status: fc.constantFrom('approved', 'probation', 'rejected', 'revoked'),
          labels: fc.subarray([...LABELS]),
          dataLabels: fc.option(fc.subarray([...LABELS]), { nil: undefined }),
        }),
        ({ tier, dataLabels, effects, ...change }) => {
          const state = agent({
            capabilities: [{ connectorId: 'desk', tier, reason: 'x' }],
            ...(dataLabels && { dataLabels }),
          });
          const tools = effects.map((one) => ({ name: one, effect: one }));
          const [path] = permissionPaths(state, () => desk({ ...change, tools }), START);
          if (!path) throw new Error('no path');
          const sentence = pathSentence(path, ENDS);
          expect(sentence).toMatch(/^Writer .*[^.]\.$/);
          expect(sentence.match(/\./g)).toHaveLength(1);
          const lowest = Math.min(TIERS.indexOf(tier), TIERS.indexOf(change.tierCeiling));
          if (lowest < 2) expect(path.approved).toEqual([]);
          if (lowest < 1) expect(path.alone).not.toContain('draft');
          for (const label of path.labels) expect(dataLabels ?? change.labels).toContain(label);
        },
      ),
    );
  });
});

const sheet: FactSheet = {
  id: 'crm-assistant',
  displayName: 'CRM assistant',
  status: 'active',
  environment: 'production',
  phase: 'department',
  version: '2.4.0',
  department: 'sales',
  criticality: 'normal',
  owners: { business: 'Olivia Owner', technical: 'Ada Admin', backup: 'Ben Backup' },
  identity: {},
  useCase: {
    outcome: 'Offers leave the house on the day they were asked for',
    successMetric: 'Hours from the call to the offer',
    failureMode: 'An offer with a wrong price: the approval shows the text before it is sent',
  },
  can: [
    {
      connectorId: 'mail',
      path: 'CRM assistant has the tier delegatedAction on Outlook mail, which is approved for production: with public, general and confidential content it may read and prepare drafts by itself, and send after Olivia Owner approves.',
    },
  ],
  cannot: [
    'Handle content labelled highly confidential.',
    'Use any connector that is not named here.',
    'Approve anything, its own requests least of all.',
  ],
  contentRules: [
    'Allowed: https://contoso.sharepoint.example/*',
    'Denied: https://contoso.sharepoint.example/personal/*',
  ],
  limits: ['At most 100 calls an hour.', 'Its records are kept for 365 days (standard).'],
  modelRuns: [
    {
      run: 'build-7',
      suite: 'Offers',
      model: 'gpt-5-mini',
      agentVersion: '2',
      passed: 38,
      failed: 2,
      at: START,
    },
    {
      run: 'build-6',
      suite: 'Red team',
      model: 'gpt-5-mini',
      agentVersion: '2',
      passed: 12,
      failed: 0,
      at: START,
    },
  ],
  examples: [
    { request: 'AR-7', does: 'send a mail', outcome: 'allowed' },
    { request: 'AR-9', does: 'send a mail', outcome: 'blocked', because: 'Wrong recipient' },
  ],
  howToReport: 'Write “report” to Countersign in Teams.',
};

describeCards({
  foreign:
    /^(displayName|id|business|technical|backup|outcome|failureMode|version|path|cannot|contentRules|limits|suite|model|does|because)$/,
  examples: {
    factsheet: { view: sheet, draw: factSheetCard },
    'factsheet-paused': {
      view: {
        ...sheet,
        status: 'paused',
        can: [],
        contentRules: [],
        limits: [],
        modelRuns: [],
        examples: [],
      },
      draw: factSheetCard,
    },
  },
});

it('tells both sides of what people decided', () => {
  const words = wordsOf(factSheetCard(sheet)).replaceAll('\n', '');
  expect(words).toContain('Blocked: send a mail (AR-9). Wrong recipient.');
  expect(words).toContain('Allowed: send a mail (AR-7).');
});
