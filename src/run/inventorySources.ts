import { copilotStudio } from '../adapters/azure/copilotStudio.ts';
import type { Credential } from '../adapters/azure/credential.ts';
import { foundry } from '../adapters/azure/foundry.ts';
import { entraAgentIdentities } from '../adapters/graph/agentIdentities.ts';
import { copilotPackages } from '../adapters/graph/copilotPackages.ts';
import type { Credential as GraphCredential } from '../adapters/graph/graph.ts';
import type { AzureConfig } from '../config/config.ts';
import type { InventorySource, TellUnread } from '../kernel/inventorySource.ts';
import type { Log } from '../kernel/log.ts';

type Places = Pick<AzureConfig, 'copilotStudioEnvironments' | 'foundryProjects'>;

/** The platforms that azure mode reads: what Graph knows always, the others where they are configured. */
export function inventorySources(
  { copilotStudioEnvironments: environments, foundryProjects: projects }: Places,
  { graph, azure }: { readonly graph: GraphCredential; readonly azure: Credential },
  log: Log,
): readonly InventorySource[] {
  const tell: TellUnread = (place, error) => log.warn('inventory-unread', { url: place, error });
  const as = { credential: azure };
  return [
    entraAgentIdentities({ credential: graph }, tell),
    copilotPackages({ credential: graph }, tell),
    ...(environments.length > 0 ? [copilotStudio(environments, as, tell)] : []),
    ...(projects.length > 0 ? [foundry(projects, as, tell)] : []),
  ];
}
