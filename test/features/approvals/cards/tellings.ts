import type { PolicyInForceView } from '../../../../src/features/approvals/cards/policyInForce.ts';
import type {
  AgentStatusView,
  DecidedView,
  HelpView,
  PendingView,
  RefusedView,
  RequestStatusView,
  WelcomeView,
  WhoamiView,
  WhyView,
} from '../../../../src/features/approvals/cards/view.ts';
import { matterOf } from '../../../../src/features/approvals/cards/words.ts';
import {
  asked,
  connector,
  due,
  escalation,
  grant,
  mail,
  matter,
  moment,
  payment,
} from './examples.ts';

const connectorMatter = matterOf('mail-assistant', connector.asked);
const payMatter = matterOf('invoice-agent', payment.asked);
const decidedAt = moment('2026-11-20T10:24:11.000Z');

const decided = (state: DecidedView['state'], more: Partial<DecidedView> = {}): DecidedView => ({
  request: 'AR-7',
  matter,
  state,
  by: 'Olivia Owner',
  at: decidedAt,
  byReader: false,
  stages: [{ seat: 'business owner', state: 'approved', by: 'Olivia Owner', at: decidedAt }],
  ...more,
});

export const decidedViews: Readonly<Record<string, DecidedView>> = {
  approvedByMe: decided('approved', {
    byReader: true,
    undoUntil: moment('2026-11-20T10:34:11.000Z'),
    redeemBy: moment('2026-11-20T11:24:11.000Z'),
  }),
  approvedByOther: decided('approved', { redeemBy: moment('2026-11-20T11:24:11.000Z') }),
  answered: decided('answered', {
    request: 'AR-12',
    matter: payMatter,
    by: 'Fiona Finance',
    byReader: true,
    stages: payment.stages,
  }),
  rejected: decided('rejected', {
    preset: 'wrongRecipient',
    reason: 'Ms Johnson left Fabrikam in May.\nSend it to sales@fabrikam.example.',
    stages: [{ seat: 'business owner', state: 'rejected', by: 'Olivia Owner', at: decidedAt }],
  }),
  expired: decided('expired', { by: '', at: due, stages: mail.stages }),
  withdrawn: decided('withdrawn', { by: 'mail-assistant', stages: mail.stages }),
  undone: decided('undone', { byReader: true }),
  redeemed: decided('redeemed'),
  lapsed: decided('lapsed'),
  void: decided('void', { by: 'P-3' }),
  voidByRevocation: decided('void', { by: '', because: 'connectorRevoked' }),
  expiredByTier: decided('expired', { by: '', stages: mail.stages, because: 'tierEnded' }),
  connectorApproved: decided('approved', {
    request: 'AR-21',
    matter: connectorMatter,
    about: 'connector',
    by: 'Ada Admin',
  }),
  connectorAnswered: decided('answered', {
    request: 'AR-21',
    matter: connectorMatter,
    about: 'connector',
    byReader: true,
    stages: connector.stages,
  }),
  connectorRejected: decided('rejected', {
    request: 'AR-21',
    matter: connectorMatter,
    about: 'connector',
    preset: 'incomplete',
    reason: 'How does it sign in?',
  }),
  tierApproved: decided('approved', {
    request: 'AR-22',
    matter: matterOf('crm-assistant', escalation.asked),
    about: 'tier',
    by: 'Selma Security',
    endsAt: moment('2026-12-20T10:24:11.000Z'),
  }),
  grantApproved: decided('approved', {
    request: 'AR-23',
    matter: matterOf('crm-assistant', grant.asked),
    about: 'grant',
    by: 'Selma Security',
    endsAt: moment('2026-12-18T09:00:00.000Z'),
  }),
  held: decided('held', { by: 'P-3', stages: mail.stages }),
};

export const refusedViews: Readonly<Record<string, RefusedView>> = {
  late: {
    request: 'AR-7',
    matter,
    because: 'Ben Backup approved it before you.',
    at: decidedAt,
    next: 'Nothing: it is decided.',
  },
  notYours: {
    request: 'AR-7',
    because: 'You are not among those who may answer AR-7.',
    next: 'Its business owner is Olivia Owner.',
  },
};

