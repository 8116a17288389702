import type { Clock } from '../../kernel/instant.ts';
import type { Ledger, View } from '../../kernel/ledger.ts';
import type { Directory } from '../../kernel/people.ts';

/** What the calendar of releases is given by the house. */
export interface ReleasesDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  /** The agent that has this object id among its identities. */
  readonly agentWithIdentity: (view: View, objectId: string) => string | undefined;
}
