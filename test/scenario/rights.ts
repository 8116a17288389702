import { expect } from 'vitest';
import type { Answer } from '../support/wholeHouse.ts';
import type { Fields, Story } from './story.ts';

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

export const READ_TICKETS: Fields = {
  agentId: 'mail-assistant',
  connectorId: 'tickets',
  tool: 'listTickets',
  arguments: {},
};

/** The mail assistant is to send by itself what it only drafts today. */
export const SEND_TIER: Fields = {
  kind: 'tierEscalation',
  agentId: 'mail-assistant',
  connectorId: 'mail',
  toTier: 'delegatedAction',
  reason: 'In the pilot 112 of 115 drafts were used unchanged.',
};

/** A mail inside the company: the mail assistant is in phase pilot. */
export const INSIDE: Fields = { to: ['owner@contoso.example'], subject: 'Hello', body: 'Hi.' };
export const SEND_INSIDE: Fields = {
  agentId: 'mail-assistant',
  connectorId: 'mail',
  tool: 'send',
  arguments: INSIDE,
};

/** The reviewers who are not there from the start. */
export async function reviewersCome(house: Story): Promise<void> {
  for (const name of ['security', 'pilot', 'admin2']) await house.teams.install(house.person(name));
  await house.settle();
}

/** What `authorize` answers to the agent itself. */
export const authorize = async (house: Story, call: Fields): Promise<Fields> =>
  (await house.call(`agent:${String(call['agentId'])}`, 'POST', '/authorize', call)).body;

export const ask = async (house: Story, as: string, body: Fields): Promise<Answer> => {
  const answer = await house.call(as, 'POST', '/requests', body);
  await house.settle();
  return answer;
};

/** Asks, and answers the request's id. */
export async function opened(house: Story, as: string, body: Fields): Promise<string> {
  const answer = await ask(house, as, body);
  expect(answer).toMatchObject({ status: 201, body: { status: 'pending' } });
  return answer.body.id;
}

export async function answer(
  house: Story,
  name: string,
  id: string,
  more: Fields = {},
): Promise<Answer> {
  const { body } = await house.call('board', 'GET', `/requests/${id}`);
  const given = await house.call(name, 'POST', `/requests/${id}/answer`, {
    answer: 'approve',
    digest: body.digest,
    ...more,
  });
  await house.settle();
  return given;
}

/** Everybody in turn approves with the tab. */
export async function approvedBy(house: Story, id: string, ...names: readonly string[]) {
  for (const name of names) expect(await answer(house, name, id)).toMatchObject({ status: 200 });
}

/** The ticket desk on probation for the mail assistant. */
export async function ticketsOnProbation(house: Story, more: Fields = {}): Promise<string> {
  const id = await opened(house, 'pilot', { ...TICKETS, ...more });
  await approvedBy(house, id, 'owner', 'security', 'admin');
  return id;
}

/** The mail assistant may send, for thirty days. */
export async function sendingAllowed(house: Story, more: Fields = {}): Promise<string> {
  const id = await opened(house, 'pilot', { ...SEND_TIER, ...more });
  await approvedBy(house, id, 'owner', 'security');
  return id;
}

export const connector = async (house: Story, id = 'tickets'): Promise<Fields> =>
  (await house.call('pilot', 'GET', `/connectors/${id}`)).body;
