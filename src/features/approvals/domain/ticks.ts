import type { PersonId } from '../../../kernel/people.ts';
import type { EscalationStep } from '../../registry/domain/model.ts';
import type { Loss } from './events.ts';

/**
 * What time, pauses and the registry do; whatever is not due or not needed decides to no events. `settle` writes what has
 * become true and nobody has written: expired, lapsed, void. `joinBackup` asks the backup too at 80 % of the window.
 * `reseat` follows a change of the agent's owner or backup.
 */
export interface Tick {
  readonly type: 'settle' | 'joinBackup' | 'reseat';
}

/** A step of the escalation path: whoever was looked up for it is asked too, where the time has come and nothing speaks against them. */
export interface Escalate {
  readonly type: 'escalate';
  readonly to: EscalationStep;
  readonly found: readonly PersonId[];
}

/** What the request rests on is gone: a pending one expires, an approval not yet used is void. Given by whoever checked that it is so. */
export interface Forfeit {
  readonly type: 'forfeit';
  readonly because: Loss;
}
