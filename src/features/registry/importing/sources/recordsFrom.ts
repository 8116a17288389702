import type { FoundAgent } from '../../../../kernel/inventorySource.ts';
import type { AgentRecord, AgentState } from '../../domain/model.ts';
import { nameHash } from '../../domain/watch/gathering.ts';
import { listedAgents, reportedId } from '../../domain/watch/reports.ts';

/** What a source does not know of an agent, and an admin says for all that are new. */
export type Defaults = Omit<
  AgentRecord,
  'id' | 'displayName' | 'capabilities' | 'identities' | 'principals' | 'listedAs'
>;

const MOST_NAME = 100;
const MOST_VERSION = 50;
/** So much of an id that the beginning of an object id fits behind it. */
const MOST_SLUG = 55;
const GUID = /^[0-9a-f]{8}-/;

/** `Müller's Agent (2)` → `m-ller-s-agent-2`; a name without a letter of ours: `agent`. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_SLUG)
    .replaceAll(/^-+|-+$/g, '') || 'agent';

/** The beginning of an object id, or of a hash where the source has other ids. */
const tailOf = (id: string): string => (GUID.test(id) ? id : nameHash(id)).slice(0, 8);

/** Whom the registry knows already, by any object that acts for an agent. */
const claimed = (agents: Iterable<AgentState>): ReadonlySet<string> =>
  new Set(
    [...agents].flatMap(({ record: { identities = [], principals = [] } }) =>
      [...identities, ...principals.map(({ objectId }) => objectId)].map((id) => id.toLowerCase()),
    ),
  );

/**
 * An agent for each that a source shows and no record names yet. It may do nothing: capabilities come by request. Its id is
 * its name, with the beginning of the source's id where that name is taken, so that the same agent gets the same id again.
 */
export function recordsFrom(
  { source, found }: { readonly source: string; readonly found: readonly FoundAgent[] },
  defaults: Defaults,
  agents: ReadonlyMap<string, AgentState>,
): readonly AgentRecord[] {
  const known = claimed(agents.values());
  const listed = listedAgents(agents);
  const fresh = found.filter(
    ({ id, identity, isEnabled }) =>
      isEnabled &&
      !listed.has(reportedId({ source, id })) &&
      (identity === undefined || !known.has(identity.toLowerCase())),
  );
  const slugs = fresh.map(({ name }) => slugOf(name));
  const isTaken = (slug: string): boolean =>
    agents.has(slug) || slugs.indexOf(slug) !== slugs.lastIndexOf(slug);
  return fresh.map((one, i) => {
    const slug = slugs[i] ?? 'agent';
    const { version } = one;
    return {
      ...defaults,
      id: isTaken(slug) ? `${slug}-${tailOf(one.id)}` : slug,
      displayName: one.name.trim().slice(0, MOST_NAME),
      capabilities: [],
      ...(version !== undefined && { version: version.slice(0, MOST_VERSION) }),
      ...whoIs(source, one),
    };
  });
}

/** How the same agent is known again: by the object that acts for it, or by what its source calls it. */
const whoIs = (source: string, { id, identity }: FoundAgent): Partial<AgentRecord> =>
  identity === undefined
    ? { listedAs: [{ source, id }] }
    : { identities: [identity], principals: [{ objectId: identity, kind: 'agentIdentity' }] };
