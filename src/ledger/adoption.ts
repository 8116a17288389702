import { parseCanonical } from './canonical.ts';
import { type Checkpoint, isLogName, isTime } from './checkpoint.ts';
import { isHash, sha256 } from './hash.ts';
import { asText, countOf, listOf, memberOf, textOf } from './members.ts';

/** The type of the governance event by which two people accept a ledger that is behind a checkpoint. */
export const ADOPTION_EVENT = 'ledger-adopted';

/** What was accepted: the size of every log, and which notes were known then and say otherwise. */
export interface Adoption {
  /** The governance seq of the event. */
  readonly seq: number;
  readonly at: string;
  readonly heads: readonly { readonly log: string; readonly size: number }[];
  /** SHA-256 of the text of each note. */
  readonly overruled: readonly string[];
}

/** The adoption that a line of governance with this seq records; undefined for any other event. */
export function adoptionIn(line: string, seq: number): Adoption | undefined {
  if (!line.endsWith(`"type":"${ADOPTION_EVENT}"}`)) return undefined;
  const event = parseCanonical(line);
  const data = memberOf(event, 'data');
  const at = textOf(event, 'at');
  const heads = listOf(data, 'heads', readHead);
  const overruled = listOf(data, 'overruled', (item) => asText(memberOf(item, 'note')));
  if (at === undefined || !isTime(at) || heads === undefined || overruled === undefined)
    return undefined;
  return overruled.every(isHash) ? { seq, at, heads, overruled } : undefined;
}

/**
 * Whether a checkpoint (and the note that says it) counts no more: one that was known at an adoption and named by it, or
 * one made before it that knows more of a log than was accepted. What was signed since counts.
 */
export function isOverruled(
  checkpoint: Checkpoint,
  note: string,
  adoptions: readonly Adoption[],
): boolean {
  return adoptions.some(
    ({ at, heads, overruled }) =>
      overruled.includes(sha256(note)) ||
      (checkpoint.at < at && checkpoint.logs.some((log) => log.size > sizeIn(heads, log.log))),
  );
}

const sizeIn = (heads: Adoption['heads'], log: string): number =>
  heads.find((head) => head.log === log)?.size ?? 0;

function readHead(item: unknown): Adoption['heads'][number] | undefined {
  const log = textOf(item, 'log');
  const size = countOf(item, 'size');
  return log !== undefined && isLogName(log) && size !== undefined ? { log, size } : undefined;
}
