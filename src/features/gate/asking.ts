import type { DomainEvent } from '../../kernel/events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../kernel/ledger.ts';
import type { Actor } from '../../kernel/people.ts';
import type { AuthorizeCall, Judged } from '../policy/domain/judge.ts';

/** What asking a person for an action comes to, at one version of governance. */
export type AskPlan =
  | {
      readonly kind: 'opened';
      readonly request: string;
      readonly due: Instant;
      readonly events: readonly DomainEvent[];
    }
  /** An equal request is open already. */
  | { readonly kind: 'pending'; readonly request: string; readonly due: Instant }
  /** An equal request has been approved and waits to be redeemed. */
  | { readonly kind: 'approved'; readonly request: string; readonly redeemBy: Instant }
  | { readonly kind: 'refused'; readonly policy: string; readonly because: string };

/** One action that needs a person, with what had to be looked up before the try. */
export interface Ask {
  plan(
    tx: Tx,
    asking: { readonly call: AuthorizeCall; readonly judged: Judged; readonly by: Actor },
  ): Promise<AskPlan>;
}

/** The approvals, as the gate needs them. Looks people up first, since a try must not wait for the directory. */
export type PrepareAsk = (call: AuthorizeCall) => Promise<Ask>;
