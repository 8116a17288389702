import { isTenantWide } from '../bounds/scopes.ts';
import { isSourceAllowed } from '../bounds/sources.ts';
import { isUnlisted } from '../granting.ts';
import type { AgentState, ConnectorState } from '../model.ts';
import { NOTHING, type Things } from './watchEvents.ts';

/** Whether a thing is beyond what is recorded; undefined: the record does not say, and a first look is where it begins. */
type Beyond = (thing: string) => boolean | undefined;

const UNSAID: Beyond = () => undefined;
/** Of scopes that nobody recorded: what reaches the whole tenant is news on first sight too. */
const UNSAID_SCOPE: Beyond = (scope) => (isTenantWide(scope) ? true : undefined);
const notIn =
  (recorded: readonly string[]): Beyond =>
  (thing) =>
    !recorded.includes(thing);

/** What the registry says of an agent or connector, as far as inventories can be compared with it. */
export interface Known {
  /** Registered, or on a list of what may be used. */
  readonly known: boolean;
  readonly beyond: Readonly<Record<keyof Things, Beyond>>;
}

const unknown: Known = {
  known: false,
  beyond: { connectors: () => true, scopes: () => true, sites: () => true, tools: () => true },
};

export function recordOfAgent(
  agent: AgentState | undefined,
  connectorOf: (id: string) => ConnectorState | undefined,
): Known {
  if (agent === undefined) return unknown;
  const { capabilities, contentSources } = agent.record;
  const ids = capabilities.map(({ connectorId }) => connectorId);
  const scopes = ids.flatMap((id) => connectorOf(id)?.record.scopes ?? []).map(({ name }) => name);
  return {
    known: true,
    beyond: {
      connectors: notIn(ids),
      scopes: scopes.length > 0 ? notIn(scopes) : UNSAID_SCOPE,
      sites: contentSources ? (site) => !isSourceAllowed(contentSources, site) : UNSAID,
      tools: UNSAID,
    },
  };
}

export function recordOfConnector(connector: ConnectorState | undefined): Known {
  if (connector === undefined || isUnlisted(connector)) return unknown;
  const { scopes, tools } = connector.record;
  return {
    known: true,
    beyond: {
      connectors: UNSAID,
      scopes: scopes ? notIn(scopes.map(({ name }) => name)) : UNSAID_SCOPE,
      sites: UNSAID,
      tools: notIn(tools.map(({ name }) => name)),
    },
  };
}

interface Look {
  readonly now: Things;
  /** Not seen in any look before. */
  readonly isNew: (kind: keyof Things, thing: string) => boolean;
  /** Nobody has looked at it before. */
  readonly first: boolean;
}

/** What a look shows for the first time, and what of it is growth. */
export function growthOf(
  record: Known,
  { now, isNew, first }: Look,
): { seen: Things; grown: Things } {
  const pick = (fits: (kind: keyof Things, thing: string) => boolean): Things => ({
    ...NOTHING,
    connectors: now.connectors.filter((thing) => fits('connectors', thing)),
    scopes: now.scopes.filter((thing) => fits('scopes', thing)),
    sites: now.sites.filter((thing) => fits('sites', thing)),
    tools: now.tools.filter((thing) => fits('tools', thing)),
  });
  return {
    seen: pick(isNew),
    grown: pick((kind, thing) => isNew(kind, thing) && (record.beyond[kind](thing) ?? !first)),
  };
}
