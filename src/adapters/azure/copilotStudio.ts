import * as z from 'zod';
import { type InventorySource, readPlaces, type TellUnread } from '../../kernel/inventorySource.ts';
import { type InventoryOptions, type PlatformList, placeInAzure } from './inventory.ts';

const PATH = '/api/data/v9.2/bots?$select=botid,name,statecode';
/** Of `statecode`. */
const ACTIVE = 0;

const page = z.object({
  value: z.array(
    z.object({ botid: z.guid(), name: z.string().nullish(), statecode: z.int().nullish() }),
  ),
  '@odata.nextLink': z.url().optional(),
});

/**
 * The agents of Copilot Studio: the table `bot` of each environment's Dataverse, read through its Web API as an application
 * user who may read that table. `environments`: `https://contoso.crm4.dynamics.com`.
 */
export const copilotStudio = (
  environments: readonly string[],
  options: InventoryOptions,
  tell: TellUnread,
): InventorySource => ({
  id: 'copilotStudio',
  read: () =>
    readPlaces(
      environments.map((one) => placeInAzure(botsOf(new URL(one)), options)),
      tell,
    ),
});

const botsOf = ({ origin, host }: URL): PlatformList<z.output<typeof page>> => ({
  place: host,
  scope: `${origin}/.default`,
  first: new URL(PATH, origin),
  headers: { 'odata-version': '4.0', 'odata-maxversion': '4.0', prefer: 'odata.maxpagesize=200' },
  page,
  agents: ({ value }) =>
    value.map(({ botid, name, statecode }) => ({
      id: botid.toLowerCase(),
      name: name?.trim() || botid,
      isEnabled: statecode === ACTIVE,
    })),
  next: ({ '@odata.nextLink': link }) => (link === undefined ? undefined : new URL(link)),
});
