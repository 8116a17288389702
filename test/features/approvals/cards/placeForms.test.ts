import { describe, expect, it } from 'vitest';
import {
  type DeviationFormView,
  deviationFormCard,
} from '../../../../src/features/approvals/cards/forms/requestDeviation.ts';
import { requestOpenerCard } from '../../../../src/features/approvals/cards/forms/requestOpener.ts';
import {
  type PromotionFormView,
  promotionFormCard,
} from '../../../../src/features/approvals/cards/forms/requestPromotion.ts';
import { readDeviationForm } from '../../../../src/features/approvals/requesting/deviationForm.ts';
import { readPromotionForm } from '../../../../src/features/approvals/requesting/promotionForm.ts';
import type { Instant } from '../../../../src/kernel/instant.ts';
import { describeCards } from '../../../support/cardSuite.ts';

const agents = [{ id: 'crm-assistant', name: 'CRM assistant' }];

const promotion: PromotionFormView = {
  where: 'dialog',
  typed: { agentId: '', toEnvironment: '', toPhase: '', reason: '', rollbackPlan: '' },
  agents,
  mistakes: [],
};
const promoting = {
  agentId: ' crm-assistant ',
  toEnvironment: 'stays',
  toPhase: 'enterprise',
  reason: 'It went well.',
  rollbackPlan: 'Back to the department.',
};

const deviation: DeviationFormView = {
  where: 'dialog',
  typed: { agentId: '', connectorId: '', from: '', what: '', why: '', owner: '', days: '30' },
  agents,
  mistakes: [],
};
const deviating = {
  agentId: 'crm-assistant',
  connectorId: '',
  from: 'quota',
  what: 'Twice as many calls',
  why: 'Year end',
  owner: 'owner@contoso.example',
  days: '14',
};

describeCards({
  foreign: /^(name|words|mistakes)$/,
  examples: {
    'request-promotion-empty': { view: promotion, draw: promotionFormCard },
    'request-promotion-again': {
      view: {
        ...promotion,
        where: 'chat',
        typed: promoting,
        mistakes: [{ field: 'toPhase', words: 'It runs there already.' }],
      },
      draw: promotionFormCard,
    },
    'request-deviation-empty': { view: deviation, draw: deviationFormCard },
    'request-deviation-again': {
      view: {
        ...deviation,
        where: 'chat',
        typed: deviating,
        mistakes: [{ field: 'owner', words: 'Nobody in the directory is called “olvia”.' }],
      },
      draw: deviationFormCard,
    },
    'request-opener-promotion': { view: { asksFor: 'promotion' }, draw: requestOpenerCard },
    'request-opener-deviation': { view: { asksFor: 'deviation' }, draw: requestOpenerCard },
  },
});

describe('what was typed into a form', () => {
  const now = '2026-11-20T09:41:07.123Z' as Instant;

  it('is a promotion to what was chosen, and to nothing else', () => {
    expect(readPromotionForm(promoting)).toEqual({
      ask: {
        kind: 'promotion',
        agentId: 'crm-assistant',
        toPhase: 'enterprise',
        reason: 'It went well.',
        rollbackPlan: 'Back to the department.',
      },
    });
    expect(readPromotionForm({ ...promoting, rollbackPlan: ' ' })).toMatchObject({
      mistakes: [{ field: 'rollbackPlan' }],
    });
    expect(readPromotionForm({ ...promoting, toPhase: 'stays' })).toMatchObject({
      mistakes: [{ field: 'toEnvironment', words: expect.stringContaining('say where to') }],
    });
  });

  it('is a deviation until so many days from the full hour', () => {
    expect(readDeviationForm(deviating, now)).toEqual({
      ask: {
        kind: 'deviation',
        agentId: 'crm-assistant',
        from: 'quota',
        what: 'Twice as many calls',
        why: 'Year end',
        owner: 'owner@contoso.example',
        until: '2026-12-04T09:00:00.000Z',
      },
    });
    expect(readDeviationForm({ ...deviating, from: 'taste', days: 'long' }, now)).toMatchObject({
      mistakes: [{ field: 'from' }, { field: 'days' }],
    });
  });
});
