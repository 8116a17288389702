import * as z from 'zod';
import { line } from '../domain/fields.ts';
import { seen } from './schemas.ts';

/** Agents of one message; a platform with more sends several. */
const MOST = 100;

/** As the platform writes it; with the name of its source before it, it is one part of a row key. */
const platformId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,94}$/,
    'use up to 95 letters, digits, dots, hyphens or underscores',
  );

/** What another platform sends: each of its agents as it is at the moment. */
export const inventoryMessage = z.strictObject({
  type: z.literal('inventory.observed'),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  data: z.strictObject({
    agents: z
      .array(
        z.strictObject({
          id: platformId,
          name: line(100).optional(),
          version: line(50).optional(),
          lastActive: z.iso.datetime({ offset: true }).optional(),
          connectors: seen,
          scopes: seen,
          sites: seen,
        }),
      )
      .max(MOST)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each agent once'),
  }),
});
export type InventoryMessage = z.output<typeof inventoryMessage>;

/** How many agents were looked at. What came of it is told to people, not to the platform. */
export const receivedSchema = z.strictObject({ looked: z.number() });
