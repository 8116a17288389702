import { askedCard } from '../../../../src/features/approvals/cards/asked.ts';
import {
  type ConnectorFormView,
  connectorFormCard,
} from '../../../../src/features/approvals/cards/forms/requestConnector.ts';
import {
  type TierFormView,
  tierFormCard,
} from '../../../../src/features/approvals/cards/forms/requestEscalation.ts';
import { requestOpenerCard } from '../../../../src/features/approvals/cards/forms/requestOpener.ts';
import { describeCards } from '../../../support/cardSuite.ts';

const agents = [
  { id: 'crm-assistant', name: 'CRM assistant' },
  { id: 'mail-assistant', name: 'Mail assistant' },
];
const connectors = [{ id: 'mail', name: 'Outlook mail' }];

const connector: ConnectorFormView = {
  where: 'dialog',
  typed: {
    requestedFor: '',
    environment: '',
    displayName: '',
    connectorId: '',
    vendor: '',
    systemClass: '',
    connection: '',
    dataDomains: '',
    scopes: '',
    scopeReason: '',
    tools: '',
    businessJustification: '',
    securityNotes: '',
    label: '',
    confidentialNotes: '',
    executiveMailboxes: '',
    hrDocuments: '',
    legalCorrespondence: '',
    rollbackPlan: '',
  },
  agents,
  mistakes: [],
};

const connectorAgain: ConnectorFormView = {
  ...connector,
  typed: {
    ...connector.typed,
    requestedFor: 'mail-assistant',
    environment: 'pilot',
    displayName: 'Ticket desk',
    connectorId: 'Tickets!',
    systemClass: 'ticketing',
    connection: 'projectScoped',
    dataDomains: 'tickets, customer names',
    tools: 'listTickets: read\ncloseTicket: write, reversible',
    businessJustification: 'The sales desk answers 40 tickets a day.',
    label: 'confidential',
    executiveMailboxes: 'true',
    rollbackPlan: 'Remove the connection; tickets stay where they are.',
  },
  mistakes: [
    { field: 'connectorId', words: 'Id: use 1 to 64 lower-case letters.' },
    { field: 'securityNotes', words: 'Security notes: must not be empty.' },
    'The agent crm-assistant is retired.',
  ],
};

const tier: TierFormView = {
  where: 'dialog',
  typed: { agentId: '', connectorId: '', toTier: '', for: 'P30D', reason: '' },
  agents,
  connectors,
  mistakes: [],
};

const tierAgain: TierFormView = {
  ...tier,
  typed: {
    agentId: 'mail-assistant',
    connectorId: 'mail',
    toTier: 'draftOnly',
    for: 'P90D',
    reason: 'In the pilot 112 of 115 drafts were used unchanged.',
  },
  mistakes: ['The agent mail-assistant may do that with mail already.'],
};

const many = Array.from({ length: 60 }, (_, i) => ({ id: `agent-${i}`, name: `Agent ${i}` }));

describeCards({
  foreign: /^(name|words|mistakes)$/,
  examples: {
    'request-connector-empty': { view: connector, draw: connectorFormCard },
    'request-connector-again': { view: connectorAgain, draw: connectorFormCard },
    'request-connector-chat': {
      view: { ...connectorAgain, where: 'chat' },
      draw: connectorFormCard,
    },
    'request-escalation-chat': { view: { ...tier, where: 'chat' }, draw: tierFormCard },
    'request-escalation-empty': { view: tier, draw: tierFormCard },
    'request-escalation-again': { view: tierAgain, draw: tierFormCard },
    'request-escalation-many': { view: { ...tier, agents: many }, draw: tierFormCard },
    'request-asked': {
      view: {
        request: 'AR-7',
        said: 'AR-7 was opened. It is answered by 27 Nov 2026, 10:00 (UTC).',
      },
      draw: askedCard,
    },
    'request-opener-connector': { view: { asksFor: 'connector' }, draw: requestOpenerCard },
    'request-opener-escalation': { view: { asksFor: 'escalation' }, draw: requestOpenerCard },
  },
});
