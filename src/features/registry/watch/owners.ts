import type { Draft, Tx } from '../../../kernel/ledger.ts';
import type { Job } from '../../../kernel/outbox.ts';
import type { Directory, PersonId } from '../../../kernel/people.ts';
import type { RegistryDeps } from '../deps.ts';
import { agents } from '../domain/fold.ts';
import type { AgentPeople, AgentState } from '../domain/model.ts';
import { isOpen, notices, ownerNotice } from '../domain/watch/notices.ts';
import type { LostSeat, WatchEvent } from '../domain/watch/watchEvents.ts';
import { OWNERS_JOB } from '../domain/watch/watching.ts';
import { countAgents } from './accumulating.ts';

const SYSTEM = { kind: 'system' } as const;
/** People looked up at once. */
const ABREAST = 20;
/** Agents of one commit: each may have a state and a card for everybody told. */
const GROUP = 8;

const SEATS = ['business', 'technical', 'backup'] as const;

const seatsOf = (people: AgentPeople): readonly LostSeat[] =>
  SEATS.flatMap((seat) => {
    const person = people[seat];
    return person === undefined ? [] : [{ seat, person }];
  });

/** Who of these is in the directory, enabled. Throws where the directory does not answer: then nobody is taken for gone. */
async function present(
  people: ReadonlySet<PersonId>,
  directory: Directory,
): Promise<ReadonlySet<PersonId>> {
  const all = [...people];
  const found = new Set<PersonId>();
  for (let start = 0; start < all.length; start += ABREAST) {
    const some = all.slice(start, start + ABREAST);
    const persons = await Promise.all(some.map((id) => directory.find(id)));
    for (const person of persons) if (person) found.add(person.id);
  }
  return found;
}

const namesOf = (seats: readonly LostSeat[]): string =>
  seats.map(({ seat, person }) => `${seat} ${person}`).join();

interface Round {
  readonly here: ReadonlySet<PersonId>;
  readonly admins: readonly PersonId[];
}

/** What a look at one agent's owners comes to; nothing where it was told before. */
function eventFor(tx: Tx, agentId: string, { here, admins }: Round): readonly WatchEvent[] {
  const agent = tx.view.get(agents, agentId);
  if (agent === undefined || agent.status !== 'active') return [];
  const missing = seatsOf(agent.people).filter(({ person }) => !here.has(person));
  const notice = tx.view.get(notices, ownerNotice(agentId));
  const before = isOpen(notice) ? (notice.missing ?? []) : [];
  if (namesOf(before) === namesOf(missing)) return [];
  if (missing.length === 0) return [{ type: 'owner-restored', data: { agentId } }];
  const { backup, technical } = agent.people;
  const left = [backup, technical].filter((id) => id !== undefined && here.has(id));
  const told = [...new Set([...left, ...admins])].filter((id) => id !== undefined);
  return [{ type: 'owner-missing', data: { agentId, missing, told } }];
}

/**
 * Every day: whoever of the owners has left, or whose account is disabled, is told to those who can name another. All agents
 * are counted before: what was granted since the day before shows in their trends, and above their templates.
 */
export const ownersJob = (deps: RegistryDeps): Job => ({
  kind: OWNERS_JOB,
  claimed: true,
  run: async () => {
    const { ledger, directory } = deps;
    await countAgents(deps);
    const all = [...(await ledger.view()).all(agents)].filter(
      ([, { status }]) => status === 'active',
    );
    const people = new Set(
      all.flatMap(([, state]) => seatsOf(state.people).map(({ person }) => person)),
    );
    const here = await present(people, directory);
    const admins = (await directory.membersOf('admin')).map(({ id }) => id);
    const view = await ledger.view();
    const affected = all
      .filter(
        ([id, state]) => isAffected(state, here) || isOpen(view.get(notices, ownerNotice(id))),
      )
      .map(([id]) => id);
    for (let start = 0; start < affected.length; start += GROUP)
      await ledger.commit(checked(affected.slice(start, start + GROUP), { here, admins }));
    const ownerless = all.filter(([, state]) => isAffected(state, here)).length;
    await ledger.commit(async () => ({
      by: SYSTEM,
      events: [{ type: 'owners-checked', data: { agents: all.length, ownerless } }],
      result: () => undefined,
    }));
    return { kind: 'done' };
  },
});

const isAffected = ({ people }: AgentState, here: ReadonlySet<PersonId>): boolean =>
  seatsOf(people).some(({ person }) => !here.has(person));

const checked =
  (ids: readonly string[], round: Round) =>
  async (tx: Tx): Promise<Draft<undefined>> => ({
    by: SYSTEM,
    events: ids.flatMap((id) => eventFor(tx, id, round)),
    result: () => undefined,
  });

/** An edit that names others in the place of all who were missing closes the notice at once. */
export function restoredBy(
  tx: Pick<Tx, 'view'>,
  agentId: string,
  people: AgentPeople,
): readonly WatchEvent[] {
  const notice = tx.view.get(notices, ownerNotice(agentId));
  if (!isOpen(notice)) return [];
  const isStill = (notice.missing ?? []).some(({ seat, person }) => people[seat] === person);
  return isStill ? [] : [{ type: 'owner-restored', data: { agentId } }];
}
