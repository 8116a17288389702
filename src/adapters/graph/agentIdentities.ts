import * as z from 'zod';
import {
  type FoundAgent,
  type InventorySource,
  readPlaces,
  type TellUnread,
} from '../../kernel/inventorySource.ts';
import type { GraphOptions } from './graph.ts';
import { placeInGraph } from './inventory.ts';

const PATH =
  'servicePrincipals/microsoft.graph.agentIdentity?$select=id,displayName,accountEnabled';

const identity = z.object({
  id: z.guid(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});

/**
 * The agent identities of Microsoft Entra, as an application with `AgentIdentity.Read.All`. Who sponsors one is not asked:
 * to an application Graph says that only with the right to change them.
 */
export const entraAgentIdentities = (options: GraphOptions, tell: TellUnread): InventorySource => ({
  id: 'entra',
  read: () =>
    readPlaces([placeInGraph(options, { path: PATH, entry: identity, agent: read })], tell),
});

const read = ({ id, displayName, accountEnabled }: z.infer<typeof identity>): FoundAgent => ({
  id: id.toLowerCase(),
  name: displayName?.trim() || id,
  isEnabled: accountEnabled === true,
  identity: id.toLowerCase(),
});