export const helpView: HelpView = {
  groups: [
    {
      title: 'Answer',
      commands: [
        { usage: 'pending', help: 'what waits for you' },
        { usage: 'show AR-…', help: 'all of a request' },
        { usage: 'approve AR-…', help: 'a fresh card to approve on' },
        { usage: 'reject AR-… reason', help: 'reject it' },
        { usage: 'undo AR-…', help: 'take your approval back while nobody has used it' },
      ],
    },
    {
      title: 'Stop',
      commands: [
        {
          usage: 'pause <target> [for 2h] because <reason>',
          help: 'stop an agent, connector, tool or tier',
        },
        { usage: 'resume P-… because <reason>', help: 'lift a pause' },
      ],
    },
  ],
};

export const pendingViews: Readonly<Record<string, PendingView>> = {
  some: {
    items: [
      { request: 'AR-12', matter: payMatter, due, held: false },
      { request: 'AR-7', matter, due, held: true },
    ],
    total: 2,
  },
  none: { items: [], total: 0 },
};

export const policyViews: Readonly<Record<string, PolicyInForceView>> = {
  adopted: {
    bundle: '6a3f'.repeat(16),
    at: due,
    name: 'Selma Security',
    kind: 'adopted',
    words: 'Mail is read by people',
    rules: 34,
    files: [{ name: 'mail.cases.yaml' }, { name: 'mail.cedar' }],
    here: true,
    waiting: [{ request: 'AR-12', words: 'Payments over 10,000 wait for security', due }],
    page: 'https://countersign.contoso.com/admin/requests',
  },
  missing: {
    bundle: '6a3f'.repeat(16),
    at: due,
    name: '',
    kind: 'start',
    words: '',
    rules: 32,
    files: [],
    here: false,
    waiting: [],
    page: 'https://countersign.contoso.com/admin/requests',
  },
};

export const whoamiView: WhoamiView = {
  name: 'Olivia Owner',
  upn: 'owner@contoso.example',
  objectId: '00000000-0000-4000-8000-000000000002',
  roles: [],
  owns: ['mail-assistant', 'crm-assistant'],
  backs: [],
  waiting: 2,
};

export const welcomeView: WelcomeView = {
  name: 'Olivia Owner',
  roles: ['business owner of mail-assistant', 'business owner of crm-assistant'],
  waiting: 1,
};

export const requestStatusView: RequestStatusView = {
  request: 'AR-12',
  matter: payMatter,
  status: 'pending',
  due,
  waitingFor: ['Frank Finance'],
  history: [
    { at: asked, text: 'invoice-agent asked.' },
    {
      at: moment('2026-11-20T09:00:02.000Z'),
      text: 'A card went to Fiona Finance and Frank Finance.',
    },
    { at: moment('2026-11-20T09:12:00.000Z'), text: 'Fiona Finance approved.' },
  ],
};

export const agentStatusView: AgentStatusView = {
  agent: mail.agent,
  environment: 'pilot',
  status: 'paused',
  businessOwner: 'Olivia Owner',
  backupOwner: 'Ben Backup',
  technicalOwner: 'Adam Admin',
  capabilities: [
    { connector: 'mail', tier: 'draftOnly', reason: 'Prepares answers to offers.' },
    { connector: 'crm', tier: 'readOnly', reason: 'Looks up who the customer is.' },
  ],
  pending: 1,
  history: [{ at: decidedAt, text: 'Paused by Adam Admin (P-3): “sends twice”.' }],
};

export const whyView: WhyView = {
  id: 'D-03-17',
  matter,
  at: asked,
  triggeredBy: 'mail-assistant (version 1.4), on behalf of Peter Pilot, from Outlook.',
  statedReason: mail.justification,
  because: 'Every send needs the approval of its business owner.',
  permission:
    'Its capability on mail: delegated action, because “sends offers that Peter has checked”.',
  human: 'Yes: Olivia Owner approved AR-7 on Fri 20 Nov 2026, 11:24 (Europe/Berlin).',
  used: 'Yes: reported as used without a change.',
};
