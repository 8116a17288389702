import type { Actor } from '../../kernel/people.ts';
import { type Problem, problem } from '../../kernel/problems.ts';
import type { RegistryDeps } from './deps.ts';
import { agents } from './domain/fold.ts';
import type { AgentRecord } from './domain/model.ts';
import { agentWidenings } from './domain/narrowing.ts';
import { peopleOf } from './people.ts';
import { HOW_TO_ASK } from './showing/howToAsk.ts';
import { writeEntries } from './write.ts';

type Deps = Pick<RegistryDeps, 'ledger' | 'directory' | 'withheld'>;

/** Writes one agent as an admin gives it, from API and chat; answers what speaks against it, where nothing was changed. */
export async function writeAgent(
  record: AgentRecord,
  by: Actor,
  { ledger, directory, withheld }: Deps,
): Promise<Problem | undefined> {
  const named = await peopleOf(record, directory);
  if (!named.ok)
    return problem('invalid-body', 'Nothing was changed: correct the fields named in errors.', {
      errors: named.errors,
    });
  const before = (await ledger.view()).get(agents, record.id);
  const widening = before ? [] : agentWidenings(undefined, record);
  if (widening.length > 0) return refusedAs(widening);
  const entry = { kind: 'agent', record, people: named.people } as const;
  const committed = await ledger.commit(writeEntries([entry], { by, withheld }));
  const change = committed.kind === 'done' ? committed.result[0] : undefined;
  if (change?.kind === 'widens') return refusedAs(change.how);
  return change?.kind === 'withheld'
    ? problem('outside-window', `Nothing was changed. ${change.because}`)
    : undefined;
}

const refusedAs = (how: readonly string[]): Problem =>
  problem('needs-request', `Nothing was changed: this ${how.join(', ')}. ${HOW_TO_ASK}`);
