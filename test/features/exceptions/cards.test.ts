import {
  type ExceptionView,
  exceptionsCard,
} from '../../../src/features/exceptions/cards/exceptions.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { describeCards } from '../../support/cardSuite.ts';

const fair: ExceptionView = {
  id: 'AR-26',
  agentId: 'crm-assistant',
  connectorId: 'mail',
  standard: 'business hours',
  what: 'It answers at night during the fair in Singapore.',
  owner: 'Olivia Owner',
  ageDays: 12,
  until: '2026-12-18T09:00:00.000Z' as Instant,
  mayClose: true,
};
const whole: ExceptionView = {
  ...fair,
  id: 'AR-27',
  connectorId: '',
  standard: 'quotas',
  ageDays: 1,
  mayClose: false,
};
const many = Array.from({ length: 60 }, (_, i) => ({ ...fair, id: `AR-${i + 1}` }));

describeCards({
  foreign: /^(agentId|connectorId|what|owner)$/,
  examples: {
    'exceptions-none': { view: { exceptions: [] }, draw: exceptionsCard },
    'exceptions-two': { view: { exceptions: [fair, whole] }, draw: exceptionsCard },
    'exceptions-many': { view: { exceptions: many }, draw: exceptionsCard },
  },
});
