import * as z from 'zod';
import { isTimeZone } from '../../kernel/cards/time.ts';
import { type Instant, isBefore, parseInstant } from '../../kernel/instant.ts';
import { environment, line } from '../registry/domain/fields.ts';
import { digest, freeze, releaseWindow } from './domain/events.ts';

/** Entries of each list. */
const MOST = 20;

const given = z
  .string()
  .max(40)
  .transform((text, context): Instant => {
    const at = parseInstant(text);
    if (at !== undefined) return at;
    context.addIssue('write a moment such as 2026-12-18T09:00:00Z');
    return z.NEVER;
  });

const windowGiven = releaseWindow.extend({
  timeZone: releaseWindow.shape.timeZone.refine(
    isTimeZone,
    'is not a time zone: write one such as Europe/Berlin',
  ),
});

const freezeGiven = freeze
  .extend({ from: given, to: given })
  .refine(({ from, to }) => isBefore(from, to), { path: ['to'], message: 'must be after from' });

const oneEach = (list: readonly { readonly id: string }[]): boolean =>
  new Set(list.map(({ id }) => id)).size === list.length;

/** The whole calendar, as an admin sends it. */
export const calendarGiven = z.strictObject({
  windows: z.array(windowGiven).max(MOST).refine(oneEach, 'one entry an id'),
  freezes: z.array(freezeGiven).max(MOST).refine(oneEach, 'one entry an id'),
  reason: line(300),
});

export const answerGiven = z.strictObject({
  answer: z.enum(['adopt', 'reject']),
  digest,
  reason: z.string().max(1_000).optional(),
});

const lists = { windows: z.array(releaseWindow), freezes: z.array(freeze) };

/** What setting a calendar would come to. */
export const calendarEffect = z.strictObject({
  effect: z.enum(['set', 'proposed', 'kept']),
  widens: z.array(z.string()).readonly(),
});

export const calendarShown = z.strictObject({
  /** Whether there is any window; without one, only freezes hold anything back. */
  configured: z.boolean(),
  ...lists,
  setAt: z.string().optional(),
  setBy: z.string().optional(),
  now: z.array(
    z.strictObject({
      environment,
      open: z.boolean(),
      freeze: z.string().optional(),
      next: z.strictObject({ window: z.string(), from: z.string(), to: z.string() }).optional(),
    }),
  ),
  proposal: z
    .strictObject({
      ...lists,
      digest: z.string(),
      reason: z.string(),
      widens: z.array(z.string()),
      proposedBy: z.string(),
      proposedAt: z.string(),
      until: z.string(),
    })
    .optional(),
});
