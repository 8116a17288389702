import * as z from 'zod';
import { parseDuration } from './domain/duration.ts';
import { parseTarget } from './domain/target.ts';

export const pauseIdSchema = z.string().regex(/^P-[1-9]\d{0,14}$/, 'a pause id looks like P-3');

const reason = z.string().trim().min(1, 'say why').max(1_000);

export const startSchema = z.strictObject({
  target: z
    .string()
    .max(300)
    .refine(
      (text) => parseTarget(text) !== undefined,
      'write agent:<id>, connector:<id>, tool:<connector>/<tool>, tier:<tier>, environment:<environment> or all',
    ),
  reason,
  for: z
    .string()
    .max(30)
    .refine(
      (text) => parseDuration(text) !== undefined,
      'write 30m, 2h, 3d or an ISO 8601 duration, at most a year',
    )
    .optional(),
});

export const liftSchema = z.strictObject({ reason });

const lever = z.strictObject({
  name: z.string(),
  to: z.enum(['stop', 'release']),
  calledAt: z.string().optional(),
  answer: z.string().optional(),
  readAt: z.string().optional(),
  readAs: z.string().optional(),
  open: z.string().optional(),
});

export const receiptSchema = z.strictObject({
  id: z.string(),
  target: z.string(),
  reason: z.string(),
  status: z.enum(['inForce', 'lifted']),
  by: z.string().optional(),
  /** As the directory calls them now. */
  byName: z.string().optional(),
  liftedByName: z.string().optional(),
  byBoard: z.boolean(),
  at: z.string(),
  seq: z.number(),
  until: z.string().optional(),
  lifted: z
    .strictObject({
      at: z.string(),
      by: z.string().optional(),
      reason: z.string(),
      automatic: z.boolean(),
    })
    .optional(),
  levers: z.array(lever),
  complete: z.boolean(),
  voided: z.array(z.string()),
  held: z.array(z.string()),
});
