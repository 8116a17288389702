import * as z from 'zod';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { type PersonId, personId } from '../../../kernel/people.ts';
import { ADOPTION_EVENT } from '../../../ledger/adoption.ts';

const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);
const person = z.string().refine((text): text is PersonId => personId(text) === text);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const log = z.string().regex(/^(?:g|\d{2})$/);
const size = z.int().nonnegative();

/** One of the two people, in their own words. */
const consent = z.strictObject({ person, reason: z.string().min(1).max(1_000), at: instant });

/** `data` of `ledger-adopted`: two people have accepted a ledger that is behind a checkpoint. */
const adopted = z.strictObject({
  /** First who asked for it, then who agreed. */
  people: z.tuple([consent, consent]),
  /** The logs as they were accepted. */
  heads: z.array(z.strictObject({ log, size, root: hash, chain: hash })).readonly(),
  /** The checkpoints known then that say otherwise: SHA-256 of the note, its time, and the sizes it knew. */
  overruled: z
    .array(
      z.strictObject({
        note: hash,
        at: instant,
        logs: z.array(z.strictObject({ log, size })).readonly(),
      }),
    )
    .readonly(),
});

export interface LedgerAdopted {
  readonly type: typeof ADOPTION_EVENT;
  readonly data: z.infer<typeof adopted>;
}

export const auditEvents = { [ADOPTION_EVENT]: adopted };

export const isAdopted = (event: {
  readonly type: string;
  readonly data: object;
}): event is LedgerAdopted => event.type === ADOPTION_EVENT;
