import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CRITICALITIES,
  RETENTION_CLASSES,
  SCOPE_LEVELS,
} from '../../../../src/features/registry/domain/bounds/bounds.ts';
import { connectorWidenings } from '../../../../src/features/registry/domain/bounds/connectorNarrowing.ts';
import { isMailboxWide } from '../../../../src/features/registry/domain/bounds/scopes.ts';
import { isSourceAllowed } from '../../../../src/features/registry/domain/bounds/sources.ts';
import {
  type AgentRecord,
  type ConnectorRecord,
  LABELS,
  TIERS,
} from '../../../../src/features/registry/domain/model.ts';
import { agentWidenings } from '../../../../src/features/registry/domain/narrowing.ts';
import { DESK, WRITER } from './world.ts';

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Without the members that are undefined: a record has them or not. */
const bare = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

const sources = fc
  .record({
    allow: some(
      fc.subarray(['https://a.example/*', 'https://a.example/hr/*', 'https://b.example/*']),
    ),
    deny: some(fc.subarray(['https://a.example/hr/*', 'https://a.example/hr/pay/*'])),
  })
  .map(bare);
const ADDRESSES = [
  'https://a.example/x',
  'https://a.example/hr/pay/1',
  'https://b.example/y',
  'nowhere',
];

const agent = fc
  .record({
    capabilities: fc
      .subarray(['post', 'desk'])
      .chain((ids) =>
        fc.tuple(
          ...ids.map((connectorId) =>
            fc.constantFrom(...TIERS).map((tier) => ({ connectorId, tier, reason: 'it writes' })),
          ),
        ),
      ),
    phase: fc.constantFrom('pilot', 'department', 'enterprise'),
    businessGroup: some(fc.constantFrom('retail', 'bank')),
    dataLabels: some(fc.subarray([...LABELS])),
    criticality: some(fc.constantFrom(...CRITICALITIES)),
    retentionClass: some(fc.constantFrom(...RETENTION_CLASSES)),
    contentSources: some(sources),
    quota: some(fc.record({ perHour: some(fc.nat(5)), perDay: some(fc.nat(5)) }).map(bare)),
    models: some(fc.subarray(['gpt', 'phi'])),
    identities: some(fc.subarray(['AA', 'aa', 'bb'])),
    expires: some(fc.constantFrom('2026-11-20', '2026-12-20', '2027-01-20')),
  })
  .map((change) => ({ ...WRITER, ...bare(change) }));

/** All that a record lets an agent do, one line each; tried, not derived from the rules under test. */
function agentRights(record: AgentRecord): ReadonlySet<string> {
  const rights: string[] = [];
  const { dataLabels, quota = {}, contentSources = {}, expires = '9', models } = record;
  for (const { connectorId, tier } of record.capabilities)
    for (const lower of TIERS.slice(0, TIERS.indexOf(tier) + 1))
      rights.push(`${connectorId} ${lower}`);
  for (const label of LABELS) if (!dataLabels || dataLabels.includes(label)) rights.push(label);
  for (const id of record.identities ?? []) rights.push(`${id.toLowerCase()} acts as it`);
  for (const model of ['gpt', 'phi', 'other'])
    if (!models || models.includes(model)) rights.push(model);
  for (const address of ADDRESSES)
    if (isSourceAllowed(contentSources, address)) rights.push(address);
  for (const day of ['2026-11-01', '2026-12-01', '2027-01-01', '2028-01-01'])
    if (day < expires) rights.push(day);
  for (const n of [0, 1, 2, 3, 4, 5, 6]) {
    if (n <= (quota.perHour ?? 6)) rights.push(`${n} an hour`);
    if (n <= (quota.perDay ?? 6)) rights.push(`${n} a day`);
  }
  for (const phase of ['pilot', 'department', 'enterprise']) {
    rights.push(phase);
    if (phase === record.phase) break;
  }
  for (const level of CRITICALITIES.toReversed()) {
    rights.push(`as freely as ${level}`);
    if (level === (record.criticality ?? 'normal')) break;
  }
  for (const kept of ['none', ...RETENTION_CLASSES].toReversed()) {
    rights.push(`forgotten after ${kept}`);
    if (kept === (record.retentionClass ?? 'none')) break;
  }
  // What a connector is reserved for counts for those who belong to it, and for nobody else.
  for (const group of ['retail', 'bank', 'other'])
    if (record.businessGroup === group) rights.push(`in ${group}`);
  return new Set(rights);
}

const scope = fc.constantFrom(
  { name: 'Mail.Read', reason: 'reads the shared inbox' },
  { name: 'Mail.Read' },
  { name: 'Files.Read' },
  { name: 'Files.Read', mailboxWide: true },
);
const classification = fc.record({
  label: fc.constantFrom(...LABELS),
  confidentialNotes: fc.boolean(),
  executiveMailboxes: fc.boolean(),
  hrDocuments: fc.boolean(),
  legalCorrespondence: fc.boolean(),
});
const connector = fc
  .record({
    labels: fc.subarray([...LABELS]),
    scopes: some(fc.uniqueArray(scope, { selector: ({ name }) => name, maxLength: 2 })),
    scopeLevel: some(fc.constantFrom(...SCOPE_LEVELS)),
    connection: some(fc.constantFrom('projectScoped', 'shared')),
    dataDomains: some(fc.subarray(['people', 'money'])),
    dataClassification: some(classification),
    contentSources: some(sources),
    brokeredIdentity: some(
      fc
        .record({
          kind: fc.constantFrom('user', 'key'),
          userPassthrough: fc.boolean(),
          shortLived: some(fc.boolean()),
        })
        .map(bare),
    ),
    vendor: some(fc.constantFrom('Contoso', 'Fabrikam')),
    businessGroup: some(fc.constantFrom('retail', 'bank')),
  })
  .map((change) => ({ ...DESK, ...bare(change) }));

