import * as z from 'zod';
import {
  type FoundAgent,
  type InventorySource,
  NotRead,
  type Reader,
  readPlaces,
  type TellUnread,
} from '../../kernel/inventorySource.ts';
import type { GraphOptions } from './graph.ts';
import { placeInGraph } from './inventory.ts';
import type { OnBehalf } from './onBehalf.ts';

/** Agents, and not the add-ins of Office, which are packages too. */
const PATH = "copilot/admin/catalog/packages?$filter=supportedHosts/any(h:h eq 'Copilot')";

const copilotPackage = z.object({
  id: z.string().min(1).max(200),
  displayName: z.string().nullish(),
  isBlocked: z.boolean().nullish(),
  version: z.string().nullish(),
});

const LIST = {
  path: PATH,
  entry: copilotPackage,
  agent: ({ id, displayName, isBlocked, version }: z.infer<typeof copilotPackage>): FoundAgent => ({
    id,
    name: displayName?.trim() || id,
    isEnabled: isBlocked !== true,
    ...(version?.trim() && { version: version.trim() }),
  }),
};

/** As the application, and how to ask on behalf of a person, where there is a way. */
export interface PackagesOptions extends GraphOptions {
  readonly onBehalf?: OnBehalf;
}

/**
 * The agents of Microsoft 365 Copilot in a tenant with Agent 365: as an application with `CopilotPackages.Read.All`, and
 * where that is refused on behalf of the person who asks, with the same permission delegated.
 */
export const copilotPackages = (options: PackagesOptions, tell: TellUnread): InventorySource => ({
  id: 'copilot',
  read: (reader) => {
    const place = placeInGraph(options, LIST);
    return readPlaces(
      [{ ...place, read: () => asEither(() => place.read(), options, reader) }],
      tell,
    );
  },
});

async function asEither(
  asApp: () => Promise<readonly FoundAgent[]>,
  { onBehalf, ...options }: PackagesOptions,
  { userToken }: Reader,
): Promise<readonly FoundAgent[]> {
  try {
    return await asApp();
  } catch (error) {
    const isRefused = error instanceof NotRead && error.why === 'refused';
    if (!isRefused || onBehalf === undefined || userToken === undefined) throw error;
    const credential = await onBehalf(userToken, options.origin);
    return placeInGraph({ ...options, credential }, LIST).read();
  }
}
