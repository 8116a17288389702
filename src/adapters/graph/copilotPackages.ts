import * as z from 'zod';
import {
  type FoundAgent,
  type InventorySource,
  readPlaces,
  type TellUnread,
} from '../../kernel/inventorySource.ts';
import type { GraphOptions } from './graph.ts';
import { placeInGraph } from './inventory.ts';

/** Agents, and not the add-ins of Office, which are packages too. */
const PATH = "copilot/admin/catalog/packages?$filter=supportedHosts/any(h:h eq 'Copilot')";

const copilotPackage = z.object({
  id: z.string().min(1).max(200),
  displayName: z.string().nullish(),
  isBlocked: z.boolean().nullish(),
  version: z.string().nullish(),
});

/** The agents of Microsoft 365 Copilot, as an application with `CopilotPackages.Read.All` in a tenant with Agent 365. */
export const copilotPackages = (options: GraphOptions, tell: TellUnread): InventorySource => ({
  id: 'copilot',
  read: () =>
    readPlaces([placeInGraph(options, { path: PATH, entry: copilotPackage, agent: read })], tell),
});

const read = ({
  id,
  displayName,
  isBlocked,
  version,
}: z.infer<typeof copilotPackage>): FoundAgent => ({
  id,
  name: displayName?.trim() || id,
  isEnabled: isBlocked !== true,
  ...(version?.trim() && { version: version.trim() }),
});
