import type { Paths } from '../../contract/paths.ts';

type Json<T> = T extends { readonly content: { readonly 'application/json': infer B } } ? B : never;

export type AgentList = Json<Paths['/api/v1/agents']['get']['responses'][200]>;
export type AgentItem = AgentList['items'][number];
export type Agent = Json<Paths['/api/v1/agents/{id}']['get']['responses'][200]>;
export type FactSheet = Json<Paths['/api/v1/agents/{id}/factsheet']['get']['responses'][200]>;
export type Counter = Json<
  Paths['/api/v1/agents/{id}/accumulation']['get']['responses'][200]
>['counters'][number];
export type ConnectorItem = Json<
  Paths['/api/v1/connectors']['get']['responses'][200]
>['items'][number];
export type Connector = Json<Paths['/api/v1/connectors/{id}']['get']['responses'][200]>;
export type Pause = Json<Paths['/api/v1/pauses']['get']['responses'][200]>['items'][number];
export type PauseReceipt = Json<Paths['/api/v1/pauses']['post']['responses'][201]>;
export type Lever = PauseReceipt['levers'][number];

type AgentsQuery = NonNullable<Paths['/api/v1/agents']['get']['parameters']['query']>;

export type { AgentsQuery };

/** How much of an agent a pause holds back: all of it, or what it does with something. */
export function hits(pause: Pause, agent: Agent): 'whole' | 'part' | undefined {
  const [kind = '', rest = ''] = split(pause.target);
  if (pause.target === 'all') return 'whole';
  if (kind === 'agent') return rest === agent.id ? 'whole' : undefined;
  if (kind === 'environment') return rest === agent.environment ? 'whole' : undefined;
  const uses = agent.capabilities.some(
    ({ connectorId, tier }) =>
      (kind === 'connector' && rest === connectorId) ||
      (kind === 'tool' && rest.startsWith(`${connectorId}/`)) ||
      (kind === 'tier' && rest === tier),
  );
  return uses ? 'part' : undefined;
}

const split = (target: string): readonly string[] => {
  const at = target.indexOf(':');
  return at < 0 ? [target] : [target.slice(0, at), target.slice(at + 1)];
};
