import type { Fields } from './story.ts';

/** A ticket desk for the mail assistant, as anybody may ask for it. */
export const TICKETS: Fields = {
  kind: 'connector',
  connectorId: 'tickets',
  displayName: 'Ticket desk',
  vendor: 'Northwind',
  systemClass: 'ticketing',
  dataDomains: ['tickets', 'customer names'],
  scopes: ['tickets.read', 'tickets.write'],
  connection: 'projectScoped',
  tools: [
    { name: 'listTickets', effect: 'read' },
    { name: 'closeTicket', effect: 'write', reversible: true },
  ],
  businessJustification: 'The sales desk answers 40 tickets a day.\nMost of them are about offers.',
  securityNotes: 'OAuth with our tenant; no data leaves the EU.',
  dataClassification: {
    label: 'confidential',
    confidentialNotes: false,
    executiveMailboxes: false,
    hrDocuments: false,
    legalCorrespondence: false,
  },
  rollbackPlan: 'Remove the connection; tickets stay where they are.',
  requestedFor: 'mail-assistant',
  environment: 'pilot',
};
