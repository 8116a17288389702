import { type Instant, millisecondsBetween } from '../../../kernel/instant.ts';
import type { Actor, PersonId, Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { AlarmEventOf } from './events.ts';
import type { AlarmState } from './state.ts';

/** A person with what they may be. */
export interface Who {
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
}

/** Who takes an alarm on: admins, the board, security. */
export const ACKNOWLEDGERS: readonly Role[] = ['admin', 'board', 'security'];
/** Who may know of alarms. */
export const READERS: readonly Role[] = [...ACKNOWLEDGERS, 'compliance'];

const hasOne = (roles: ReadonlySet<Role>, of: readonly Role[]): boolean =>
  of.some((role) => roles.has(role));
export const mayAcknowledge = ({ roles }: Pick<Who, 'roles'>): boolean =>
  hasOne(roles, ACKNOWLEDGERS);
export const mayRead = ({ roles }: Pick<Who, 'roles'>): boolean => hasOne(roles, READERS);

/** Why an alarm was not acknowledged. */
export type AlarmRefusal =
  | { readonly code: 'not-allowed' }
  | { readonly code: 'unknown-alarm' }
  | { readonly code: 'acknowledged'; readonly by: Actor; readonly at: Instant };

/** Takes an alarm on. Again by the same person, it changes nothing; after somebody else, it is too late. */
export function acknowledge(
  who: Who & { readonly alarm: string; readonly note?: string | undefined },
  state: AlarmState | undefined,
  now: Instant,
): Result<readonly AlarmEventOf<'alarm-acknowledged'>[], AlarmRefusal> {
  if (!mayAcknowledge(who)) return refuse({ code: 'not-allowed' });
  if (state === undefined) return refuse({ code: 'unknown-alarm' });
  if (state.acknowledged) {
    const { by, at } = state.acknowledged;
    const isSame = by.kind === 'person' && by.id === who.person;
    return isSame ? ok([]) : refuse({ code: 'acknowledged', by, at });
  }
  const { alarm, note } = who;
  const afterMs = Math.max(0, millisecondsBetween(state.raisedAt, now));
  const data = { alarm, afterMs, ...(note !== undefined && { note }) };
  return ok([{ type: 'alarm-acknowledged', data }]);
}
