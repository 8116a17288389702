import { HOUR, type Instant, millisecondsBetween } from '../../../kernel/instant.ts';
import type { PersonId, Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { LedgerAdopted } from './events.ts';

/** How long the second person has. */
export const ADOPTION_WINDOW_MS = HOUR;

const GOVERNANCE_ROLES: readonly Role[] = ['admin', 'board'];

type Heads = LedgerAdopted['data']['heads'];
type Overruled = LedgerAdopted['data']['overruled'];

/** What would be accepted: the logs as they stand, and the checkpoints they are behind. */
export interface Standing {
  readonly heads: Heads;
  readonly overruled: Overruled;
}

/** What the first person has said, and of what. Kept outside the ledger, which cannot be written yet. */
export interface Intent extends Standing {
  readonly person: PersonId;
  readonly reason: string;
  readonly at: Instant;
}

/** Whether somebody with these roles may say what becomes of the ledger itself. */
export const mayGovern = (roles: ReadonlySet<Role>): boolean =>
  GOVERNANCE_ROLES.some((role) => roles.has(role));

export interface Adopt {
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
  readonly reason: string;
}

export type AdoptRefusal =
  | 'not-allowed'
  | 'reason-missing'
  | 'nothing-behind'
  | 'same-person'
  | 'clock-behind';

/** Either the first person's intent, to be kept, or the event that both have agreed on. */
export type Adopted =
  | { readonly kind: 'asked'; readonly intent: Intent }
  | { readonly kind: 'agreed'; readonly event: LedgerAdopted };

/**
 * One person's consent to a ledger that is behind checkpoints. It takes a second person, within an hour, of whom the same
 * is asked; an earlier intent counts only where everything stands as it stood then.
 */
export function adopt(
  command: Adopt,
  standing: Standing,
  { intent, now }: { readonly intent: Intent | undefined; readonly now: Instant },
): Result<Adopted, AdoptRefusal> {
  const { person, roles } = command;
  const reason = command.reason.trim();
  if (!mayGovern(roles)) return refuse('not-allowed');
  if (reason === '') return refuse('reason-missing');
  if (standing.overruled.length === 0) return refuse('nothing-behind');
  // What was signed later than the adoption would count on.
  if (standing.overruled.some(({ at }) => at >= now)) return refuse('clock-behind');
  const mine = { person, reason, at: now };
  if (intent === undefined || !holds(intent, standing, now))
    return ok({ kind: 'asked', intent: { ...mine, ...standing } });
  if (intent.person === person) return refuse('same-person');
  const first = { person: intent.person, reason: intent.reason, at: intent.at };
  const event: LedgerAdopted = {
    type: 'ledger-adopted',
    data: { people: [first, mine], ...standing },
  };
  return ok({ kind: 'agreed', event });
}

/** Whether an intent is young enough, and was about what stands now. */
function holds(intent: Intent, standing: Standing, now: Instant): boolean {
  const age = millisecondsBetween(intent.at, now);
  return age >= 0 && age <= ADOPTION_WINDOW_MS && sameStanding(intent, standing);
}

const sameStanding = (a: Standing, b: Standing): boolean =>
  sameList(a.heads, b.heads, ({ log, size, root, chain }) => `${log} ${size} ${root} ${chain}`) &&
  sameList(a.overruled, b.overruled, ({ note }) => note);

function sameList<T>(a: readonly T[], b: readonly T[], say: (one: T) => string): boolean {
  const said = b.map(say);
  return a.length === b.length && a.every((one, i) => say(one) === said[i]);
}
