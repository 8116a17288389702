import { describe, expect, it } from 'vitest';
import { impactOf } from '../../../../src/features/approvals/cards/impact.ts';
import {
  isPreset,
  PRESETS,
  presetChoices,
} from '../../../../src/features/approvals/cards/presets.ts';
import type { OutboundAction } from '../../../../src/features/approvals/cards/view.ts';
import {
  amountText,
  deedOf,
  durationText,
  matterOf,
  silenceOf,
  spelledOut,
  summaryOf,
} from '../../../../src/features/approvals/cards/words.ts';
import { connector, escalation, mailAction, payment } from './examples.ts';

const action = (facts: Partial<OutboundAction['facts']>): OutboundAction => ({
  ...mailAction,
  facts: { ...mailAction.facts, ...facts },
});
const [inside, outside] = [
  { address: 'a@contoso.example', internal: true },
  { address: 'b@fabrikam.example', internal: false },
];

describe('plain words', () => {
  it.each([
    ['payInvoice', 'pay invoice'],
    ['pay_invoice', 'pay invoice'],
    ['update-contact2Go', 'update contact2 go'],
    ['send', 'send'],
  ])('spell the tool %s as “%s”', (tool, words) => {
    expect(spelledOut(tool)).toBe(words);
  });

  it.each([
    ['1', '1.00 EUR'],
    ['1250.5', '1,250.50 EUR'],
    ['999999999.123456', '999,999,999.123456 EUR'],
    ['0.07', '0.07 EUR'],
  ])('write the amount %s as %s', (value, text) => {
    expect(amountText({ value, currency: 'EUR' })).toBe(text);
  });

  it('say so where an amount has no currency', () => {
    expect(amountText({ value: '5' })).toBe('5.00 (no currency named)');
  });

  it.each([
    [mailAction, 'send a mail'],
    [action({ systemClass: 'chat' }), 'post a message'],
    [
      action({ systemClass: 'crm', effect: 'write', effectiveTool: 'updateContact' }),
      'update contact in Mail',
    ],
    [payment.asked, 'pay invoice in ERP'],
    [connector.asked, 'use a new connector: Ticket desk'],
    [escalation.asked, 'read, write and send with CRM'],
  ])('say what is wanted (%#)', (asked, words) => {
    expect(deedOf(asked)).toBe(words);
  });

  it('tell what a request is about, those outside the company first', () => {
    expect(matterOf('mail-assistant', mailAction)).toEqual({
      agentId: 'mail-assistant',
      does: 'send a mail',
      detail: 'to emma.johnson@fabrikam.example and 1 more',
    });
    expect(matterOf('invoice-agent', payment.asked).detail).toBe('12,500.50 EUR');
    expect(matterOf('crm-assistant', escalation.asked).detail).toBe('in production');
  });

  it.each([
    ['P30D', '30 days'],
    ['P1D', '1 day'],
    ['PT12H', 'PT12H'],
  ])('write the duration %s as %s', (duration, words) => {
    expect(durationText(duration)).toBe(words);
  });

  it('say what silence means', () => {
    expect(silenceOf(mailAction)).toBe('it expires and nothing is sent');
    expect(silenceOf(payment.asked)).toBe('it expires and nothing is changed');
    expect(silenceOf(connector.asked)).toBe('it expires and nothing changes');
  });

  it('put nothing of the agent into a notification', () => {
    const summaries = [mailAction, payment.asked, connector.asked, escalation.asked].map((asked) =>
      summaryOf('AR-7', asked),
    );
    for (const summary of summaries) expect(summary).toMatch(/^AR-7: an? [a-z ]+$/);
  });
});

describe('the impact', () => {
  it.each([
    [
      { recipients: [outside] },
      'It goes to 1 recipient, outside the company. It cannot be taken back.',
      'attention',
    ],
    [
      { recipients: [outside, outside] },
      'It goes to 2 recipients, all outside the company. It cannot be taken back.',
      'attention',
    ],
    [
      { recipients: [inside, outside] },
      'It goes to 2 recipients, 1 outside the company. It cannot be taken back.',
      'attention',
    ],
    [
      { recipients: [inside] },
      'It goes to 1 recipient, inside the company. It cannot be taken back.',
      'warning',
    ],
    [
      { recipients: [] },
      'It goes out, and no recipient is named. It cannot be taken back.',
      'attention',
    ],
    [
      { effect: 'write', systemClass: 'crm', reversible: true, recipients: [] },
      'It changes data in Mail. It can be reversed.',
      'good',
    ],
    [
      { effect: 'write', systemClass: 'finance', recipients: [] },
      'It books money in Mail. It cannot be taken back.',
      'attention',
    ],
    [{ effect: 'draft' }, 'It makes a draft in Mail; nothing is sent.', 'good'],
    [{ effect: 'read' }, 'It reads from Mail; nothing is changed.', 'good'],
  ] as const)('of %j is told', (facts, text, weight) => {
    expect(impactOf(action(facts))).toEqual({ text, weight });
  });

  it('of a request for rights is told too', () => {
    expect(impactOf(escalation.asked)).toEqual({
      text: 'For 30 days it may read, write and send with CRM in production. The policy still decides on each action.',
      weight: 'attention',
    });
    expect(impactOf(connector.asked).weight).toBe('warning');
  });
});

describe('presets', () => {
  it('are few, and each has words', () => {
    expect(isPreset('wrongRecipient')).toBe(true);
    expect(isPreset('toString')).toBe(false);
    for (const kind of ['outboundAction', 'connector', 'tierEscalation'] as const)
      for (const { title, value } of presetChoices(kind)) {
        expect(isPreset(value) && PRESETS[value]).toBe(title);
      }
    expect(presetChoices('outboundAction')).toHaveLength(4);
  });
});
