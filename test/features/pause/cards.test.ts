import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { confirmCard } from '../../../src/features/pause/cards/confirm.ts';
import { agentsCard, pausesCard } from '../../../src/features/pause/cards/list.ts';
import { receiptCard } from '../../../src/features/pause/cards/receipt.ts';
import { durationAtEnd, durationWords } from '../../../src/features/pause/domain/duration.ts';
import type { PauseReceipt } from '../../../src/features/pause/receipt.ts';
import type { Card } from '../../../src/kernel/chat.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { expectLawful } from '../../support/cardLaws.ts';
import { cardMistakes } from '../../support/cardSchema.ts';
import { readableJson } from '../../support/readableJson.ts';

const at = (time: string) => `2026-11-20T${time}.000Z` as Instant;

const receipt: PauseReceipt = {
  id: 'P-3',
  target: 'agent:crm-assistant',
  reason: 'It quoted last year’s prices to three customers.',
  status: 'inForce',
  by: '00000000-0000-4000-8000-000000000001',
  byBoard: false,
  at: at('10:00:00'),
  seq: 412,
  until: at('12:00:00'),
  levers: [
    {
      name: 'gate',
      to: 'stop',
      calledAt: at('10:00:00'),
      answer: 'no allow and no redemption after event g/412',
      readAt: at('10:00:01'),
      readAs: 'stopped',
      open: 'what an agent began before the pause may still be finishing',
    },
    { name: 'webhook', to: 'stop', calledAt: at('10:00:01'), answer: 'accepted with 202' },
  ],
  complete: false,
  voided: ['AR-7'],
  held: ['AR-8', 'AR-9'],
};

const lifted: PauseReceipt = {
  ...receipt,
  status: 'lifted',
  complete: true,
  lifted: {
    at: at('11:00:00'),
    by: receipt.by ?? '',
    reason: 'prices corrected',
    automatic: false,
  },
  levers: [
    {
      name: 'gate',
      to: 'release',
      calledAt: at('11:00:00'),
      answer: 'asked actions are judged by the policy again',
      readAt: at('11:00:01'),
      readAs: 'running',
      open: '',
    },
  ],
};

const hostile =
  '[x](https://attacker.example) **Approved** {{DATE(2026-01-01T00:00:00Z)}} \u202E ${secret}';
const stopped = ['crm-assistant'];

const examples: Readonly<Record<string, Card>> = {
  'pause-receipt': receiptCard({ receipt, by: 'Ada Admin', liftedBy: '', stopped, mayLift: true }),
  'pause-lifted': receiptCard({
    receipt: lifted,
    by: 'Ada Admin',
    liftedBy: 'Andrej Admin',
    stopped,
    mayLift: true,
  }),
  'pause-hostile': receiptCard({
    receipt: { ...receipt, reason: hostile, target: `tool:mail/${hostile}` },
    by: hostile,
    liftedBy: '',
    stopped: [hostile],
    mayLift: false,
  }),
  'pause-confirm': confirmCard({
    target: 'environment:production',
    reason: 'drill',
    duration: '2h',
    stopped: ['crm-assistant', 'invoice-agent'],
    levers: ['gate', 'webhook'],
  }),
  'pause-confirm-late': confirmCard({
    target: 'all',
    reason: 'wrong prices go out for 2h',
    duration: '',
    stopped: ['crm-assistant'],
    levers: ['gate'],
  }),
  'pause-list': pausesCard({ pauses: [{ receipt, by: 'Ada Admin' }] }),
  'pause-list-none': pausesCard({ pauses: [] }),
  'agents-list': agentsCard({
    agents: [
      {
        id: 'crm-assistant',
        owner: 'Olivia Owner',
        environment: 'production',
        phase: 'department',
        status: 'paused',
      },
      {
        id: 'mail-assistant',
        owner: 'Olivia Owner',
        environment: 'pilot',
        phase: 'pilot',
        status: 'active',
      },
    ],
  }),
};

describe.each(Object.entries(examples))('the card %s', (name, card) => {
  it('looks as in its golden file', async () => {
    await expect(`${readableJson(card)}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, `../../golden/cards/${name}.json`),
    );
  });

  it('is one that Teams knows, and keeps the laws of our cards', () => {
    expect(cardMistakes(card)).toEqual([]);
    expectLawful(card);
  });
});

describe('a duration', () => {
  it('is said in words, and at the end of a reason it is said to be none', () => {
    const said = ['2h', '90m', 'P1DT12H', '1w', 'soon'].map(durationWords);
    expect(said).toEqual(['2 hours', '1 hour 30 minutes', '1 day 12 hours', '7 days', 'soon']);
    const ends = ['it is down for 2h', 'for PT2H.', 'down FOR 30m', 'for good', 'four 2h', '2h'];
    expect(ends.map(durationAtEnd)).toEqual(['2h', 'PT2H', '30m', undefined, undefined, undefined]);
    const started = { ...receipt, reason: 'wrong prices for 2h' };
    const view = { by: 'Ada Admin', liftedBy: '', stopped, mayLift: true };
    const words = (one: typeof receipt) => JSON.stringify(receiptCard({ ...view, receipt: one }));
    const { until: _end, ...endless } = started;
    expect(words(endless)).toContain('“for 2h” is a part of the reason');
    expect(words(receipt)).not.toContain('is a part of the reason');
  });
});
