import type { Instant } from '../../../kernel/instant.ts';

/** The live requests of one agent. */
export interface OpenRequests {
  readonly pending: readonly { readonly id: string; readonly due: Instant }[];
  /** Approved and not yet redeemed. */
  readonly approved: readonly { readonly id: string; readonly redeemBy: Instant }[];
}

/** The next request of an agent with this many pending ones is refused. */
export const MOST_PENDING = 10;
