import * as z from 'zod';
import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import { Orders } from '../../../kernel/order.ts';
import type { PersonId } from '../../../kernel/people.ts';
import type { Success } from '../../../kernel/route.ts';
import type { RegistryDeps } from '../deps.ts';
import { environment, line, systemClass } from '../domain/fields.ts';
import { agents, connectors } from '../domain/fold.ts';
import type { AgentState, ConnectorRecord, ConnectorState } from '../domain/model.ts';
import { isOpen, notices, ownerNotice } from '../domain/watch/notices.ts';
import { type ReportedAgent, reportedAgents, reportedId } from '../domain/watch/reports.ts';
import { agentSchema, connectorSchema, connectorStatus } from '../schemas.ts';
import { accumulationOf } from '../watch/accumulating.ts';
import { type Activity, activities, activitySchema } from './activity.ts';
import { paged, pageOf } from './paging.ts';
import { type AgentView, agentView, statusOf } from './showing.ts';

const words = line(100).optional();

/** As names are looked up: capitals and small letters are the same. */
const named = (_id: string, { record }: { readonly record: { readonly displayName: string } }) =>
  record.displayName.normalize('NFKC').toLowerCase();

const agentOrders = new Orders<AgentState, 'id' | 'name' | 'changed'>({
  id: (id) => id,
  name: named,
  changed: (_id, { changedAt }) => changedAt,
});

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
  /** With a minus: the other way round; `-changed` has first what was written last. */
  order: z.enum(['id', '-id', 'name', '-name', 'changed', '-changed']).default('id'),
});
type AgentQuery = z.output<typeof agentQuery>;

export const agentList = z.strictObject({
  /** `changedAt`: when the record was last written. */
  items: z.array(
    agentSchema.extend({ activity: activitySchema.optional(), changedAt: z.string() }),
  ),
});
type AgentRow = AgentView & { readonly activity?: Activity; readonly changedAt: Instant };

/** One agent as it is shown now. */
export async function shownAgent(state: AgentState, deps: RegistryDeps): Promise<AgentView> {
  const { id } = state.record;
  const [view, isPaused] = await Promise.all([deps.ledger.view(), deps.pausedNow()]);
  const notice = view.get(notices, ownerNotice(id));
  const { above } = accumulationOf(view, id);
  const reports = reportsOf(view, state);
  return agentView(state, {
    now: deps.clock.now(),
    isPaused: isPaused(id),
    notice,
    above,
    reports,
  });
}

const reportsOf = (view: View, { record }: AgentState): readonly ReportedAgent[] =>
  (record.listedAs ?? []).flatMap((one) => view.get(reportedAgents, reportedId(one)) ?? []);

/** One page of the agents that fit, in the order asked for. Memory alone: no row is read for it but the week's counters. */
export async function listAgents(
  query: AgentQuery,
  deps: RegistryDeps,
): Promise<Success<{ items: AgentRow[] }>> {
  const view = await deps.ledger.view();
  const owner = query.owner === undefined ? undefined : await deps.directory.find(query.owner);
  if (query.owner !== undefined && owner === undefined) return { status: 200, body: { items: [] } };
  const isPaused = await deps.pausedNow();
  const isWanted = ([id, state]: readonly [string, AgentState]): boolean =>
    fits(state, query, owner?.id) &&
    (query.status === undefined || query.status === statusOf(state, isPaused(id))) &&
    (query.ownerless === undefined ||
      query.ownerless === String(isOpen(view.get(notices, ownerNotice(id)))));
  const { items, next } = pageOf(inOrder(agentOrders, view.all(agents), query), isWanted, query);
  const activityOf = await activities(deps, 'agent');
  const now = deps.clock.now();
  const rows = items.map(([id, state]) => {
    const notice = view.get(notices, ownerNotice(id));
    const { above } = accumulationOf(view, id);
    const reports = reportsOf(view, state);
    const shown = agentView(state, { now, isPaused: isPaused(id), notice, above, reports });
    return { ...shown, ...activityOf(id), changedAt: state.changedAt };
  });
  return { status: 200, body: { items: rows }, ...(next && { next }) };
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

const connectorOrders = new Orders<ConnectorState, 'id' | 'name'>({
  id: (id) => id,
  name: named,
});

export const connectorQuery = paged.extend({
  q: words,
  status: connectorStatus.optional(),
  environment: environment.optional(),
  systemClass: systemClass.optional(),
  /** With a minus: the other way round. */
  order: z.enum(['id', '-id', 'name', '-name']).default('id'),
});
/** `agents`: how many have a capability for it. */
export const connectorList = z.strictObject({
  items: z.array(
    connectorSchema.extend({ agents: z.number(), activity: activitySchema.optional() }),
  ),
});
type ConnectorRow = ConnectorRecord & { readonly agents: number; readonly activity?: Activity };

/** One page of the connectors that fit, in the order asked for. */
export async function listConnectors(
  query: z.output<typeof connectorQuery>,
  deps: RegistryDeps,
): Promise<Success<{ items: ConnectorRow[] }>> {
  const view = await deps.ledger.view();
  const { q, status, environment: where, systemClass: kind } = query;
  const isWanted = ([, { record }]: readonly [string, ConnectorState]): boolean =>
    contains(record, q) &&
    (status === undefined || record.status === status) &&
    (where === undefined || record.environments.includes(where)) &&
    (kind === undefined || record.systemClass === kind);
  const all = inOrder(connectorOrders, view.all(connectors), query);
  const { items, next } = pageOf(all, isWanted, query);
  const used = usage(view.all(agents));
  const activityOf = await activities(deps, 'connector');
  const shown = items.map(([id, { record }]) => ({
    ...record,
    ...activityOf(id),
    agents: used.get(id) ?? 0,
  }));
  return { status: 200, body: { items: shown }, ...(next && { next }) };
}

const counted = new WeakMap<ReadonlyMap<string, AgentState>, ReadonlyMap<string, number>>();

/** How many agents have a capability for each connector; counted once for each version of the registry. */
function usage(all: ReadonlyMap<string, AgentState>): ReadonlyMap<string, number> {
  const known = counted.get(all);
  if (known !== undefined) return known;
  const used = new Map<string, number>();
  for (const { record } of all.values())
    for (const { connectorId } of record.capabilities)
      used.set(connectorId, (used.get(connectorId) ?? 0) + 1);
  counted.set(all, used);
  return used;
}

/** Things in the order of `name` or `-name`, from behind the last one given. */
function inOrder<S, O extends string>(
  orders: Orders<S, O>,
  all: ReadonlyMap<string, S>,
  { order: wanted, after }: { readonly order: O | `-${O}`; readonly after?: string | undefined },
): Iterable<readonly [string, S]> {
  const down = wanted.startsWith('-');
  // What follows the minus is an order's name, by the type.
  const order = (down ? wanted.slice(1) : wanted) as O;
  const from = after === undefined ? undefined : orders.markOf(all, order, after);
  return orders.along(all, { order, down, from });
}
