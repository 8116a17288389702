import type { Place } from '../../kernel/events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Draft, Idempotency, Tx } from '../../kernel/ledger.ts';
import type { Actor, PersonId, Role } from '../../kernel/people.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import { agents, connectors } from '../registry/domain/fold.ts';
import type { ApprovalsDeps } from './deps.ts';
import type { Command, Context } from './domain/commands.ts';
import { decide } from './domain/decide.ts';
import { requests } from './domain/entity.ts';
import type { RequestEvent } from './domain/events.ts';
import { evolve } from './domain/evolve.ts';
import type { Refusal } from './domain/refusals.ts';
import type { RequestState } from './domain/state.ts';

export type Members = Readonly<Partial<Record<Role, readonly PersonId[]>>>;

/** Looks up who has the roles of the seats; before a try, since a try must not wait for the directory. */
export async function membersOf(
  { directory }: Pick<ApprovalsDeps, 'directory'>,
  roles: readonly Role[],
): Promise<Members> {
  const found = await Promise.all(
    roles.map(
      async (role) => [role, (await directory.membersOf(role)).map(({ id }) => id)] as const,
    ),
  );
  return Object.fromEntries(found);
}

/** Roles that seats of this feature's requests can have. */
export const SEAT_ROLES: readonly Role[] = ['finance'];

/** What a decision on this request looks at, at the version of one try. */
export function contextOf(
  deps: Pick<ApprovalsDeps, 'hits'>,
  tx: Tx,
  about: Pick<RequestState, 'agentId' | 'connectorId' | 'facts'>,
  members: Members,
): Context {
  return {
    now: tx.now,
    agent: tx.view.get(agents, about.agentId),
    connector: tx.view.get(connectors, about.connectorId),
    members,
    hits: deps.hits(tx.view, about.facts),
  };
}

/** The request before and after one command; the same where the command was a repeat. */
export interface Changed {
  readonly before: RequestState;
  readonly after: RequestState;
  readonly changed: boolean;
}

/** A command on a request that exists, decided by the pure decider and committed; a lost race decides again. */
export interface Change {
  readonly request: string;
  readonly by: Actor;
  readonly idempotency?: Idempotency | undefined;
  /** Answers the command for this version, or a refusal of the shell's own. */
  readonly command: (state: RequestState, context: Context, tx: Tx) => Result<Command, Refusal>;
  /** Last word before events are written: a card's nonce, say. */
  readonly guard?: (state: RequestState) => Refusal | undefined;
  readonly answer?: (state: RequestState) => Json;
}

export async function changeRequest(deps: ApprovalsDeps, change: Change) {
  // Time and deliveries ask nobody who they are: they go on while the directory is away.
  const members = change.by.kind === 'system' ? {} : await membersOf(deps, SEAT_ROLES);
  return deps.ledger.commit<Result<Changed, Refusal>>(
    (tx) => plan(deps, change, members, tx),
    change.idempotency,
  );
}

async function plan(
  deps: ApprovalsDeps,
  change: Change,
  members: Members,
  tx: Tx,
): Promise<Draft<Result<Changed, Refusal>>> {
  const { by, answer } = change;
  const nothing = (result: Result<Changed, Refusal>): Draft<Result<Changed, Refusal>> => ({
    by,
    events: [],
    result: () => result,
  });
  const before = await tx.get(requests, change.request);
  if (!before) return nothing(refuse({ code: 'unknown-request' }));
  const context = contextOf(deps, tx, before, members);
  const command = change.command(before, context, tx);
  if (!command.ok) return nothing(command);
  const decided = decide(command.value, before, context);
  if (!decided.ok) return nothing(decided);
  if (decided.value.length === 0)
    return nothing({ ok: true, value: { before, after: before, changed: false } });
  const stopped = change.guard?.(before);
  if (stopped) return nothing(refuse(stopped));
  return {
    by,
    events: decided.value,
    result: (places) => {
      const after = folded(before, decided.value, { by, at: tx.now, places });
      return { ok: true, value: { before, after, changed: true } };
    },
    ...(answer && { answer: () => answer(before) }),
  };
}

/** What the commit made of a request: told from here, since a read after it may fail though all is done. */
const folded = (
  before: RequestState,
  events: readonly RequestEvent[],
  { by, at, places }: { by: Actor; at: Instant; places: readonly Place[] },
): RequestState =>
  places.reduce((state, place, i) => {
    const event = events[i];
    return event === undefined ? state : evolve(state, { ...event, ...place, by, at }, state.id);
  }, before);
