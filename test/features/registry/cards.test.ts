import { expect, it } from 'vitest';
import { type ApprovedView, approvedCard } from '../../../src/features/registry/cards/approved.ts';
import {
  type ProbationView,
  probationCard,
} from '../../../src/features/registry/cards/probation.ts';
import { type RevokeView, revokeCard } from '../../../src/features/registry/cards/revoke.ts';
import { patternOf } from '../../../src/features/registry/cards/words.ts';
import type { ConnectorRecord } from '../../../src/features/registry/domain/model.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { expectLawful, wordsOf } from '../../support/cardLaws.ts';
import { describeCards } from '../../support/cardSuite.ts';
import type { Example } from '../../support/hostileCards.ts';
import { hostileTexts } from '../../support/hostileText.ts';

const at = (day: string) => `2026-${day}T09:00:00.000Z` as Instant;

const tickets: ConnectorRecord = {
  id: 'tickets',
  displayName: 'Ticket desk',
  status: 'probation',
  environments: ['dev', 'pilot'],
  tierCeiling: 'draftOnly',
  labels: ['general'],
  systemClass: 'ticketing',
  tools: [
    { name: 'listTickets', effect: 'read' },
    { name: 'closeTicket', effect: 'write', reversible: true },
  ],
  probationEnds: at('12-20'),
};

const mail: ConnectorRecord = {
  id: 'mail',
  displayName: 'Outlook mail',
  status: 'approved',
  environments: ['dev', 'pilot', 'production'],
  tierCeiling: 'delegatedAction',
  labels: ['general'],
  systemClass: 'mail',
  tools: [
    { name: 'search', effect: 'read' },
    { name: 'createDraft', effect: 'draft' },
    { name: 'send', effect: 'send' },
  ],
};

const asked: ProbationView = {
  connector: tickets,
  ends: at('12-20'),
  askedBy: 'Pia Pilot',
  own: false,
  extended: false,
  agents: [{ id: 'mail-assistant', tier: 'readOnly' }],
  nonce: '4yqX1c0m2s9W8uJtKf3Zb7nPvR5aLhGd6eTxQiMoYkE',
};

const decided = (choice: 'promoted' | 'extended' | 'revoked', byReader = false): ProbationView => ({
  ...asked,
  decided: {
    choice,
    by: 'Ada Admin',
    byReader,
    at: at('12-21'),
    ...(choice === 'extended' && { until: at('12-31') }),
  },
});

const revoke: RevokeView = {
  connector: mail,
  reason: 'The vendor was breached.',
  agents: ['crm-assistant', 'mail-assistant'],
  done: false,
};

const lists: ApprovedView = {
  approved: [{ record: mail, agents: ['crm-assistant', 'mail-assistant'], over: false }],
  probation: [
    { record: tickets, agents: [], ends: at('12-20'), over: false },
    { record: { ...tickets, id: 'desk' }, agents: ['a', 'b'], ends: at('11-01'), over: true },
  ],
  closed: [{ record: { ...tickets, id: 'fax', status: 'revoked' }, agents: [], over: false }],
};

describeCards({
  foreign: /^(displayName|name|askedBy|by|agents)$/,
  examples: Object.fromEntries([
    ...Object.entries({
      asked,
      askedAgain: { ...asked, extended: true },
      own: { ...asked, own: true },
      promoted: decided('promoted'),
      extended: decided('extended', true),
      revoked: decided('revoked'),
    }).map(([state, view]) => [`probation-${state}`, { view, draw: probationCard }]),
    ...[false, true].map((done): [string, Example] => [
      `connector-revoke-${done ? 'done' : 'asked'}`,
      { view: { ...revoke, done }, draw: revokeCard },
    ]),
    ['approved', { view: lists, draw: approvedCard }],
    ['approved-none', { view: { approved: [], probation: [], closed: [] }, draw: approvedCard }],
  ]),
});

it('says of a connector what happens at once, what after an approval, and where', () => {
  expect(patternOf(mail)).toBe(
    "read and prepare drafts at once, send after a person's approval, in development, pilot and production",
  );
  expect(patternOf(tickets)).toBe('read at once, in development and pilot');
  expect(patternOf({ ...tickets, tierCeiling: 'delegatedAction', environments: ['dev'] })).toBe(
    "read at once, write after a person's approval, in development",
  );
  expect(patternOf({ ...tickets, tools: [], environments: [] })).toBe(
    'nothing without a person, in no environment',
  );
});

it('counts agents beyond five', () => {
  const agents = Array.from({ length: 9 }, (_, i) => `agent-${i}`);
  const view = { ...lists, approved: [{ record: mail, agents, over: false }] };
  expect(wordsOf(approvedCard(view))).toContain('agent-4 and 4 more');
});

it('shows the reason of a revocation as words, and fits with the longest', () => {
  for (const text of Object.values(hostileTexts)) {
    const card = revokeCard({ ...revoke, reason: text, done: true });
    expectLawful(card);
    expect(wordsOf(card)).not.toMatch(/[\u200b\u202e]/);
  }
  for (const unit of ['\u0001', '"', '\u{1f44d}'])
    expectLawful(revokeCard({ ...revoke, reason: unit.repeat(500).slice(0, 500) }));
});
