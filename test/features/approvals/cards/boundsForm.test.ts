import { describe, expect, it } from 'vitest';
import {
  type BoundsFormView,
  boundsFormCard,
} from '../../../../src/features/approvals/cards/forms/requestBounds.ts';
import { requestOpenerCard } from '../../../../src/features/approvals/cards/forms/requestOpener.ts';
import { readBoundsForm } from '../../../../src/features/approvals/requesting/boundsForm.ts';
import { describeCards } from '../../../support/cardSuite.ts';

const typed = {
  agentId: 'crm-assistant',
  connectorId: '',
  bound: 'quota',
  value: '200 calls an hour, 1,500 a day',
  for: 'P7D',
  reason: 'The fair is next week.',
};

const view: BoundsFormView = {
  where: 'dialog',
  typed: { agentId: '', connectorId: '', bound: '', value: '', for: 'forGood', reason: '' },
  agents: [{ id: 'crm-assistant', name: 'CRM assistant' }],
  connectors: [{ id: 'crm', name: 'CRM' }],
  mistakes: [],
};

describeCards({
  foreign: /^(name|words|mistakes)$/,
  examples: {
    'request-change-empty': { view, draw: boundsFormCard },
    'request-change-again': {
      view: {
        ...view,
        where: 'chat',
        typed,
        mistakes: [{ field: 'value', words: 'As it is to be: name what is to become wider.' }],
      },
      draw: boundsFormCard,
    },
    'request-opener-change': { view: { asksFor: 'change' }, draw: requestOpenerCard },
  },
});

const changesOf = (bound: string, value: string, connectorId = ''): unknown => {
  const read = readBoundsForm({ ...typed, for: 'forGood', bound, value, connectorId });
  return 'ask' in read ? read.ask.changes : read.mistakes;
};

describe('what was typed into the form of wider bounds', () => {
  it('is the bound as the record writes it', () => {
    expect(readBoundsForm(typed)).toEqual({
      ask: {
        kind: 'boundsChange',
        agentId: 'crm-assistant',
        changes: { quota: { perHour: 200, perDay: 1500 } },
        for: 'P7D',
        reason: 'The fair is next week.',
      },
    });
    const read: readonly (readonly [string, string, string, unknown])[] = [
      ['dataLabels', 'general, confidential', '', ['general', 'confidential']],
      ['expires', ' 2027-01-31 ', '', '2027-01-31'],
      [
        'contentSources',
        'allow https://a.example/*\nDeny https://a.example/hr/*',
        '',
        { allow: ['https://a.example/*'], deny: ['https://a.example/hr/*'] },
      ],
      [
        'scopes',
        'Calendars.Read: it proposes dates: free ones\nFiles.Read',
        'crm',
        [
          { name: 'Calendars.Read', reason: 'it proposes dates: free ones' },
          { name: 'Files.Read' },
        ],
      ],
    ];
    for (const [bound, value, connectorId, is] of read)
      expect(changesOf(bound, value, connectorId)).toEqual({ [bound]: is });
  });

  it.each([
    ['colour', 'red', '', 'bound'],
    ['quota', 'more', '', 'value'],
    ['scopes', 'Files.Read', '', 'value'],
    ['quota', '10 an hour', 'crm', 'value'],
    ['dataLabels', 'secret', '', 'value'],
  ])('is told where it is wrong: %s %s', (bound, value, connectorId, field) => {
    const mistakes = changesOf(bound, value, connectorId);
    expect(mistakes).toEqual([{ field, words: expect.stringMatching(/^\w.*: .+\.$/) }]);
  });

  it('is for a while only where that is possible', () => {
    expect(readBoundsForm({ ...typed, bound: 'expires', value: '2027-01-31' })).toEqual({
      mistakes: [{ field: 'for', words: expect.stringContaining('only quota') }],
    });
  });
});
