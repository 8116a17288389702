import * as z from 'zod';
import { line } from '../registry/domain/fields.ts';
import { type Category, REMEDIES, SHADOW_USE } from './domain/categories.ts';
import { SEVERITIES, STATUSES, TRIAGED } from './domain/events.ts';
import { MOST_NOTE, MOST_TEXT, MOST_WHERE, MOST_WORKFLOW } from './forms.ts';

const agentId = z.string().min(1, 'name an agent').max(64);
const note = z.string().trim().min(1, 'say something, or leave it out').max(MOST_NOTE);

/** One of the tenant's categories. */
export const categorySchema = (categories: readonly Category[]) =>
  z.enum(categories.map(({ id }) => id));

export const reportSchema = (categories: readonly Category[]) =>
  z.strictObject({
    agentId,
    category: categorySchema(categories),
    text: z.string().trim().min(1, 'say what went wrong').max(MOST_TEXT),
    severity: z.enum(SEVERITIES).default('medium'),
    workflow: z
      .string()
      .trim()
      .min(1, 'name a workflow, or leave it out')
      .max(MOST_WORKFLOW)
      .optional(),
  });

/** What nobody registered, in the reporter's words: a line each, and a text. */
export const shadowUseSchema = z.strictObject({
  what: line(MOST_WORKFLOW),
  text: z.string().trim().min(1, 'say what you saw').max(MOST_TEXT),
  where: line(MOST_WHERE).optional(),
});

/** The last case given; by priority, behind the stretch of the backlog that it stands in. */
const CURSOR = /^(?:(?:\d{15}\|\d{8}T\d{9}Z\|[0-9a-f]{32})?~)?(?:F-[1-9]\d{0,14})?$/;

export const querySchema = (categories: readonly Category[]) =>
  z.strictObject({
    status: z.enum(STATUSES).optional(),
    agentId: agentId.optional(),
    category: categorySchema([...categories, SHADOW_USE]).optional(),
    /** What has ended has no priority: the newest first. */
    order: z.enum(['priority', 'newest']).default('priority'),
    after: z
      .string()
      .min(1)
      .max(300)
      .refine((text) => CURSOR.test(text), 'after is what the page before said comes next')
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  });

export const triageSchema = z
  .strictObject({
    status: z.enum(TRIAGED).optional(),
    remedy: z.enum(REMEDIES).optional(),
    owner: z
      .string()
      .trim()
      .min(1, 'name a person by user principal name or object id')
      .max(200)
      .optional(),
    note: note.optional(),
    /** The other open cases of the defect too. */
    alike: z.boolean().default(false),
  })
  .refine(
    ({ status, remedy, owner, note: words }) =>
      [status, remedy, owner, words].some((given) => given !== undefined),
    'set at least one of status, remedy, owner and note',
  );

export const answerSchema = z.strictObject({ fixed: z.boolean(), text: note.optional() });

const named = z.strictObject({ id: z.string(), name: z.string() });

export const caseSchema = z.strictObject({
  id: z.string(),
  /** Absent where nobody registered what it is about: `workflow` says what that is. */
  agentId: z.string().optional(),
  workflow: z.string(),
  category: z.string(),
  severity: z.enum(SEVERITIES),
  status: z.enum(STATUSES),
  reporter: named,
  at: z.string(),
  owner: named.optional(),
  remedy: z.enum(REMEDIES).optional(),
  text: z.string().optional(),
  quoted: z.string().optional(),
  where: z.string().optional(),
  note: z.string().optional(),
  answer: z.string().optional(),
  reopened: z.number(),
  /** Which cases are of the same agent, workflow and category. */
  defect: z.string(),
  systemicSince: z.string().optional(),
  /** Of the whole defect; absent for a case that has ended. */
  priority: z
    .strictObject({
      value: z.number(),
      blocked: z.number(),
      severity: z.enum(SEVERITIES),
      recurrence: z.number(),
    })
    .optional(),
});
export const listSchema = z.strictObject({ items: z.array(caseSchema) });

export const categoriesSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      definition: z.string(),
      example: z.string(),
      remedy: z.enum(REMEDIES),
    }),
  ),
});
