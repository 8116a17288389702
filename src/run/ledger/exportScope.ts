import { decisionPlace, type Recorded } from '../../kernel/events.ts';
import { parseInstant } from '../../kernel/instant.ts';
import type { ExportScope } from '../../ledger/exportManifest.ts';

/** What `export` was asked for. */
export interface ScopeOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly subject?: string | undefined;
}

const SUBJECT =
  /^(?:ledger|policy|releases|models|AR-\d+|D-(?:g|\d{2})-\d+|P-\d+|F-\d+|AL-[0-9a-f]{12}|(?:agent|connector|person):[A-Za-z0-9._-]{1,64})$/;

/** The scope, null for everything; or what is wrong with it, in a sentence. Times become RFC 3339 in UTC. */
export function scopeOf(options: ScopeOptions): ExportScope | null | string {
  const { from, to, subject } = options;
  if (from === undefined && to === undefined && subject === undefined) return null;
  const [first, last] = [from, to].map((text) => (text === undefined ? text : parseInstant(text)));
  if ((from !== undefined && first === undefined) || (to !== undefined && last === undefined))
    return '--from and --to are times, such as 2026-11-20 or 2026-11-20T09:00:00Z.';
  if (subject !== undefined && !SUBJECT.test(subject))
    return '--subject is AR-…, D-…, P-…, F-…, AL-…, agent:<id>, connector:<id>, person:<object id>, ledger, policy, releases or models.';
  return {
    ...(first !== undefined && { from: first }),
    ...(last !== undefined && { to: last }),
    ...(subject !== undefined && { subject }),
  };
}

/** Whether an event is asked for: from `from` on, before `to`, about `subject`. */
export function isAskedFor(
  event: Recorded,
  { from, to, subject }: ExportScope,
  subjects: (event: Recorded) => readonly string[],
): boolean {
  if (from !== undefined && event.at < from) return false;
  if (to !== undefined && event.at >= to) return false;
  return subject === undefined || isAbout(event, subject, subjects);
}

function isAbout(
  event: Recorded,
  subject: string,
  subjects: (event: Recorded) => readonly string[],
): boolean {
  const place = decisionPlace(subject);
  if (place !== undefined && place.log === event.log && place.seq === event.seq) return true;
  return subjects(event).includes(subject);
}
