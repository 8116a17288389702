import { argument, type Job, type JobOutcome } from '../../../kernel/outbox.ts';
import type { PersonId } from '../../../kernel/people.ts';
import { ok } from '../../../kernel/result.ts';
import { tell } from '../../../kernel/telling.ts';
import { HANDOVER_JOB } from '../../registry/domain/agentFold.ts';
import type { RegistryEvent } from '../../registry/domain/events.ts';
import { agents } from '../../registry/domain/fold.ts';
import type { AgentState } from '../../registry/domain/model.ts';
import { changeRequest } from '../answering/change.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { openRequests } from '../domain/entity.ts';
import { namesOf } from '../showing/names.ts';

const SYSTEM = { kind: 'system' } as const;
const DONE: JobOutcome = { kind: 'done' };

/** Pending requests follow the agent to its new owner; cards made for the one before are dead. */
async function reseatAll(deps: ApprovalsDeps, agentId: string): Promise<void> {
  const open = await deps.ledger.reads.get(openRequests, agentId);
  for (const { id: request } of open?.pending ?? [])
    await changeRequest(deps, { request, by: SYSTEM, command: () => ok({ type: 'reseat' }) });
}

/** What the two owners read; nothing where only the backup has changed. */
async function messages(
  deps: ApprovalsDeps,
  { record, people, handover }: AgentState,
): Promise<readonly (readonly [PersonId, string])[]> {
  const [from, to] = [handover?.from.business, people.business];
  if (from === undefined || from === to) return [];
  const names = await namesOf(deps.directory, [from, to]);
  return [
    [from, `${record.id} has another business owner now: ${names(to)}. Its requests go there.`],
    [
      to,
      `You are the business owner of ${record.id} now, after ${names(from)}. Its requests come to you; type pending for those that wait.`,
    ],
  ];
}

/** After a change of owner or backup: requests first, then both owners are told, as far as they can be reached. */
export const handoverJob = (deps: ApprovalsDeps): Job => ({
  kind: HANDOVER_JOB,
  claimed: true,
  run: async ({ args }) => {
    const agentId = argument(args, 'agent');
    const state = await deps.ledger.reads.get(agents, agentId);
    if (!state?.handover) return DONE;
    await reseatAll(deps, agentId);
    const told: PersonId[] = [];
    for (const [person, text] of await messages(deps, state)) {
      const result = await tell(deps, person, text);
      if (result.kind === 'later') return result;
      if (result.kind === 'told') told.push(person);
    }
    const { at } = state.handover;
    const settled: RegistryEvent = { type: 'handover-settled', data: { agentId, told } };
    await deps.ledger.commit(async (tx) => {
      const now = tx.view.get(agents, agentId)?.handover;
      return { by: SYSTEM, events: now?.at === at ? [settled] : [], result: () => undefined };
    });
    return DONE;
  },
});
