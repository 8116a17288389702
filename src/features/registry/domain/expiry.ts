import { type Instant, isBefore, parseInstant } from '../../../kernel/instant.ts';
import type { AgentState } from './model.ts';

type Expiring = Pick<AgentState, 'record' | 'expirySettled'>;

/** When an agent may do nothing any more: its day begins, in UTC. Undefined: it has none. */
const expiry = ({ record: { expires } }: Pick<AgentState, 'record'>): Instant | undefined =>
  expires === undefined ? undefined : parseInstant(`${expires}T00:00:00.000Z`);

export function hasExpired(state: Pick<AgentState, 'record'>, now: Instant): boolean {
  const at = expiry(state);
  return at !== undefined && !isBefore(now, at);
}

/** When what rests on the agent is to be gone through because it expires; undefined: never, or that was done. */
export const expiryToSettle = (state: Expiring): Instant | undefined =>
  state.expirySettled === state.record.expires ? undefined : expiry(state);

/** The agent has expired, and what rested on it has not been gone through yet. */
export const isExpiryOpen = (state: Expiring, now: Instant): boolean =>
  expiryToSettle(state) !== undefined && hasExpired(state, now);
