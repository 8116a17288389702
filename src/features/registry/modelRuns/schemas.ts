import * as z from 'zod';
import { line } from '../domain/fields.ts';

const count = z.int().min(0).max(1_000_000);
const link = z
  .url({ protocol: /^https$/, error: 'must be an https address' })
  .max(500)
  .refine((text) => URL.canParse(text) && new URL(text).username === '', 'must not name a user');

/** A run as a pipeline reports it; an absent version is that of the agent's record. */
export const modelRunBody = z
  .strictObject({
    run: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
        'use up to 128 letters, digits, dots, hyphens or underscores',
      ),
    suite: line(100),
    model: line(100),
    agentVersion: line(50).optional(),
    passed: count,
    failed: count,
    link: link.optional(),
  })
  .refine(({ passed, failed }) => passed + failed > 0, {
    path: ['passed'],
    message: 'a run in which nothing was tried has no result',
  });

const result = {
  run: z.string(),
  suite: z.string(),
  model: z.string(),
  agentVersion: z.string(),
  passed: z.int(),
  failed: z.int(),
  link: z.string().optional(),
};

/** As the fact sheet shows it. */
export const modelRunSchema = z.strictObject({ ...result, at: z.string() });

/** `recorded`: false where the same run was recorded before. */
export const modelRunRecordedSchema = z.strictObject({
  agentId: z.string(),
  run: z.string(),
  recorded: z.boolean(),
});

export const modelRunEventSchemas = {
  'model-run-recorded': z.strictObject({ agentId: z.string(), ...result }),
};
