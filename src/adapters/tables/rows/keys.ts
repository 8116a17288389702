import { keyNumber, rowKey } from '../../../kernel/entity.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { personId } from '../../../kernel/people.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { Range } from '../table/table.ts';

/** Governance's name as a log; lanes are `00`, `01`, … */
export const GOVERNANCE = 'g';
export const HEAD = 'H';

export const laneName = (lane: number): string => String(lane).padStart(2, '0');

/** `<tenant>|g` or `<tenant>|d|07`. */
export const partitionOf = (tenant: string, log: string): string =>
  log === GOVERNANCE ? `${tenant}|g` : `${tenant}|d|${log}`;

/** Keyed by the block's last seq: the block that holds event n is the first row at or after `blockKey(n)`. */
export const blockKey = (last: number): string => rowKey('B', keyNumber(last));
export const subjectKey = (subject: string, seq: number): string =>
  rowKey('X', subject, keyNumber(seq));
export const weekKey = (week: string, kind: string, seq: number): string =>
  rowKey('W', week, kind, keyNumber(seq));
export const idempotencyKey = (key: string): string => rowKey('I', key);
export const outcomeKey = (decision: string): string => rowKey('U', decision);
export const countersKey = (week: string): string => rowKey('K', week);
export const countedWeek = (key: string): string => key.slice('K|'.length);
export const checkpointKey = (atMs: number): string => rowKey('C', keyNumber(atMs));

/** How a person or conversation is named in keys and events: object ids as they are, the channel's ids hashed. */
export const conversationName = (key: string): string => personId(key) ?? sha256(key);
export const conversationKey = (key: string): string => rowKey('V', conversationName(key));

/** Every key that begins with `prefix`: below the prefix with its last unit counted up. */
export function withPrefix(prefix: string): Range {
  const last = prefix.charCodeAt(prefix.length - 1);
  return { from: prefix, to: `${prefix.slice(0, -1)}${String.fromCharCode(last + 1)}` };
}

/** Keys of a prefix after `after`, or all. Nothing sorts between a key and that key with a space: keys hold no control characters. */
export const prefixAfter = (prefix: string, after: string | undefined): Range => ({
  from: after === undefined || after < prefix ? prefix : `${after} `,
  to: withPrefix(prefix).to,
});

/** O rows due by `now`. `}` follows `|`. */
export const dueBy = (now: Instant): Range => ({
  from: 'O|',
  to: `O|${now.replaceAll(/[-:.]/g, '')}}`,
});
