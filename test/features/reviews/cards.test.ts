import { type ReviewView, reviewCard } from '../../../src/features/reviews/cards/review.ts';
import { type ReviewsView, reviewsCard } from '../../../src/features/reviews/cards/reviews.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { describeCards } from '../../support/cardSuite.ts';

const due = '2026-12-18T09:00:00.000Z' as Instant;

const open: ReviewView['open'] = [
  {
    place: 0,
    key: 'capability:mail',
    section: 'permissions',
    text: 'mail, delegated action: Writes to customers',
    choices: ['keep', 'reduce', 'revoke'],
  },
  {
    place: 1,
    key: 'connector:mail',
    section: 'connectors',
    text: 'Outlook mail (mail): approved, production, general, 3 tools',
    choices: ['keep', 'revoke'],
  },
  {
    place: 2,
    key: 'scope:mail:Mail.ReadWrite',
    section: 'scopes',
    text: 'Mail.ReadWrite of mail, mailbox-wide, no reason given',
    choices: ['keep', 'revoke'],
  },
  {
    place: 3,
    key: 'grant:AR-7',
    section: 'exceptions',
    text: 'AR-7: mail/send without asking until 11 Dec 2026',
    choices: ['keep', 'revoke'],
  },
];
const review: ReviewView = {
  campaign: 'RV-1',
  agentId: 'crm-assistant',
  due,
  nonce: '4yqX1c0m2s9W8uJtKf3Zb7nPvR5aLhGd6eTxQiMoYkE',
  open,
  given: [],
  handed: [],
  mistakes: [],
};
const CHOSEN = ['reduce', 'keep', 'revoke', 'keep'] as const;
const given = open.map(({ section, text }, i) => ({ section, text, choice: CHOSEN[i] ?? 'keep' }));
const many = Array.from({ length: 60 }, (_, place) => ({
  place,
  key: `capability:c${place}`,
  section: 'permissions' as const,
  text: `c${place}, read only: Reads`,
  choices: ['keep', 'revoke'] as const,
}));

const rounds: ReviewsView = {
  waiting: [{ campaign: 'RV-1', agentId: 'crm-assistant', open: 4, due }],
  campaigns: [
    { id: 'RV-1', department: 'All departments', done: 2, agents: 3, due, overdue: false },
    { id: 'RV-2', department: 'sales', done: 0, agents: 2, due, overdue: true },
  ],
};

// The id of an agent has one spelling, which the registry sees to: it comes back as data.
describeCards({
  foreign: /^(text|handed)$/,
  examples: {
    'review-open': { view: review, draw: reviewCard },
    'review-rest': {
      view: {
        ...review,
        open: open.slice(2),
        given: given.slice(0, 2),
        handed: ['scope:mail:Mail.Read'],
        mistakes: ['Choose an answer for one item or more.'],
      },
      draw: reviewCard,
    },
    'review-done': { view: { ...review, open: [], given }, draw: reviewCard },
    'review-many-done': {
      view: {
        ...review,
        open: [],
        given: many.map(({ section, text }) => ({ section, text, choice: 'keep' })),
      },
      draw: reviewCard,
    },
    'review-many': { view: { ...review, open: many }, draw: reviewCard },
  },
});

describeCards({
  foreign: /^(agentId|department)$/,
  examples: {
    'reviews-rounds': { view: rounds, draw: reviewsCard },
    'reviews-none': { view: { waiting: [], campaigns: [] }, draw: reviewsCard },
  },
});
