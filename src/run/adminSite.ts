import { fileURLToPath } from 'node:url';
import type { AdminSite } from '../adapters/http/admin/site.ts';
import { mintAccessToken, type TokenMint } from '../adapters/local/accessTokens.ts';
import { examplePeople } from '../adapters/local/exampleOrganisation.ts';
import type { AzureConfig } from '../config/config.ts';
import { ROLE_NAMES } from '../kernel/people.ts';

/** What `npm run build` makes for the browser. */
const FOLDER = fileURLToPath(new URL('../admin/dist', import.meta.url));

/** On this machine somebody of the example organisation is chosen, with the token that `npm run token` gives. */
export const localSite = (mint: TokenMint): AdminSite => ({
  folder: FOLDER,
  config: {
    mode: 'local',
    tenantId: mint.tenantId,
    people: examplePeople.map(({ upn, name, roles }) => ({
      upn,
      name,
      roles: roles.map((role) => ROLE_NAMES[role]),
    })),
  },
  signIn: async (upn, steppedUp) => {
    const person = examplePeople.find((one) => one.upn === upn);
    return (
      person &&
      mintAccessToken({ kind: 'person', ...person, ...(steppedUp && { steppedUp }) }, mint)
    );
  },
});

/** In Azure a browser outside Teams signs in with Entra, for the API that Teams asks tokens for too. */
export const azureSite = ({
  tenantId,
  tabClientId,
  publicUrl,
  botId,
}: Pick<AzureConfig, 'tenantId' | 'tabClientId' | 'publicUrl' | 'botId'>): AdminSite => ({
  folder: FOLDER,
  config: {
    mode: 'azure',
    tenantId,
    clientId: tabClientId,
    scope: `api://${new URL(publicUrl).host}/botid-${botId}/access_as_user`,
  },
});
