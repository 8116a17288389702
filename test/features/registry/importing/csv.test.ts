import { describe, expect, it } from 'vitest';
import { AGENT_COLUMNS } from '../../../../src/features/registry/importing/csv/agentColumns.ts';
import { CONNECTOR_COLUMNS } from '../../../../src/features/registry/importing/csv/connectorColumns.ts';
import { EXAMPLE_TABLES } from '../../../../src/features/registry/importing/csv/exampleTable.ts';
import { readImport } from '../../../../src/features/registry/importing/csv/importTable.ts';

const AGENT = {
  id: 'writer',
  displayName: 'Writer',
  platform: 'foundry',
  environment: 'pilot',
  phase: 'pilot',
  department: 'sales',
  businessOwner: 'owner@contoso.example',
  technicalOwner: 'admin@contoso.example',
  capabilities: 'mail draftOnly Prepares answers',
  outcome: 'Mail is answered',
  successMetric: 'Replies',
  failureMode: 'Silence',
  version: '1',
};
const quoted = (cell: string) => (/[",\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
/** A table of these rows, under the columns of the first. */
const table = (rows: readonly Readonly<Record<string, string>>[], [comma, end] = [',', '\r\n']) =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.map(quoted).join(comma))
    .join(end);
const agentsIn = (text: string) => {
  const read = readImport('agents', text);
  return read.ok ? read.body.agents : read.errors;
};
const errorsIn = (text: string) => {
  const read = readImport('agents', text);
  return read.ok ? [] : read.errors.map(({ path, message }) => `${path} ${message}`);
};

describe('a table of agents', () => {
  it('is read whole, whatever wrote it', () => {
    const plain = agentsIn(table([AGENT]));
    expect(plain).toEqual([
      {
        id: 'writer',
        displayName: 'Writer',
        platform: 'foundry',
        environment: 'pilot',
        phase: 'pilot',
        department: 'sales',
        businessOwner: 'owner@contoso.example',
        technicalOwner: 'admin@contoso.example',
        capabilities: [{ connectorId: 'mail', tier: 'draftOnly', reason: 'Prepares answers' }],
        useCase: { outcome: 'Mail is answered', successMetric: 'Replies', failureMode: 'Silence' },
        version: '1',
      },
    ]);
    for (const text of [
      `\uFEFF${table([AGENT])}`,
      table([AGENT], [';', '\n']),
      table([AGENT], ['\t', '\r']),
      `${table([AGENT])}\r\n\r\n,,,\r\n`,
      table([Object.fromEntries(Object.entries(AGENT).toReversed())]),
    ])
      expect(agentsIn(text)).toEqual(plain);
  });

  it('takes every field there is', () => {
    const all = {
      ...AGENT,
      backupOwner: 'owner2@contoso.example',
      escalationPath: 'manager|board',
      capabilities: 'mail draftOnly Prepares, "drafts"\ncrm readOnly Looks people up',
      useCaseId: 'answers',
      identities: '00000000-0000-4000-8000-0000000000aa',
      principals: 'servicePrincipal 00000000-0000-4000-8000-0000000000ab',
      listedAs: 'desk Agent-77|copilotStudio 00000000-0000-4000-8000-0000000000ac',
      businessGroup: 'retail',
      dataLabels: 'public|general',
      criticality: 'high',
      retentionClass: 'regulated',
      allowedSources: 'https://contoso.sharepoint.example/*',
      deniedSources: 'https://contoso.sharepoint.example/personal/*',
      quotaPerHour: '100',
      quotaPerDay: '1000',
      models: 'gpt-5|phi-4',
      sponsor: 'owner2@contoso.example',
      expires: '2027-01-31',
      lastReviewed: '2026-11-01',
      reviewBy: '2027-01-01',
      threadsStoredIn: 'Cosmos, West Europe',
      encryptionKeys: 'customerManaged',
      accountOwner: 'Ada',
      projectManager: 'Olivia',
      projectUsers: 'Ben|Pia',
    };
    expect(Object.keys(all).toSorted()).toEqual(Object.keys(AGENT_COLUMNS).toSorted());
    expect(agentsIn(table([all]))).toMatchObject([
      {
        capabilities: [{ reason: 'Prepares, "drafts"' }, { connectorId: 'crm', tier: 'readOnly' }],
        useCase: { id: 'answers' },
        principals: [{ kind: 'servicePrincipal' }],
        listedAs: [{ source: 'desk', id: 'Agent-77' }, { source: 'copilotStudio' }],
        dataLabels: ['public', 'general'],
        quota: { perHour: 100, perDay: 1000 },
        contentSources: { allow: [expect.any(String)], deny: [expect.any(String)] },
        platformRoles: { accountOwner: 'Ada', projectUsers: ['Ben', 'Pia'] },
      },
    ]);
  });

  it('keeps what a spreadsheet would run as plain text', () => {
    for (const formula of ['=HYPERLINK("http://evil.example")', '+1+1', '-2', '@SUM(A1)'])
      expect(agentsIn(table([{ ...AGENT, displayName: formula }]))).toMatchObject([
        { displayName: formula },
      ]);
    expect(errorsIn(table([{ ...AGENT, id: '=1+1' }]))[0]).toMatch(/^rows\.2\.id Row 2, column id/);
  });

  it('names every mistake by row and column, all at once', () => {
    const rows = [
      AGENT,
      { ...AGENT, id: 'second', platform: 'abacus', version: '', capabilities: 'mail' },
      { ...AGENT, id: 'Third One', department: 'x'.repeat(101) },
    ];
    expect(errorsIn(table(rows))).toEqual([
      expect.stringMatching(/^rows\.3\.platform Row 3, column platform: .*"copilot"/),
      'rows.3.capabilities Row 3, column capabilities: write it like this: mail draftOnly Prepares answers.',
      'rows.3.version Row 3, column version: fill it in.',
      expect.stringMatching(/^rows\.4\.id Row 4, column id: use 1 to 64/),
      expect.stringMatching(/^rows\.4\.department Row 4, column department: /),
    ]);
  });

  it('has the columns that there are, each once, and the ones that take away rights', () => {
    expect(errorsIn('')).toEqual([expect.stringMatching(/^rows\.1 Give the names/)]);
    const { capabilities: _without, ...others } = AGENT;
    expect(errorsIn(table([others]))).toEqual([
      'rows.1 Row 1: the column capabilities is missing.',
    ]);
    for (const name of ['owner', '__proto__', 'constructor', '=1+1', 'ID'])
      expect(errorsIn(`id,capabilities,${name}\r\nwriter,,x`)[0]).toContain('there is no column');
    expect(errorsIn('id,capabilities,id\r\na,,b')[0]).toContain('stands there twice');
  });

  it.each([
    'id,capabilities\r\n"writer,x',
    'id,capabilities\r\nwri"ter,x',
    'id,capabilities\r\n"writer"x,y',
    `id,capabilities\r\n${'x'.repeat(70_000)},y`,
  ])('that is broken is told where', (text) => {
    expect(errorsIn(text)).toEqual([expect.stringMatching(/^rows\.\d+ Line \d+ cannot be read/)]);
  });

  it('without a row below the first is no table', () => {
    for (const text of ['id,capabilities', 'id,capabilities\r\n\r\n,\r\n'])
      expect(errorsIn(text)).toEqual([expect.stringMatching(/^rows Nothing stands below/)]);
  });

  it('has no more cells than columns, and ten thousand rows at most', () => {
    expect(errorsIn('id,capabilities\r\na,b,c')).toEqual([
      'rows.2 Row 2 has 3 cells for 2 columns.',
    ]);
    const rows = Array.from({ length: 10_001 }, (_, i) => `agent-${i},`);
    expect(errorsIn(['id,capabilities', ...rows].join('\n'))[0]).toMatch(/^rows .*at most 10,000/);
  });
});

it.each(['agents', 'connectors'] as const)('the example of %s is taken as it stands', (list) => {
  expect(readImport(list, EXAMPLE_TABLES[list])).toMatchObject({ ok: true });
});

it('a table of connectors takes every field there is', () => {
  const all = {
    id: 'desk',
    displayName: 'Ticket desk',
    status: 'approved',
    environments: 'dev|pilot',
    tierCeiling: 'draftOnly',
    labels: 'public',
    systemClass: 'ticketing',
    tools: 'list: read\nmail: send, to to cc, content link|run: write, dispatches tool arguments',
    probationEnds: '',
    vendor: 'Fabrikam',
    contract: 'C-17',
    businessGroup: 'retail',
    scopes: 'Tickets.Read|Mail.Read because it reads the shared inbox',
    scopeLevel: 'project',
    connection: 'projectScoped',
    dataDomains: 'customers|tickets',
    allowedSources: 'https://desk.example/*',
    deniedSources: 'https://desk.example/hr/*',
    signsInAs: 'managedIdentity',
    userPassthrough: 'no',
    shortLived: 'yes',
    dataLabel: 'general',
    confidentialNotes: 'no',
    executiveMailboxes: 'false',
    hrDocuments: 'no',
    legalCorrespondence: 'TRUE',
  };
  expect(Object.keys(all).toSorted()).toEqual(Object.keys(CONNECTOR_COLUMNS).toSorted());
  const read = readImport('connectors', table([all]));
  expect(read.ok && read.body.connectors).toMatchObject([
    {
      environments: ['dev', 'pilot'],
      tools: [
        { name: 'list', effect: 'read' },
        { name: 'mail', recipientArguments: ['to', 'cc'], contentArguments: ['link'] },
        { name: 'run', dispatch: { toolArgument: 'tool', argumentsArgument: 'arguments' } },
      ],
      scopes: [
        { name: 'Tickets.Read' },
        { name: 'Mail.Read', reason: 'it reads the shared inbox' },
      ],
      brokeredIdentity: { kind: 'managedIdentity', userPassthrough: false, shortLived: true },
      dataClassification: { label: 'general', hrDocuments: false, legalCorrespondence: true },
    },
  ]);
  const unreasoned = readImport('connectors', table([{ ...all, scopes: 'Mail.Read' }]));
  expect(!unreasoned.ok && unreasoned.errors).toEqual([
    { path: 'rows.2.scopes', message: expect.stringContaining('whole mailboxes') },
  ]);
});
