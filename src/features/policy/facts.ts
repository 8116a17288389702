import * as z from 'zod';
import { entity, type Facts } from '../../kernel/feature.ts';
import { activePolicy, isActivated } from './domain/active.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const policyFacts: Facts = {
  name: 'policy',
  events: {
    'policy-activated': z.strictObject({
      bundle: hash,
      before: hash.optional(),
      policies: z.int(),
      files: z.array(z.strictObject({ name: z.string(), text: z.string() })),
      how: z.enum(['start', 'reload', 'adopted']),
      reason: z.string().optional(),
    }),
  },
  /** Every bundle but a ledger's first. */
  weekly: (event) => (isActivated(event) && event.data.before !== undefined ? ['permission'] : []),
  subjects: (event) => (event.type === 'policy-activated' ? ['policy'] : []),
  entities: [entity(activePolicy)],
};
