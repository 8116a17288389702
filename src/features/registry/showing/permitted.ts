import { setImmediate } from 'node:timers/promises';
import { type Problem, problem } from '../../../kernel/problems.ts';
import type { Call } from '../../../kernel/route.ts';
import type { RegistryDeed, RegistryDeps } from '../deps.ts';
import { agents } from '../domain/fold.ts';
import type { AgentRecord, AgentState } from '../domain/model.ts';

/** So many are asked about before others get their turn. */
const TURN = 100;

type Caller = Pick<Call<unknown, unknown, unknown>, 'principal' | 'roles'>;

/** What writing a record does: a new agent, or one that goes to another phase or environment. Undefined: neither. */
function deedOf(before: AgentState | undefined, agent: AgentRecord): RegistryDeed | undefined {
  if (before === undefined) return { does: 'createAgent', agent };
  const { phase, environment } = before.record;
  return phase === agent.phase && environment === agent.environment
    ? undefined
    : { does: 'publishAgent', agent };
}

/** The problem of the first record that the policy does not let its caller write; undefined: it lets them all. */
export async function notPermitted(
  records: readonly AgentRecord[],
  call: Caller,
  { ledger, forbids }: Pick<RegistryDeps, 'ledger' | 'forbids'>,
): Promise<Problem | undefined> {
  const view = await ledger.view();
  for (const [i, record] of records.entries()) {
    const deed = deedOf(view.get(agents, record.id), record);
    const because = deed && (await forbids(deed, call));
    if (because !== undefined) return problem('denied', `Nothing was changed. ${because}`);
    if (i % TURN === TURN - 1) await setImmediate();
  }
  return undefined;
}
