import type { AdminWorld } from './world.ts';

type Call = AdminWorld['call'];

/** An agent whose id and name are as long as they may be, and hold nothing to break at. */
export const LONG_ID = 'agent-'.padEnd(64, 'x');

const OFFER =
  'Dear Emma,\n\nthank you for the call. Here is our offer for 40 licences at 12,500 EUR a year, valid until 15 December.\n\nKind regards\nContoso Sales';

const mail = (subject: string, to: readonly string[], cc: readonly string[] = []) => ({
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  arguments: { to, subject, body: OFFER, ...(cc.length > 0 && { cc }) },
  justification: 'Emma asked for the offer in the call of this morning. Please approve quickly.',
});

const PAYMENT = {
  agentId: 'invoice-agent',
  connectorId: 'erp',
  tool: 'payInvoice',
  arguments: {
    payee: 'Litware GmbH',
    amount: '12500.50',
    currency: 'EUR',
    invoice: 'RE-2026-1187',
  },
  justification: 'Matches purchase order PO-881; the discount ends today.',
};

const RULES = {
  name: 'mail.cedar',
  text: `@id("no-mail-search")
@priority("68")
@reason("The agent {agent} may not search {connector} here.")
forbid (principal, action == Gov::Action::"read", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };
`,
};

const CONNECTOR = {
  kind: 'connector',
  connectorId: 'tickets',
  displayName: 'Support tickets',
  vendor: 'Fabrikam',
  systemClass: 'ticketing',
  dataDomains: ['tickets'],
  scopes: ['read:tickets'],
  connection: 'projectScoped',
  tools: [
    { name: 'searchTickets', effect: 'read' },
    { name: 'createTicket', effect: 'write' },
  ],
  businessJustification:
    'The CRM assistant should see open tickets before it writes to a customer.',
  securityNotes: 'OAuth, for this project alone.',
  dataClassification: {
    label: 'general',
    confidentialNotes: false,
    executiveMailboxes: false,
    hrDocuments: false,
    legalCorrespondence: false,
  },
  rollbackPlan: 'Remove the connector; tickets stay.',
  requestedFor: 'crm-assistant',
  environment: 'pilot',
};

export async function asked(call: Call, agent: string, action: unknown): Promise<string> {
  return (await call(`agent:${agent}`, 'POST', '/authorize', action)).requestId;
}

export async function answered(
  call: Call,
  [as, id]: readonly [string, string],
  answer: 'approve' | 'reject',
  more: object = {},
): Promise<void> {
  const { digest } = await call(as, 'GET', `/requests/${id}`);
  await call(as, 'POST', `/requests/${id}/answer`, { answer, digest, ...more });
}

/** A mail that waits for Olivia Owner; its request. */
export const askForMail = (call: Call, subject: string): Promise<string> =>
  asked(call, 'crm-assistant', mail(subject, ['emma@fabrikam.example']));

/** Something of everything that pages show. `AR-1` waits for the owner with recipients inside and outside. */
export async function seed(call: Call): Promise<void> {
  const to = ['emma@fabrikam.example', 'olivia@contoso.example'];
  await asked(call, 'crm-assistant', mail('Offer for 40 licences', to, ['ben@contoso.example']));
  const follow = await asked(call, 'crm-assistant', mail('Follow-up', ['tom@adatum.example']));
  await answered(call, ['owner', follow], 'reject', {
    preset: 'wrongRecipient',
    reason: 'Tom left Adatum in May.',
  });
  const minutes = await asked(call, 'crm-assistant', mail('Minutes', ['pia@contoso.example']));
  await answered(call, ['owner', minutes], 'approve');
  const payment = await asked(call, 'invoice-agent', PAYMENT);
  await answered(call, ['finance1+fresh', payment], 'approve');
  await call('owner', 'POST', '/requests', CONNECTOR);
  await call('owner', 'POST', '/requests', {
    kind: 'tierEscalation',
    agentId: 'mail-assistant',
    connectorId: 'mail',
    toTier: 'delegatedAction',
    for: 'P30D',
    reason: 'For two weeks drafts were sent without a heavy edit.',
  });
  await wider(call);
  await call('board', 'POST', '/pauses', {
    target: 'agent:mail-assistant',
    reason: 'Drafts quote the wrong price list: stopped until the source is corrected.',
    for: 'P2D',
  });
  await call('pilot', 'POST', '/feedback', {
    agentId: 'mail-assistant',
    category: 'hallucinatedFacts',
    text: 'It quoted a discount of 30 % that nobody gave.',
    severity: 'high',
  });
  await call('admin', 'POST', '/reviews', { due: inDays(30) });
  await alarming(call);
  await call('gateway', 'POST', '/observations', {
    source: 'Nightly inventory',
    agents: [GATHERED],
  });
  await named(call);
}

