import type { AgentPeople, AgentRecord, ConnectorRecord } from './model.ts';

/** How a record came in: past review by an import, or by an admin's edit, which can only narrow. */
export type RegistryEvent =
  | {
      readonly type: 'agent-imported';
      readonly data: { readonly agent: AgentRecord; readonly people: AgentPeople };
    }
  | {
      readonly type: 'agent-changed';
      readonly data: { readonly agent: AgentRecord; readonly people: AgentPeople };
    }
  | { readonly type: 'connector-imported'; readonly data: { readonly connector: ConnectorRecord } }
  | { readonly type: 'connector-changed'; readonly data: { readonly connector: ConnectorRecord } };
