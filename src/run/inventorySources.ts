import { copilotStudio } from '../adapters/azure/copilotStudio.ts';
import type { Credential } from '../adapters/azure/credential.ts';
import { foundry } from '../adapters/azure/foundry.ts';
import { entraAgentIdentities } from '../adapters/graph/agentIdentities.ts';
import { copilotPackages } from '../adapters/graph/copilotPackages.ts';
import type { Credential as GraphCredential } from '../adapters/graph/graph.ts';
import type { OnBehalf } from '../adapters/graph/onBehalf.ts';
import type { AzureConfig } from '../config/config.ts';
import type { InventorySource, TellUnread } from '../kernel/inventorySource.ts';
import type { Log } from '../kernel/log.ts';

type Places = Pick<AzureConfig, 'copilotStudioEnvironments' | 'foundryProjects'>;

interface Credentials {
  readonly graph: GraphCredential;
  readonly azure: Credential;
  /** Where a certificate of the registration is set. */
  readonly onBehalf: OnBehalf | undefined;
}

/** The platforms that azure mode reads: what Graph knows always, the others where they are configured. */
export function inventorySources(
  { copilotStudioEnvironments: environments, foundryProjects: projects }: Places,
  { graph, azure, onBehalf }: Credentials,
  log: Log,
): readonly InventorySource[] {
  const tell: TellUnread = (place, error) => log.warn('inventory-unread', { url: place, error });
  const as = { credential: azure };
  return [
    entraAgentIdentities({ credential: graph }, tell),
    copilotPackages({ credential: graph, ...(onBehalf && { onBehalf }) }, tell),
    ...(environments.length > 0 ? [copilotStudio(environments, as, tell)] : []),
    ...(projects.length > 0 ? [foundry(projects, as, tell)] : []),
  ];
}
