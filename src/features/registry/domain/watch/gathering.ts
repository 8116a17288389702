import type { Instant } from '../../../../kernel/instant.ts';
import { sha256 } from '../../../../ledger/hash.ts';
import type { AgentState, ConnectorState } from '../model.ts';
import { presentAgent } from '../present.ts';
import type { Accumulation, AccumulationEvent, LastLook, Names } from './accumulation.ts';
import { aboveOf, type Counts, GATHERED, type Gathered } from './templates.ts';
import type { WatchEventOf } from './watchEvents.ts';

/** A name as looks remember it. */
export const nameHash = (name: string): string => sha256(name).slice(0, 12);

/** What the record gives an agent at a moment: its connectors, what they hold, and the sources it may read. */
function heldBy(
  agent: AgentState,
  connectorOf: (id: string) => ConnectorState | undefined,
  now: Instant,
): Names {
  const { capabilities, contentSources } = presentAgent(agent, now).record;
  const connectors = capabilities.map(({ connectorId }) => connectorId);
  const records = connectors.flatMap((id) => connectorOf(id)?.record ?? []);
  const ofConnectors = records.flatMap((record) => record.contentSources?.allow ?? []);
  return {
    connectors,
    scopes: records.flatMap(({ scopes = [] }) => scopes.map(({ name }) => name)),
    sites: contentSources ? (contentSources.allow ?? []) : ofConnectors,
  };
}

/** What is counted of an agent. */
export interface Measured {
  readonly agent: AgentState;
  readonly connectorOf: (id: string) => ConnectorState | undefined;
  readonly looks: readonly LastLook[];
}

/** Everything that the record gives the agent or an inventory last showed it to hold, each name once. */
export function countsOf({ agent, connectorOf, looks }: Measured, now: Instant): Counts {
  const held = heldBy(agent, connectorOf, now);
  const count = (counter: Gathered): number => {
    if (looks.length === 0) return new Set(held[counter]).size;
    const seen = looks.flatMap((look) => look.seen[counter]);
    return new Set([...held[counter].map(nameHash), ...seen]).size;
  };
  return { scopes: count('scopes'), sites: count('sites'), connectors: count('connectors') };
}

const same = (a: Counts, b: Counts | undefined): boolean =>
  GATHERED.every((counter) => a[counter] === b?.[counter]);

/** What a count comes to. */
export interface Counting {
  readonly agentId: string;
  readonly counts: Counts;
  readonly template: Counts;
  readonly told: WatchEventOf<'accumulation-exceeded'>['data']['told'];
}

/**
 * The events of a count: none where nothing has changed. A counter that goes above the template is told once, until it
 * has been at or below it again.
 */
export function accumulated(
  state: Accumulation,
  { agentId, counts, template, told }: Counting,
): readonly AccumulationEvent[] {
  const above = aboveOf(counts, template);
  const was = state.above.map(({ counter }) => counter);
  const isNews = above.some(({ counter }) => !was.includes(counter));
  return [
    ...(same(counts, state.points.at(-1)?.counts)
      ? []
      : [{ type: 'accumulation-measured', data: { agentId, counts } } as const]),
    ...(isNews
      ? [{ type: 'accumulation-exceeded', data: { agentId, above, told } } as const]
      : above.length < was.length
        ? [{ type: 'accumulation-eased', data: { agentId, above } } as const]
        : []),
  ];
}
