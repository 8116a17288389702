import type { AgentIdentity } from '../../../kernel/agentIdentities.ts';
import type { AgentRecord, AgentState } from '../domain/model.ts';

/** What the directory does not know of an agent, and an admin says for all that are new. */
export type Defaults = Omit<
  AgentRecord,
  'id' | 'displayName' | 'capabilities' | 'identities' | 'principals' | 'listedAs'
>;

const MOST_NAME = 100;
/** So much of an id that the beginning of an object id fits behind it. */
const MOST_SLUG = 55;

/** `Müller's Agent (2)` → `m-ller-s-agent-2`; a name without a letter of ours: `agent`. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_SLUG)
    .replaceAll(/^-+|-+$/g, '') || 'agent';

/** Whom the registry knows already, by any object that acts for an agent. */
const claimed = (agents: Iterable<AgentState>): ReadonlySet<string> =>
  new Set(
    [...agents].flatMap(({ record: { identities = [], principals = [] } }) =>
      [...identities, ...principals.map(({ objectId }) => objectId)].map((id) => id.toLowerCase()),
    ),
  );

/**
 * An agent for each identity that acts for none yet. It may do nothing: capabilities come by request. Its id is its name,
 * with the beginning of its object id where that name is taken, so that the same identity gets the same id again.
 */
export function recordsFrom(
  identities: readonly AgentIdentity[],
  defaults: Defaults,
  agents: ReadonlyMap<string, AgentState>,
): readonly AgentRecord[] {
  const known = claimed(agents.values());
  const fresh = identities.filter(({ objectId }) => !known.has(objectId.toLowerCase()));
  const slugs = fresh.map(({ name }) => slugOf(name));
  const isTaken = (slug: string): boolean =>
    agents.has(slug) || slugs.indexOf(slug) !== slugs.lastIndexOf(slug);
  return fresh.map(({ objectId, name }, i) => {
    const slug = slugs[i] ?? 'agent';
    return {
      ...defaults,
      id: isTaken(slug) ? `${slug}-${objectId.slice(0, 8)}` : slug,
      displayName: name.trim().slice(0, MOST_NAME),
      capabilities: [],
      identities: [objectId],
      principals: [{ objectId, kind: 'agentIdentity' }],
    };
  });
}
