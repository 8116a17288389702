import * as z from 'zod';
import { Fault } from '../../../kernel/faults.ts';
import type { Idempotency } from '../../../kernel/ledger.ts';
import { canonicalJson, type Json } from '../../../ledger/canonical.ts';

/** What an I row says: what a key came with, what was answered, and the fence that must stand before it is repeated. */
export interface StoredAnswer {
  readonly bodyHash: string;
  readonly answer: Json;
  readonly fence: string | null;
}

const FORM = z.strictObject({
  bodyHash: z.string(),
  answer: z.json(),
  fence: z.string().nullable(),
});

export const answerText = (
  { bodyHash }: Idempotency,
  answer: Json,
  fence: string | null = null,
): string => canonicalJson({ answer, bodyHash, fence });

/** Throws `ledger-corrupt` on a text that `answerText` did not make. */
export function storedAnswer(text: string): StoredAnswer {
  const read = FORM.safeParse(JSON.parse(text));
  if (!read.success)
    throw new Fault('ledger-corrupt', 'a stored answer has another form', read.error);
  return read.data;
}
