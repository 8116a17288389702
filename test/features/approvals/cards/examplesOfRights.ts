import type { ApprovalView } from '../../../../src/features/approvals/cards/view.ts';
import { fileDiffs } from '../../../../src/features/policy/domain/fileDiff.ts';
import { connector, connectorAsked, escalation, mail, moment, ownerSeat } from './examples.ts';

/** As the admin sees it, who confirms the tools. */
export const confirming: ApprovalView = {
  ...connector,
  seat: 'governance admin',
  warnings: [
    'By approving you confirm that each tool does what is claimed for it below, and no more.',
    'Its connection is shared: other projects act through the same identity.',
  ],
  asked: {
    ...connectorAsked,
    connection: 'shared',
    probation: {
      logLevel: 'whole',
      tierCeiling: 'draftOnly',
      environments: ['pilot'],
      mailboxWideScopes: 1,
    },
  },
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

/** More models for all agents of a group. */
export const modelList: ApprovalView = {
  ...policyChange,
  request: 'AR-29',
  agent: { id: '(models)', displayName: '(models)', phase: 'pilot', department: '' },
  tier: 'readOnly',
  asked: {
    kind: 'modelList',
    businessGroup: 'finance',
    before: ['gpt-5', 'gpt-5-mini'],
    adds: ['o9', 'phi-4*'],
    agents: 3,
  },
  justification: 'The close of the quarter needs reasoning.',
  seat: 'security reviewer',
  alternates: [],
  stages: [
    { seat: 'security reviewer', state: 'open' },
    { seat: 'review board', state: 'later' },
  ],
};

/** No list any more. */
export const anyModel: ApprovalView = {
  ...modelList,
  request: 'AR-30',
  asked: { kind: 'modelList', businessGroup: 'finance', before: [], agents: 1 },
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
