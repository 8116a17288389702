import { type Person, type PersonId, personId, type Role } from '../../kernel/people.ts';

export const EXAMPLE_TENANT = '00000000-0000-4000-8000-0000000000ff';
export const EXAMPLE_BOT = '00000000-0000-4000-8000-0000000000b0';
export const EXAMPLE_DOMAIN = 'contoso.example';

/** Somebody of the example organisation. */
export interface ExamplePerson extends Person {
  readonly roles: readonly Role[];
  /** Whom they report to. */
  readonly manager?: PersonId;
}

const objectId = (end: string): PersonId => {
  const id = personId(`00000000-0000-4000-8000-00000000${end}`);
  if (id === undefined) throw new RangeError(`not the end of an object id: ${end}`);
  return id;
};

interface Place {
  readonly department: string;
  /** The end of the object id of whom they report to. */
  readonly manager?: string;
  readonly roles?: readonly Role[];
}

const person = (
  name: string,
  upn: string,
  end: string,
  { manager, roles = [], ...place }: Partial<Place> = {},
): ExamplePerson => ({
  id: objectId(end),
  upn: `${upn}@${EXAMPLE_DOMAIN}`,
  name,
  roles,
  ...place,
  ...(manager !== undefined && { manager: objectId(manager) }),
});

export const examplePeople: readonly ExamplePerson[] = [
  person('Ada Admin', 'admin', '0001', { department: 'IT', roles: ['admin'] }),
  person('Olivia Owner', 'owner', '0002', { department: 'sales', manager: '000b' }),
  person('Ben Backup', 'owner2', '0003', { department: 'sales', manager: '0002' }),
  person('Pia Pilot', 'pilot', '0004', { department: 'sales', manager: '0002' }),
  person('Boris Board', 'board', '0005', { department: 'legal', roles: ['board', 'compliance'] }),
  person('Selma Security', 'security', '0006', { department: 'IT', roles: ['security', 'board'] }),
  person('Fatima Finance', 'finance1', '0007', {
    department: 'finance',
    manager: '000b',
    roles: ['finance'],
  }),
  person('Felix Finance', 'finance2', '0008', {
    department: 'finance',
    manager: '0007',
    roles: ['finance'],
  }),
  person('Otto Outsider', 'outsider', '0009'),
  person('Andrej Admin', 'admin2', '000a', {
    department: 'IT',
    manager: '0001',
    roles: ['admin'],
  }),
  person('Mona Manager', 'manager', '000b', { department: 'management' }),
];

const at = (upn: string): string => `${upn}@${EXAMPLE_DOMAIN}`;

/** In the shape of `PUT /agents/{id}`. */
export const exampleAgents = [
  {
    id: 'mail-assistant',
    displayName: 'Mail assistant',
    platform: 'copilotStudio',
    environment: 'pilot',
    phase: 'pilot',
    department: 'sales',
    businessOwner: at('owner'),
    technicalOwner: at('admin'),
    backupOwner: at('owner2'),
    capabilities: [
      { connectorId: 'mail', tier: 'draftOnly', reason: 'Prepares answers that a colleague sends' },
    ],
    useCase: {
      outcome: 'Every customer mail has a drafted answer within ten minutes',
      successMetric: 'Share of drafts that are sent without a heavy edit',
      failureMode: 'The draft is wrong: the colleague writes the answer without it',
    },
    version: '0.9.2',
  },
  {
    id: 'crm-assistant',
    displayName: 'CRM assistant',
    platform: 'copilot',
    environment: 'production',
    phase: 'department',
    department: 'sales',
    businessOwner: at('owner'),
    technicalOwner: at('admin'),
    backupOwner: at('owner2'),
    capabilities: [
      {
        connectorId: 'mail',
        tier: 'delegatedAction',
        reason: 'Sends offers and follow-ups that the owner approves',
      },
      {
        connectorId: 'crm',
        tier: 'delegatedAction',
        reason: 'Keeps contacts and opportunities up to date',
      },
    ],
    useCase: {
      outcome: 'Offers leave the house on the day they were asked for',
      successMetric: 'Hours from the call to the offer',
      failureMode: 'An offer with a wrong price: the approval shows the text before it is sent',
    },
    version: '2.4.0',
  },
  {
    id: 'invoice-agent',
    displayName: 'Invoice agent',
    platform: 'foundry',
    environment: 'production',
    phase: 'enterprise',
    department: 'finance',
    businessOwner: at('finance1'),
    technicalOwner: at('admin'),
    backupOwner: at('finance2'),
    capabilities: [
      {
        connectorId: 'erp',
        tier: 'delegatedAction',
        reason: 'Pays invoices that match their purchase order',
      },
    ],
    useCase: {
      outcome: 'Matched invoices are paid before their discount ends',
      successMetric: 'Share of discounts taken',
      failureMode: 'A payment that should not be: two finance controllers approve each one',
    },
    version: '1.7.3',
  },
] as const;

/** In the shape of `GET /connectors`. */
export const exampleConnectors = [
  {
    id: 'mail',
    displayName: 'Outlook mail',
    status: 'approved',
    environments: ['dev', 'pilot', 'production'],
    tierCeiling: 'delegatedAction',
    labels: ['public', 'general', 'confidential'],
    systemClass: 'mail',
    tools: [
      { name: 'search', effect: 'read' },
      { name: 'createDraft', effect: 'draft', reversible: true },
      { name: 'send', effect: 'send', recipientArguments: ['to', 'cc', 'bcc'], reversible: false },
    ],
  },
  {
    id: 'crm',
    displayName: 'Contoso CRM',
    status: 'approved',
    environments: ['dev', 'pilot', 'production'],
    tierCeiling: 'delegatedAction',
    labels: ['general', 'confidential'],
    systemClass: 'crm',
    tools: [
      { name: 'findContact', effect: 'read' },
      { name: 'updateContact', effect: 'write', reversible: true },
    ],
  },
  {
    id: 'erp',
    displayName: 'Contoso ERP',
    status: 'approved',
    environments: ['dev', 'pilot', 'production'],
    tierCeiling: 'delegatedAction',
    labels: ['confidential'],
    systemClass: 'finance',
    tools: [
      { name: 'getInvoice', effect: 'read' },
      { name: 'payInvoice', effect: 'write', amountArgument: 'amount', reversible: false },
    ],
  },
  {
    id: 'sharepoint',
    displayName: 'SharePoint',
    status: 'probation',
    environments: ['dev', 'pilot'],
    tierCeiling: 'draftOnly',
    labels: ['general'],
    systemClass: 'files',
    tools: [{ name: 'readFile', effect: 'read' }],
    probationEnds: '2099-12-31T00:00:00.000Z',
  },
] as const;
