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
const consent = { person, reason: z.string().min(1).max(1_000), at: instant };

/** The logs as they are accepted. */
const heads = z.array(z.strictObject({ log, size, root: hash, chain: hash })).readonly();

/** The checkpoints known that say otherwise: SHA-256 of the note, its time, and the sizes it knew. */
const overruled = z
  .array(
    z.strictObject({
      note: hash,
      at: instant,
      logs: z.array(z.strictObject({ log, size })).readonly(),
    }),
  )
  .readonly();

/** What an adoption says, part by part: what one person has said alone is kept in the same words. */
export const adoptionParts = { consent, heads, overruled };

/** `data` of `ledger-adopted`: two people have accepted a ledger that is behind a checkpoint. First who asked, then who agreed. */
const adopted = z.strictObject({
  people: z.tuple([z.strictObject(consent), z.strictObject(consent)]),
  heads,
  overruled,
});

export interface LedgerAdopted {
  readonly type: typeof ADOPTION_EVENT;
  readonly data: z.infer<typeof adopted>;
}

const count = z.int().nonnegative();

/** `data` of `ledger-rebuilt`: rows were made again what the log says; by whom stands in the line. */
const rebuilt = z.strictObject({
  reason: z.string().min(1).max(1_000),
  written: count,
  deleted: count,
  /** Rows of which the log holds a hash only: they come back when what they hold is learned again. */
  lost: count,
});

export interface LedgerRebuilt {
  readonly type: 'ledger-rebuilt';
  readonly data: z.infer<typeof rebuilt>;
}

export const auditEvents = { [ADOPTION_EVENT]: adopted, 'ledger-rebuilt': rebuilt };

export const isAdopted = (event: {
  readonly type: string;
  readonly data: object;
}): event is LedgerAdopted => event.type === ADOPTION_EVENT;
