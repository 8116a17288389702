import { isBefore } from '../../kernel/instant.ts';
import { argument, type Job, type JobOutcome } from '../../kernel/outbox.ts';
import { type PersonId, personId } from '../../kernel/people.ts';
import { agents } from '../registry/domain/fold.ts';
import type { GrantsDeps } from './deps.ts';
import type { GrantEvent } from './domain/events.ts';
import { GRANT_END_JOB, GRANT_TELL_JOB, type GrantState, grants } from './domain/state.ts';
import { endSentence } from './sentences.ts';

const SYSTEM = { kind: 'system' } as const;
const DONE: JobOutcome = { kind: 'done' };
const LATER_MS = 1_000;

/** Writes down that a grant has come to its date: nothing was allowed by it from that moment on anyway. */
const endJob = ({ ledger }: GrantsDeps): Job => ({
  kind: GRANT_END_JOB,
  claimed: false,
  run: async ({ args }) => {
    const grant = argument(args, 'grant');
    await ledger.commit(async (tx) => {
      const state = tx.view.get(grants, grant);
      const over = state && state.end === undefined && !isBefore(tx.now, state.until);
      const events: GrantEvent[] = over
        ? [
            {
              type: 'grant-ended',
              data: { grant, agentId: state.agentId, connectorId: state.connectorId },
            },
          ]
        : [];
      return { by: SYSTEM, events, result: () => undefined };
    });
    return DONE;
  },
});

/** Who answers for the agent today, whoever of them took it back aside; and the board, where it reverted by itself. */
async function concerned(deps: GrantsDeps, state: GrantState): Promise<readonly PersonId[]> {
  const people = (await deps.ledger.view()).get(agents, state.agentId)?.people;
  const ender = state.end?.by.kind === 'person' ? state.end.by.id : undefined;
  const board = state.end?.breach === undefined ? [] : await deps.directory.membersOf('board');
  const owners = people ? [people.business, people.technical] : [];
  return [...owners, ...board.map(({ id }) => id)].filter(
    (person, i, all) => person !== ender && all.indexOf(person) === i,
  );
}

/** Tells them that it is over. Somebody who cannot be reached is not waited for. */
const tellJob = (deps: GrantsDeps): Job => ({
  kind: GRANT_TELL_JOB,
  claimed: true,
  run: async ({ args }) => {
    const { ledger, chat, directory } = deps;
    const state = await ledger.reads.get(grants, argument(args, 'grant'));
    if (!state?.end || state.told) return DONE;
    const by = state.end.by.kind === 'person' ? personId(state.end.by.id) : undefined;
    const text = endSentence(state, (by && (await directory.find(by))?.name) ?? '');
    const told: PersonId[] = [];
    for (const person of await concerned(deps, state)) {
      const to = await ledger.conversation(person);
      const sent = to && (await chat.send(to, { text, summary: text }));
      if (sent?.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
      if (sent?.kind === 'sent') told.push(person);
    }
    const { grant, agentId, connectorId } = state;
    const event: GrantEvent = { type: 'grant-told', data: { grant, agentId, connectorId, told } };
    await ledger.commit(async (tx) => ({
      by: SYSTEM,
      events: tx.view.get(grants, grant)?.told === false ? [event] : [],
      result: () => undefined,
    }));
    return DONE;
  },
});

export const grantJobs = (deps: GrantsDeps): readonly Job[] => [endJob(deps), tellJob(deps)];