/** Agents whose names are long, run from right to left, or are put together out of many signs. */
async function named(call: Call): Promise<void> {
  const { status: _status, ...like } = await call('admin', 'GET', '/agents/mail-assistant');
  const names = {
    [LONG_ID]: 'W'.repeat(100),
    'post-hilfe':
      'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    'mail-ar': 'مساعد البريد الإلكتروني للعملاء والموردين في جميع الفروع والإدارات',
    'mail-signs': 'A\u0301\u0323\u0308gent \u{1F468}\u200D\u{1F4BB} of many signs',
  };
  for (const [id, displayName] of Object.entries(names))
    await call('admin', 'PUT', `/agents/${id}`, { ...like, id, displayName, capabilities: [] });
  await call('pilot', 'POST', '/feedback', {
    agentId: LONG_ID,
    category: 'wrongDataSource',
    text: 'x'.repeat(300),
    severity: 'low',
  });
}

const TRIES = 100;

/** Three finds of an inventory: two alarms that are open, one that security has taken on. */
async function alarming(call: Call): Promise<void> {
  const agents = ['night-crawler', 'meeting-notes', 'export-helper'].map((agentId) => ({
    agentId,
  }));
  await call('admin', 'POST', '/observations', { source: 'Entra inventory', agents });
  let items: { id: string; what: string }[] = [];
  for (let tries = 0; items.length < agents.length && tries < TRIES; tries += 1)
    ({ items } = await call('security', 'GET', '/alarms'));
  const known = items.find(({ what }) => what.includes('export-helper'));
  const note = 'A trial of the finance team; it is switched off.';
  await call('security', 'POST', `/alarms/${known?.id}/acknowledge`, { note });
}

/** More sites than a pilot should have. */
const GATHERED = {
  agentId: 'mail-assistant',
  scopes: ['Mail.Read', 'Mail.ReadWrite', 'Files.Read'],
  sites: ['sales', 'offers', 'fairs', 'prices', 'archive', 'board'].map(
    (site) => `https://contoso.sharepoint.example/sites/${site}`,
  ),
};

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

/** `AR-7` to `AR-12`: a grant, a promotion, a deviation, wider bounds, other rules, more models. */
async function wider(call: Call): Promise<void> {
  const mailAssistant = await call('admin', 'GET', '/agents/mail-assistant');
  await call('admin', 'PUT', '/agents/mail-assistant', {
    ...mailAssistant,
    quota: { perHour: 10, perDay: 40 },
    listedAs: [{ source: 'desk', id: 'Agent-77' }],
    retentionClass: 'standard',
    threadsStoredIn: 'Cosmos DB countersign-threads, West Europe',
    platformRoles: { accountOwner: 'it@contoso.example', projectManager: 'owner2@contoso.example' },
  });
  const about = { agentId: 'mail-assistant' };
  await call('owner', 'POST', '/requests', {
    kind: 'standingGrant',
    agentId: 'crm-assistant',
    connectorId: 'mail',
    tool: 'send',
    recipients: ['emma@fabrikam.example'],
    until: inDays(30),
    justification: 'Offers to Fabrikam were approved forty times and never rejected.',
  });
  await call('owner', 'POST', '/requests', {
    ...about,
    kind: 'promotion',
    toEnvironment: 'production',
    toPhase: 'department',
    reason: 'Six weeks, and nothing was corrected.',
    rollbackPlan: 'Ask for pilot again; until then it is paused.',
  });
  await call('pilot', 'POST', '/requests', {
    ...about,
    kind: 'deviation',
    from: 'businessHours',
    what: 'It drafts at night during the fair.',
    why: 'Visitors write at their daytime.',
    owner: 'owner2@contoso.example',
    until: inDays(14),
  });
  await call('owner', 'POST', '/requests', {
    ...about,
    kind: 'boundsChange',
    changes: { quota: { perHour: 100, perDay: 400 } },
    reason: 'The fair is next week.',
  });
  await call('admin', 'POST', '/requests', {
    kind: 'policyChange',
    title: 'Mail is read by people',
    justification: 'Agents searched in mailboxes that were none of theirs.',
    files: [RULES],
  });
  const reason = 'Preview models leave the EU.';
  await call('admin', 'PUT', '/model-lists/finance', { models: ['gpt-5'], reason });
  await call('pilot', 'POST', '/requests', {
    kind: 'modelList',
    businessGroup: 'finance',
    add: ['o9', 'phi-4*'],
    reason: 'The close of the quarter needs reasoning.',
  });
}
