import type { Entity } from '../../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../../kernel/events.ts';
import type { Instant } from '../../../../kernel/instant.ts';
import type { AgentState, ListedAs } from '../model.ts';
import type { WatchEventOf } from './watchEvents.ts';

type ReportedEvent = WatchEventOf<'agent-reported'>;

/** An agent as another platform reports it. */
export type ReportedAgent = {
  readonly source: string;
  /** As the platform names it. */
  readonly id: string;
  readonly name?: string;
  readonly version?: string;
  readonly lastActive?: Instant;
  /** When this was reported first. */
  readonly at: Instant;
};

/** What a platform says of an agent at the moment. */
export interface Report {
  readonly id: string;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly lastActive: Instant | undefined;
}
type Said = Pick<ReportedAgent, 'id' | 'name' | 'version' | 'lastActive'>;

export const reportedId = ({ source, id }: ListedAs): string => `${source}~${id}`;

const isReported = (event: DomainEvent): event is ReportedEvent => event.type === 'agent-reported';

const evolve = (
  _state: ReportedAgent | undefined,
  { data: { agentId: _ours, ...said }, at }: Recorded<ReportedEvent>,
): ReportedAgent => ({ ...said, at });

/** Every agent that another platform reported, whether it is registered or not. */
export const reportedAgents: Entity<ReportedAgent, ReportedEvent> = {
  kind: 'reported agent',
  prefix: 'OA',
  cached: true,
  idsOf: (event) => (isReported(event) ? [reportedId(event.data)] : []),
  evolve,
  rows: () => [],
};

const dayOf = (at: Instant | undefined): string => at?.slice(0, 10) ?? '';

/** What is worth writing down of a report; undefined: name and version are as before, and it was active on no later day. */
export function reportNews(
  before: ReportedAgent | undefined,
  report: Report,
  now: Instant,
): Said | undefined {
  const { id, name = before?.name, version = before?.version } = report;
  const lastActive = latest(before?.lastActive, report.lastActive, now);
  const isSame =
    before?.name === name &&
    before?.version === version &&
    dayOf(before?.lastActive) === dayOf(lastActive);
  if (before && isSame) return undefined;
  return {
    id,
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version }),
    ...(lastActive !== undefined && { lastActive }),
  };
}

/** The later of both; nothing was active after now. */
function latest(
  before: Instant | undefined,
  said: Instant | undefined,
  now: Instant,
): Instant | undefined {
  const at = said !== undefined && said > now ? now : said;
  if (before === undefined || at === undefined) return before ?? at;
  return at > before ? at : before;
}

const indexes = new WeakMap<ReadonlyMap<string, AgentState>, ReadonlyMap<string, string>>();

/** Source and its id of an agent → our id of it; made once for each version of the registry. */
export function listedAgents(all: ReadonlyMap<string, AgentState>): ReadonlyMap<string, string> {
  const made = indexes.get(all);
  if (made) return made;
  const index = new Map<string, string>();
  for (const [agentId, { record }] of all)
    for (const one of record.listedAs ?? []) index.set(reportedId(one), agentId);
  indexes.set(all, index);
  return index;
}
