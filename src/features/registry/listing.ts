import * as z from 'zod';
import { cellName, countOf } from '../../kernel/counting.ts';
import type { View } from '../../kernel/ledger.ts';
import type { PersonId } from '../../kernel/people.ts';
import type { Success } from '../../kernel/route.ts';
import { weekBefore, weekOf } from '../../kernel/week.ts';
import type { RegistryDeps } from './deps.ts';
import { environment, line, systemClass } from './domain/fields.ts';
import { agents, connectors } from './domain/fold.ts';
import type { AgentState, ConnectorRecord } from './domain/model.ts';
import { isOpen, notices, ownerNotice } from './domain/notices.ts';
import { paged, pageOf } from './paging.ts';
import { agentSchema, connectorSchema, connectorStatus } from './schemas.ts';
import { type AgentView, agentView } from './showing.ts';

const words = line(100).optional();

export const agentQuery = paged.extend({
  /** Part of the id or the name. */
  q: words,
  /** Business, technical or backup owner: object id or user principal name. */
  owner: line(200).optional(),
  environment: environment.optional(),
  phase: agentSchema.shape.phase.optional(),
  platform: agentSchema.shape.platform.optional(),
  department: words,
  businessGroup: words,
  status: z.enum(['active', 'paused', 'retired']).optional(),
  /** Only those that have lost an owner, or only the others. */
  ownerless: z.enum(['true', 'false']).optional(),
});
type AgentQuery = z.output<typeof agentQuery>;

/** Decisions that agents asked for; absent where a week's cells ran out, so that it is not known. */
const activity = z.strictObject({ thisWeek: z.number(), lastWeek: z.number() });
export const agentList = z.strictObject({
  items: z.array(agentSchema.extend({ activity: activity.optional() })),
});
type AgentRow = AgentView & { readonly activity?: z.output<typeof activity> };

/** One agent as it is shown now. */
export async function shownAgent(state: AgentState, deps: RegistryDeps): Promise<AgentView> {
  const { id } = state.record;
  const [view, isPaused] = await Promise.all([deps.ledger.view(), deps.isPaused(id)]);
  const notice = view.get(notices, ownerNotice(id));
  return agentView(state, { now: deps.clock.now(), isPaused, notice });
}

/** One page of the agents that fit, in the order of their ids. */
export async function listAgents(
  query: AgentQuery,
  deps: RegistryDeps,
): Promise<Success<{ items: AgentRow[] }>> {
  const view = await deps.ledger.view();
  const owner = query.owner === undefined ? undefined : await deps.directory.find(query.owner);
  if (query.owner !== undefined && owner === undefined) return { status: 200, body: { items: [] } };
  const fitting = await withStatus(
    [...view.all(agents)].filter(
      ([id, state]) =>
        fits(state, query, owner?.id) &&
        (query.ownerless === undefined ||
          query.ownerless === String(isOpen(view.get(notices, ownerNotice(id))))),
    ),
    query,
    deps,
  );
  const { items, next } = pageOf(new Map(fitting), query, (state) => state);
  const shown = await Promise.all(items.map((state) => shownAgent(state, deps)));
  const activityOf = await activities(deps);
  return {
    status: 200,
    body: { items: shown.map((agent) => ({ ...agent, ...activityOf(agent.id) })) },
    ...(next && { next }),
  };
}

function fits({ record, people }: AgentState, query: AgentQuery, owner: PersonId | undefined) {
  const same = (field: 'environment' | 'phase' | 'platform' | 'department' | 'businessGroup') =>
    query[field] === undefined || record[field] === query[field];
  return (
    contains(record, query.q) &&
    same('environment') &&
    same('phase') &&
    same('platform') &&
    same('department') &&
    same('businessGroup') &&
    (owner === undefined || [people.business, people.technical, people.backup].includes(owner))
  );
}

const contains = (
  { id, displayName }: { readonly id: string; readonly displayName: string },
  q: string | undefined,
): boolean =>
  q === undefined || [id, displayName].some((text) => text.toLowerCase().includes(q.toLowerCase()));

/** A pause is not part of an agent's state: it is looked up for those that are left. */
async function withStatus(
  found: readonly (readonly [string, AgentState])[],
  { status }: AgentQuery,
  deps: RegistryDeps,
): Promise<readonly (readonly [string, AgentState])[]> {
  if (status === undefined) return found;
  const shown = await Promise.all(found.map(([, state]) => shownAgent(state, deps)));
  return found.filter((_, i) => shown[i]?.status === status);
}

/** What the counters of this week and the last say of an agent. */
async function activities({ ledger, clock }: RegistryDeps) {
  const week = weekOf(clock.now());
  const [now, before] = await Promise.all([
    ledger.reads.counters(week.name),
    ledger.reads.counters(weekBefore(week).name),
  ]);
  const isKnown = countOf(now, 'other') + countOf(before, 'other') === 0;
  return (id: string): Pick<AgentRow, 'activity'> => {
    const cell = `agent.${cellName(id)}`;
    return isKnown
      ? { activity: { thisWeek: countOf(now, cell), lastWeek: countOf(before, cell) } }
      : {};
  };
}

export const connectorQuery = paged.extend({
  q: words,
  status: connectorStatus.optional(),
  environment: environment.optional(),
  systemClass: systemClass.optional(),
});
/** `agents`: how many have a capability for it. */
export const connectorList = z.strictObject({
  items: z.array(connectorSchema.extend({ agents: z.number() })),
});

/** One page of the connectors that fit, in the order of their ids. */
export function listConnectors(
  query: z.output<typeof connectorQuery>,
  view: View,
): Success<{ items: (ConnectorRecord & { readonly agents: number })[] }> {
  const { q, status, environment: where, systemClass: kind } = query;
  const fitting = [...view.all(connectors)].filter(
    ([, { record }]) =>
      contains(record, q) &&
      (status === undefined || record.status === status) &&
      (where === undefined || record.environments.includes(where)) &&
      (kind === undefined || record.systemClass === kind),
  );
  const used = usage(view);
  const { items, next } = pageOf(new Map(fitting), query, ({ record }) => ({
    ...record,
    agents: used.get(record.id) ?? 0,
  }));
  return { status: 200, body: { items }, ...(next && { next }) };
}

function usage(view: View): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const { record } of view.all(agents).values())
    for (const { connectorId } of record.capabilities)
      used.set(connectorId, (used.get(connectorId) ?? 0) + 1);
  return used;
}
