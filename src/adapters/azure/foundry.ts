import * as z from 'zod';
import {
  type InventorySource,
  NotRead,
  readPlaces,
  type TellUnread,
} from '../../kernel/inventorySource.ts';
import { type InventoryOptions, type PlatformList, placeInAzure } from './inventory.ts';

const SCOPE = 'https://ai.azure.com/.default';
const PAGE = 100;

const page = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1).max(128),
      name: z.string().min(1).max(63),
      versions: z
        .object({ latest: z.object({ version: z.string().nullish() }).nullish() })
        .nullish(),
    }),
  ),
  has_more: z.boolean().nullish(),
  last_id: z.string().nullish(),
});

/**
 * The agents of Azure AI Foundry, project by project, as an identity with the role Foundry User there. `projects`: their
 * endpoints, `https://<account>.services.ai.azure.com/api/projects/<project>`. An agent is known by its name there.
 */
export const foundry = (
  projects: readonly string[],
  options: InventoryOptions,
  tell: TellUnread,
): InventorySource => ({
  id: 'foundry',
  read: () =>
    readPlaces(
      projects.map((one) => placeInAzure(agentsOf(new URL(one)), options)),
      tell,
    ),
});

function agentsOf(endpoint: URL): PlatformList<z.output<typeof page>> {
  const place = `${endpoint.host.split('.')[0]}/${endpoint.pathname.split('/').at(-1)}`;
  const at = (after?: string): URL => {
    const url = new URL(`${endpoint.origin}${endpoint.pathname}/agents`);
    url.search = new URLSearchParams({
      'api-version': 'v1',
      limit: String(PAGE),
      order: 'asc',
      ...(after !== undefined && { after }),
    }).toString();
    return url;
  };
  return {
    place,
    scope: SCOPE,
    first: at(),
    page,
    agents: ({ data }) =>
      data.map(({ name, versions }) => ({
        id: `${place}/${name}`,
        name,
        isEnabled: true,
        ...(versions?.latest?.version && { version: versions.latest.version }),
      })),
    next: ({ data, has_more: more, last_id: last }) => {
      const after = last ?? data.at(-1)?.id;
      if (more && after === undefined) throw new NotRead('odd', 'more, and nothing to go on from');
      return more ? at(after) : undefined;
    },
  };
}
