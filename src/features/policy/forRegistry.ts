import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Call } from '../../kernel/route.ts';
import type { AgentRecord } from '../registry/domain/model.ts';
import type { PolicyInForce } from './domain/model.ts';
import { personFinding } from './domain/people.ts';

interface Deps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: PolicyInForce;
}

/** What the policy has against a person's deed, as a sentence; undefined: nothing. Programs do none. */
export const forbiddenBy =
  ({ ledger, clock, policy }: Deps) =>
  async (
    deed: { readonly does: 'createAgent' | 'publishAgent'; readonly agent: AgentRecord },
    { principal, roles }: Pick<Call<unknown, unknown, unknown>, 'principal' | 'roles'>,
  ): Promise<string | undefined> => {
    const { outcome, because } = personFinding(policy, await ledger.view(), {
      ...deed,
      who: { roles, ...(principal.kind === 'person' && { id: principal.id }) },
      today: clock.now().slice(0, 10),
    });
    return outcome === 'allow' ? undefined : because;
  };
