import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import type { Role } from '../../../kernel/people.ts';
import type { PolicyEngine } from '../../policy/domain/model.ts';

/** `notSeen`: nothing here can tell, and `why` says so. */
export type PostureStatus = 'met' | 'notMet' | 'notSeen';

/** One default that should hold everywhere, and what it is at this moment. */
export interface PostureCheck {
  readonly id: string;
  readonly standard: string;
  readonly required: string;
  readonly observed: string;
  readonly status: PostureStatus;
  /** Why it cannot be seen. */
  readonly why?: string;
  /** Where it is changed. */
  readonly where: string;
}

export type Seen = Pick<PostureCheck, 'observed' | 'status' | 'why'>;

/** A check before anybody has looked. */
export interface PostureRule extends Omit<PostureCheck, keyof Seen | 'required'> {
  readonly required: string | ((facts: PostureFacts) => string);
  readonly look: (facts: PostureFacts) => Seen;
}

/** What is looked at: configuration, ledger, registry, directory and the rules in force. */
export interface PostureFacts {
  readonly view: View;
  readonly now: Instant;
  /** The rules in force; undefined: this server does not have them. */
  readonly engine: PolicyEngine | undefined;
  readonly settings: PostureSettings;
  /** How many people hold each role; undefined: the directory did not say. */
  readonly holders: Readonly<Record<Role, number>> | undefined;
  /** When each pending request ends by itself. */
  readonly dues: readonly Instant[];
  /** When the newest signed checkpoint was made, and the newest copy of one outside the table. */
  readonly checkpoint: { readonly signed: string; readonly copy: string | undefined } | undefined;
}

/** The part of the configuration that posture is about. */
export interface PostureSettings {
  readonly stepUpFor: readonly string[];
  readonly policyStepUp: boolean;
  readonly policyQuorum: number;
  readonly businessHours: boolean;
  readonly acceptedDomains: readonly string[];
  /** Roles that have an Entra group; undefined: roles come from elsewhere. */
  readonly groups: readonly Role[] | undefined;
  /** Where copies of checkpoints lie. */
  readonly copiesIn: string;
}

export const met = (observed: string): Seen => ({ status: 'met', observed });
export const notMet = (observed: string): Seen => ({ status: 'notMet', observed });
export const notSeen = (observed: string, why: string): Seen => ({
  status: 'notSeen',
  observed,
  why,
});

/** `3 agents`, `1 agent`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n} ${n === 1 ? one : many}`;

/** The first three by name, and that there are more. */
export const named = (ids: readonly string[]): string =>
  ids.toSorted().slice(0, 3).join(', ') + (ids.length > 3 ? `, and ${ids.length - 3} more` : '');
