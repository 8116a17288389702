import type { AgentRecord, ConnectorRecord, Environment } from './model.ts';

/** Something that changes what runs in an environment, other than by taking away. */
export interface Release {
  readonly environment: Environment;
  readonly department?: string;
  readonly agentId?: string;
  readonly connectorId?: string;
  /** The agent is registered already. */
  readonly registered: boolean;
}

/** A new agent, another version or platform, one more identity, or another environment; undefined: it only narrows, or says who answers for it. */
export function agentRelease(
  before: AgentRecord | undefined,
  after: AgentRecord,
): Release | undefined {
  const { environment, department, id: agentId } = after;
  const release = { environment, department, agentId, registered: before !== undefined };
  if (before === undefined) return release;
  const had = before.identities ?? [];
  const changes =
    before.version !== after.version ||
    before.platform !== after.platform ||
    before.environment !== environment ||
    (after.identities ?? []).some((one) => !had.includes(one));
  return changes ? release : undefined;
}

/** A connector that may be used from now on; what is listed already can only be narrowed by an edit. */
export function connectorRelease(
  before: ConnectorRecord | undefined,
  after: ConnectorRecord,
): Release | undefined {
  const environment = after.environments.includes('production')
    ? 'production'
    : after.environments[0];
  const usable = after.status === 'approved' || after.status === 'probation';
  if (before !== undefined || environment === undefined || !usable) return undefined;
  return { environment, connectorId: after.id, registered: false };
}
