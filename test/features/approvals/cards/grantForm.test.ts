import { describe, expect, it } from 'vitest';
import {
  type GrantFormView,
  grantFormCard,
} from '../../../../src/features/approvals/cards/forms/requestGrant.ts';
import { requestOpenerCard } from '../../../../src/features/approvals/cards/forms/requestOpener.ts';
import {
  type GrantTyped,
  readGrantForm,
} from '../../../../src/features/approvals/requesting/grantForm.ts';
import type { Instant } from '../../../../src/kernel/instant.ts';
import { describeCards } from '../../../support/cardSuite.ts';

const typed: GrantTyped = {
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: ' send ',
  recipients: 'emma@fabrikam.example\nann@fabrikam.example, ',
  amountUpTo: '',
  currency: '',
  days: '14',
  justification: 'Forty offers went out unchanged.',
};

const empty: GrantFormView = {
  where: 'dialog',
  typed: {
    agentId: '',
    connectorId: '',
    tool: '',
    recipients: '',
    amountUpTo: '',
    currency: '',
    days: '7',
    justification: '',
  },
  agents: [{ id: 'crm-assistant', name: 'CRM assistant' }],
  connectors: [{ id: 'mail', name: 'Outlook mail' }],
  mistakes: [],
};

describeCards({
  foreign: /^(name|words|mistakes)$/,
  examples: {
    'request-grant-empty': { view: empty, draw: grantFormCard },
    'request-grant-chat': { view: { ...empty, where: 'chat' }, draw: grantFormCard },
    'request-grant-again': {
      view: {
        ...empty,
        typed,
        mistakes: [{ field: 'recipients', words: 'To whom: name everybody once.' }],
      },
      draw: grantFormCard,
    },
    'request-opener-grant': { view: { asksFor: 'grant' }, draw: requestOpenerCard },
  },
});

describe('what was typed into the form', () => {
  const now = '2026-11-20T09:41:07.123Z' as Instant;

  it('is the body of the API, until so many days after the full hour', () => {
    expect(readGrantForm(typed, now)).toEqual({
      ask: {
        kind: 'standingGrant',
        agentId: 'crm-assistant',
        connectorId: 'mail',
        tool: 'send',
        recipients: ['emma@fabrikam.example', 'ann@fabrikam.example'],
        until: '2026-12-04T09:00:00.000Z',
        justification: 'Forty offers went out unchanged.',
      },
    });
    const priced = { ...typed, amountUpTo: '12.50', currency: 'eur' };
    expect(readGrantForm(priced, now)).toMatchObject({
      ask: { amountUpTo: '12.50', currency: 'EUR' },
    });
  });

  it.each([
    ['an amount without currency', { amountUpTo: '5' }, 'currency'],
    ['an amount that is none', { amountUpTo: '5,00', currency: 'EUR' }, 'amountUpTo'],
    ['days that are none', { days: 'x' }, 'days'],
    ['no reason', { justification: ' ' }, 'justification'],
    ['somebody twice', { recipients: 'a@b.example, a@b.example' }, 'recipients'],
  ])('is told back at its field: %s', (_, change, field) => {
    expect(readGrantForm({ ...typed, ...change }, now)).toMatchObject({
      mistakes: [{ field, words: expect.any(String) }],
    });
  });
});
