import type { Chat } from '../../kernel/chat.ts';
import { Fault } from '../../kernel/faults.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Directory } from '../../kernel/people.ts';
import type { RequestState } from '../approvals/domain/state.ts';
import { type Category, categoriesWith } from './domain/categories.ts';
import type { Who } from './domain/rights.ts';

export interface FeedbackDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly chat: Chat;
  /** An id that nobody guesses, for a form that is sent once. */
  readonly newId: () => string;
  /** A request and what it was asked for, where this person may read that. */
  readonly requestFor: (id: string, who: Who) => Promise<RequestState | undefined>;
  /** The shipped ones and the tenant's own. */
  readonly categories: readonly Category[];
}

/** The shipped categories and those a tenant adds. Throws `misconfigured` with all that is wrong with them. */
export function tenantCategories(added: readonly Category[]): readonly Category[] {
  const all = categoriesWith(added);
  if (all.ok) return all.value;
  throw new Fault('misconfigured', `categories of feedback: ${all.refusal.join('; ')}`);
}
