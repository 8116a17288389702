import { proofCard } from '../../../src/features/audit/cards/proof.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { describeCards } from '../../support/cardSuite.ts';

const signed = {
  at: '2026-11-20T09:00:00.000Z' as Instant,
  keyName: 'countersign/00000000-0000-4000-8000-0000000000ff',
  events: 1_234,
  logs: 5,
};
const last = { at: '2026-11-20T03:00:00.000Z' as Instant, events: 1_190 };
const difference = { log: '03', seq: 17, because: 'root-differs' };

describeCards({
  foreign: /^(keyName|place)$/,
  examples: {
    'proof-proven': { view: { ...signed, outcome: { kind: 'proven' } }, draw: proofCard },
    'proof-verified': {
      view: { ...signed, outcome: { kind: 'proven' }, last: { ...last, outcome: 'asWritten' } },
      draw: proofCard,
    },
    'proof-row-changed': {
      view: {
        ...signed,
        outcome: { kind: 'proven' },
        last: { ...last, outcome: 'differs', place: 'g/R|AR-7' },
      },
      draw: proofCard,
    },
    'proof-differs': {
      view: { ...signed, outcome: { kind: 'differs', difference } },
      draw: proofCard,
    },
    'proof-too-many': {
      view: { ...signed, events: 41_600, outcome: { kind: 'too-many', most: 20_000 } },
      draw: proofCard,
    },
  },
});
