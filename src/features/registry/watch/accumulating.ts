import type { Draft, Tx, View } from '../../../kernel/ledger.ts';
import type { PersonId } from '../../../kernel/people.ts';
import type { RegistryDeps } from '../deps.ts';
import { agents, connectors } from '../domain/fold.ts';
import type { AgentState } from '../domain/model.ts';
import {
  type Accumulation,
  accumulations,
  type LastLook,
  NOTHING_GATHERED,
  withLook,
} from '../domain/watch/accumulation.ts';
import { accumulated, countsOf, nameHash } from '../domain/watch/gathering.ts';
import { type Counts, GATHERED, TEMPLATES, type Templates } from '../domain/watch/templates.ts';
import type { Things, WatchEvent } from '../domain/watch/watchEvents.ts';

/** Agents of one commit: each may have two states and a card for everybody told. */
const GROUP = 8;

type At = Pick<Tx, 'view' | 'now'>;

/** By what counts are judged, and who hears of them beside the technical owner. */
interface Judged {
  readonly templates: Templates;
  readonly admins: readonly PersonId[];
}

export const templatesOf = ({ templates = TEMPLATES }: Pick<RegistryDeps, 'templates'>) =>
  templates;

/** How much the agent holds at the moment. */
export const present = ({ view, now }: At, agent: AgentState, looks: readonly LastLook[]): Counts =>
  countsOf({ agent, looks, connectorOf: (id) => view.get(connectors, id) }, now);

export const accumulationOf = (view: View, agentId: string): Accumulation =>
  view.get(accumulations, agentId) ?? NOTHING_GATHERED;

/** What there is to write of an agent: of one that nobody registered, nothing. */
function eventsFor(
  at: At,
  agentId: string,
  state: Accumulation,
  { templates, admins }: Judged,
): readonly WatchEvent[] {
  const agent = at.view.get(agents, agentId);
  if (agent === undefined || agent.status !== 'active') return [];
  const told = [...new Set([agent.people.technical, ...admins])];
  const counts = present(at, agent, state.looks);
  return accumulated(state, { agentId, counts, template: templates[agent.record.phase], told });
}

/**
 * What an inventory shows of a registered agent: remembered where it is other than before, and counted. That it is less is
 * told by the count of the day, so that nobody who reports now more, now less, can have people told more than once a day.
 */
export function looked(
  at: At,
  {
    agentId,
    source,
    now,
  }: { readonly agentId: string; readonly source: string; readonly now: Things },
  judged: Judged,
): readonly WatchEvent[] {
  if (at.view.get(agents, agentId) === undefined) return [];
  const state = accumulationOf(at.view, agentId);
  const hashed = (names: readonly string[]) => [...new Set(names.map(nameHash))].toSorted();
  const seen = {
    scopes: hashed(now.scopes),
    sites: hashed(now.sites),
    connectors: hashed(now.connectors),
  };
  const last = state.looks.find((look) => look.source === source)?.seen;
  const isSame = GATHERED.every((kind) => (last?.[kind] ?? []).join() === seen[kind].join());
  const counted = (known: Accumulation) =>
    eventsFor(at, agentId, known, judged).filter(({ type }) => type !== 'accumulation-eased');
  if (isSame) return counted(state);
  const after = { ...state, looks: withLook(state.looks, { source, seen }) };
  return [{ type: 'accumulation-looked', data: { agentId, source, seen } }, ...counted(after)];
}

/**
 * Counts agents, and writes what has changed: of all of them, or of these alone where people are to be told of it.
 * Anything may be counted twice: a second time there is nothing to write.
 */
export async function countAgents(deps: RegistryDeps, some?: readonly string[]): Promise<void> {
  const { ledger, directory, clock } = deps;
  const admins = (await directory.membersOf('admin')).map(({ id }) => id);
  const judged = { templates: templatesOf(deps), admins };
  const view = await ledger.view();
  const at = { view, now: clock.now() };
  const isTold = ({ type }: WatchEvent): boolean =>
    some === undefined || type !== 'accumulation-measured';
  const changed = (some ?? [...view.all(agents).keys()]).filter((id) =>
    eventsFor(at, id, accumulationOf(view, id), judged).some(isTold),
  );
  for (let start = 0; start < changed.length; start += GROUP)
    await ledger.commit(counting(changed.slice(start, start + GROUP), judged));
}

const counting =
  (ids: readonly string[], judged: Judged) =>
  async (tx: Tx): Promise<Draft<undefined>> => ({
    by: { kind: 'system' },
    events: ids.flatMap((id) => eventsFor(tx, id, accumulationOf(tx.view, id), judged)),
    result: () => undefined,
  });
