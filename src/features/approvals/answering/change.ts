import type { Place } from '../../../kernel/events.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Committed, Draft, Idempotency, Tx } from '../../../kernel/ledger.ts';
import type { Actor, PersonId } from '../../../kernel/people.ts';
import { type Result, refuse } from '../../../kernel/result.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { GrantEvent } from '../../grants/domain/events.ts';
import { reverted } from '../../grants/domain/reverting.ts';
import { contextOf } from '../context.ts';
import type { ApprovalsDeps } from '../deps.ts';
import type { Command, Context } from '../domain/commands.ts';
import { decide } from '../domain/decide.ts';
import { requests } from '../domain/entity.ts';
import type { RequestEvent } from '../domain/events.ts';
import { evolve } from '../domain/evolve.ts';
import { entersEnterprise, gateAt } from '../domain/phaseGate.ts';
import type { Refusal } from '../domain/refusals.ts';
import { askedAsManagerOf } from '../domain/seats.ts';
import type { RequestState } from '../domain/state.ts';
import { carriedOut } from '../kinds/kinds.ts';
import { type Known, learned, type Needs, rolesAfter } from '../members.ts';
import { differs, standsAsLogged } from '../receipts/standsAsLogged.ts';

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
  /** Whom the business owner reports to, where that was looked up for this change. */
  readonly manager?: PersonId | undefined;
  /** Who answers: where they were asked as the owner's manager, whether they still are is looked up for this answer. */
  readonly person?: PersonId;
  /** Last word before events are written: a card's nonce, say. */
  readonly guard?: (state: RequestState, context: Context) => Refusal | undefined;
  readonly answer?: (state: RequestState) => Json;
}

type Told = Result<Changed, Refusal>;
/** The row of the request is not what the log says at this version. */
type Differs = { readonly differs: true };

/** Time and deliveries ask nobody who they are: they go on while the directory is away. */
const LOOKED_UP_FOR_NOBODY: Known = { members: {} };

export async function changeRequest(deps: ApprovalsDeps, change: Change): Promise<Committed<Told>> {
  let known = LOOKED_UP_FOR_NOBODY;
  let times = 0;
  for (;;) {
    const tried = await deps.ledger.commit<Told | Needs | Differs>(
      (tx) => plan(deps, change, known, tx),
      change.idempotency,
    );
    if (tried.kind !== 'done') return tried;
    const { result } = tried;
    if ('differs' in result) times = differs(change.request, times);
    else if ('ok' in result) return { ...tried, result };
    else known = await learned(deps, known, result);
  }
}

async function plan(
  deps: ApprovalsDeps,
  change: Change,
  known: Known,
  tx: Tx,
): Promise<Draft<Told | Needs | Differs>> {
  const { by, answer } = change;
  const nothing = <T extends Told | Needs | Differs>(result: T): Draft<T> => ({
    by,
    events: [],
    result: () => result,
  });
  const before = await tx.get(requests, change.request);
  if (!before) return nothing(refuse({ code: 'unknown-request' }));
  if (!standsAsLogged(tx.view, before)) return nothing({ differs: true });
  const owner = change.person && askedAsManagerOf(before, change.person);
  const needed = neededFor(change, before, known, owner);
  if (needed) return nothing(needed);
  const manager = owner === undefined ? change.manager : known.manager?.is;
  const context = { ...contextOf(deps, tx, before, known.members), ...(manager && { manager }) };
  const command = change.command(before, context, tx);
  if (!command.ok) return nothing(command);
  const decided = decide(command.value, before, context);
  if (!decided.ok) return nothing(decided);
  if (decided.value.length === 0)
    return {
      ...nothing<Told>({ ok: true, value: { before, after: before, changed: false } }),
      ...(answer && { answer: () => answer(before) }),
    };
  const atGate =
    entersEnterprise(before) && decided.value.some(({ type }) => type === 'request-approved');
  if (atGate && !known.gate) return nothing({ needsGateOf: context.agent?.record.department });
  const gate = atGate && known.gate ? gateAt(before.agentId, known.gate, tx) : undefined;
  const stopped = change.guard?.(before, { ...context, gate });
  if (stopped) return nothing(refuse(stopped));
  const done = [
    ...carriedOut(before, decided.value, context),
    ...breachOf(before, decided.value, tx),
  ];
  return {
    by,
    events: [...decided.value, ...done],
    // What a review changes in the catalogue may also take away: a tool that was thought to read.
    narrows: done.length > 0,
    result: (places) => {
      const after = folded(before, decided.value, { by, at: tx.now, places });
      return { ok: true, value: { before, after, changed: true } };
    },
    ...(answer && { answer: () => answer(before) }),
  };
}

/** What nobody has looked up yet; `owner`: whose manager answers. */
function neededFor(
  { by }: Change,
  before: RequestState,
  { members, manager }: Known,
  owner: PersonId | undefined,
): Needs | undefined {
  const unknown = rolesAfter(before).filter((role) => !Object.hasOwn(members, role));
  if (by.kind !== 'system' && unknown.length > 0) return { needs: unknown };
  return owner === undefined || owner === manager?.of ? undefined : { needsManagerOf: owner };
}

/** A person says no to what is done elsewhere without asking: what the ledger proposed for it ends with that answer. */
function breachOf(
  before: RequestState,
  events: readonly RequestEvent[],
  { view, now }: Tx,
): readonly GrantEvent[] {
  const isNo = events.some(({ type }) => type === 'request-rejected' || type === 'request-undone');
  if (!isNo || before.kind !== 'outboundAction') return [];
  const { agentId, connectorId, facts, id } = before;
  return reverted(view, { agentId, connectorId, tool: facts.effectiveTool, breach: id }, now);
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
