import {
  type GrantView,
  grantCard,
  grantsCard,
} from '../../../src/features/grants/cards/grants.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { describeCards } from '../../support/cardSuite.ts';

const mail: GrantView = {
  id: 'AR-23',
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  recipients: ['emma@fabrikam.example', 'ann@fabrikam.example'],
  amount: '',
  until: '2026-12-18T09:00:00.000Z' as Instant,
  reason: 'Forty offers went to her unchanged.',
  approvers: ['Olivia Owner', 'Selma Security'],
  mayRevoke: true,
  ended: '',
};

const payments: GrantView = {
  ...mail,
  id: 'AR-24',
  agentId: 'invoice-agent',
  connectorId: 'erp',
  tool: 'payInvoice',
  recipients: [],
  amount: '500.00 EUR',
  mayRevoke: false,
};

const ended: GrantView = {
  ...mail,
  mayRevoke: false,
  ended: 'The standing grant AR-23 for crm-assistant to use mail/send has come to its date.',
};

const many = Array.from({ length: 60 }, (_, i) => ({ ...mail, id: `AR-${i + 1}` }));

describeCards({
  foreign: /^(agentId|connectorId|tool|recipients|reason|approvers)$/,
  examples: {
    'grants-some': { view: { grants: [mail, payments] }, draw: grantsCard },
    'grants-one': { view: { grants: [payments] }, draw: grantsCard },
    'grants-none': { view: { grants: [] }, draw: grantsCard },
    'grants-many': { view: { grants: many }, draw: grantsCard },
    'grant-live': { view: mail, draw: grantCard },
    'grant-ended': { view: ended, draw: grantCard },
  },
});
