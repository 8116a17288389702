import { canonicalJson } from '../../../ledger/canonical.ts';
import { isListed } from './granting.ts';
import { fewer } from './ladders.ts';
import {
  type AgentRecord,
  type Capability,
  type ConnectorRecord,
  TIERS,
  type Tool,
} from './model.ts';

/** Whether the new record takes from the agent what approvals and grants may rest on: a connector, a tier, its place. */
export const isAgentLess = (before: AgentRecord, after: AgentRecord): boolean =>
  after.environment !== before.environment ||
  before.capabilities.some((one) => isLower(one, after.capabilities));

const isLower = ({ connectorId, tier }: Capability, after: readonly Capability[]): boolean =>
  fewer(TIERS, tier, after.find((one) => one.connectorId === connectorId)?.tier);

/** The same of a connector: its place on the list, an environment, its ceiling, or a tool as it was described. */
export const isConnectorLess = (before: ConnectorRecord, after: ConnectorRecord): boolean =>
  (isListed(before) && !isListed(after)) ||
  before.environments.some((one) => !after.environments.includes(one)) ||
  fewer(TIERS, before.tierCeiling, after.tierCeiling) ||
  before.tools.some((tool) => isOther(tool, after.tools));

const isOther = (tool: Tool, after: readonly Tool[]): boolean => {
  const now = after.find(({ name }) => name === tool.name);
  return now === undefined || canonicalJson({ ...now }) !== canonicalJson({ ...tool });
};
