import { exampleDirectory } from '../adapters/local/exampleDirectory.ts';
import { exampleSources } from '../adapters/local/exampleInventory.ts';
import {
  EXAMPLE_BOT,
  EXAMPLE_DOMAIN,
  EXAMPLE_TENANT,
} from '../adapters/local/exampleOrganisation.ts';
import type { LocalConfig } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import { parsePostingTime } from '../features/digest/schedule.ts';
import type { PolicySettings } from '../features/policy/domain/judge.ts';
import { templatesWith } from '../features/registry/domain/watch/templates.ts';
import { Fault } from '../kernel/faults.ts';
import { systemClock } from '../kernel/instant.ts';
import type { Log } from '../kernel/log.ts';
import { addedCategories } from './categories.ts';
import { readLocalFile } from './localFile.ts';
import type { LocalSettings } from './localParts.ts';
import { beginnings } from './policyFolder.ts';
import { alarmWebhooks, inventoryWebhooks, leversOf } from './webhooks.ts';

/** The example organisation as settings. */
export const LOCAL_ORGANISATION = {
  tenantId: EXAMPLE_TENANT,
  botId: EXAMPLE_BOT,
  domain: EXAMPLE_DOMAIN,
  directory: exampleDirectory,
  sources: exampleSources,
} as const;

/** The connection string that is set, or that of what `npm start` runs here. */
export async function connectionStringOf(
  config: LocalConfig,
  set: string | undefined,
): Promise<string> {
  const found = set ?? (await readLocalFile(config.dataDir))?.tables;
  if (found !== undefined) return found;
  throw new Fault(
    'misconfigured',
    'No table storage is known: set TABLES_CONNECTION_STRING (an Azurite on this machine), or run npm start, which brings its own.',
  );
}

/** What the example organisation says about the world outside. */
export const localPolicySettings = (config: LocalConfig): PolicySettings => ({
  acceptedDomains: [EXAMPLE_DOMAIN],
  recipientDomains: config.recipientDomains,
  ...(config.businessHours && { officeHours: config.businessHours }),
  stepUpFor: config.stepUpFor,
});

export const localSettings = (
  config: LocalConfig,
  own: {
    readonly tablesConnectionString: string;
    readonly version: string;
    readonly log: Log;
    readonly secrets: Secrets;
  },
): LocalSettings => ({
  tablesConnectionString: own.tablesConnectionString,
  version: own.version,
  log: own.log,
  levers: leversOf(config, own.secrets),
  ...alarmWebhooks(config, own.secrets),
  ...inventoryWebhooks(own.secrets, systemClock),
  dataDir: config.dataDir,
  ...LOCAL_ORGANISATION,
  policySettings: localPolicySettings(config),
  adoption: { quorum: config.policyQuorum, stepUp: config.policyStepUp },
  ...beginnings(config),
  receiptAudience: config.receiptAudience,
  rateLimits: config.rateLimits,
  feedbackCategories: addedCategories(config.feedbackCategories),
  templates: templatesWith(config.accumulationTemplates),
  postAt: parsePostingTime(config.digestAt) ?? { hour: 9, minute: 0 },
  serverUrl: `http://${config.host}:${config.port}`,
});