function connectorRights(record: ConnectorRecord): ReadonlySet<string> {
  const rights: string[] = [...record.labels];
  // Whoever may not handle a label is kept from what holds it; some of it never leaves.
  for (const label of LABELS) if (!record.labels.includes(label)) rights.push(`without ${label}`);
  const {
    scopes,
    scopeLevel,
    contentSources = {},
    brokeredIdentity: as,
    dataClassification,
  } = record;
  for (const name of ['Mail.Read', 'Files.Read', 'Other']) {
    const held = scopes?.find((one) => one.name === name);
    if (!scopes || (held && (!isMailboxWide(held) || held.reason))) rights.push(`uses ${name}`);
  }
  for (const level of SCOPE_LEVELS) {
    rights.push(level);
    if (level === scopeLevel) break;
  }
  if (record.connection !== 'projectScoped') rights.push('shared');
  for (const domain of ['people', 'money', 'other'])
    if (record.dataDomains?.includes(domain) ?? true) rights.push(domain);
  for (const address of ADDRESSES)
    if (isSourceAllowed(contentSources, address)) rights.push(address);
  for (const label of LABELS.toReversed()) {
    rights.push(`no stricter than ${label}`);
    if (label === dataClassification?.label) break;
  }
  for (const question of ['confidentialNotes', 'hrDocuments', 'legalCorrespondence'] as const)
    if (!dataClassification?.[question]) rights.push(`without asking about ${question}`);
  for (const kind of ['user', 'key']) if ((as?.kind ?? kind) === kind) rights.push(`as ${kind}`);
  if (!as?.userPassthrough) rights.push('with rights of its own');
  if (as?.shortLived !== true) rights.push('with long-lived credentials');
  for (const name of ['Contoso', 'Fabrikam', 'other'])
    if ((record.vendor ?? name) === name) rights.push(`of ${name}`);
  for (const group of ['retail', 'bank', 'other'])
    if ((record.businessGroup ?? group) === group) rights.push(`for ${group}`);
  return new Set(rights);
}

/** Writes one record after another as an import does: what widens is refused, the rest replaces what stands. */
function afterAll<R>(records: readonly R[], widenings: (a: R, b: R) => readonly string[]): R {
  const [first, ...rest] = records;
  if (first === undefined) throw new Error('nothing was written');
  return rest.reduce((stands, next) => (widenings(stands, next).length > 0 ? stands : next), first);
}

describe('no sequence of edits widens what is allowed', () => {
  it('of an agent', () => {
    fc.assert(
      fc.property(fc.array(agent, { minLength: 2, maxLength: 6 }), (records) => {
        const [first] = records;
        const before = agentRights(first as AgentRecord);
        for (const right of agentRights(afterAll(records, agentWidenings)))
          expect(before).toContain(right);
      }),
      { numRuns: 1_000 },
    );
  });

  it('of a connector', () => {
    fc.assert(
      fc.property(fc.array(connector, { minLength: 2, maxLength: 6 }), (records) => {
        const [first] = records;
        const before = connectorRights(first as ConnectorRecord);
        for (const right of connectorRights(afterAll(records, connectorWidenings)))
          expect(before).toContain(right);
      }),
      { numRuns: 1_000 },
    );
  });

  it('also where saying more of an agent, or less of a connector, opens it', () => {
    expect(agentWidenings(WRITER, { ...WRITER, businessGroup: 'retail' })).toEqual([
      'puts the agent into the business group retail',
    ]);
    expect(
      connectorWidenings(
        { ...DESK, labels: ['general', 'highlyConfidential'] },
        { ...DESK, labels: ['general'] },
      ),
    ).toEqual(['no longer says that it holds highlyConfidential content']);
  });

  it('and an edit that changes one thing for less goes through', () => {
    fc.assert(
      fc.property(agent, (record) => {
        expect(agentWidenings(record, { ...record, capabilities: [] })).toEqual([]);
        expect(
          agentWidenings(record, {
            ...record,
            contentSources: { allow: [], deny: record.contentSources?.deny ?? [] },
          }),
        ).toEqual([]);
        expect(agentWidenings(record, { ...record, dataLabels: [], models: [] })).toEqual([]);
        expect(agentWidenings(record, record)).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(connector, (record) => {
        expect(connectorWidenings(record, { ...record, scopes: [], tools: [] })).toEqual([]);
        expect(connectorWidenings(record, { ...record, scopeLevel: 'item' })).toEqual([]);
        expect(connectorWidenings(record, record)).toEqual([]);
      }),
    );
  });
});

it.each([
  [{ name: 'Mail.Read' }, true],
  [{ name: 'https://graph.microsoft.com/Mail.ReadWrite.All' }, true],
  [{ name: 'full_access_as_app' }, true],
  [{ name: 'IMAP.AccessAsUser.All' }, true],
  [{ name: 'Sites.Selected' }, false],
  [{ name: 'inbox.everything', mailboxWide: true }, true],
  [{ name: 'Mail.Read', mailboxWide: false }, true],
])('%o reaches whole mailboxes: %s', (scope, wide) => {
  expect(isMailboxWide(scope)).toBe(wide);
});
