import { randomUUID } from 'node:crypto';
import { openAzure } from '../adapters/azure/open.ts';
import { CedarLanguage } from '../adapters/cedar/cedarLanguage.ts';
import { graphActivations } from '../adapters/graph/activations.ts';
import { graphDirectory } from '../adapters/graph/directory.ts';
import { openLedger } from '../adapters/tables/openLedger.ts';
import { tableOfIdentity } from '../adapters/tables/table/sdkTable.ts';
import { FACTS, type Parts } from '../compose.ts';
import type { AzureConfig } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import { parsePostingTime } from '../features/digest/schedule.ts';
import { openPolicies } from '../features/policy/opening.ts';
import { templatesWith } from '../features/registry/domain/watch/templates.ts';
import { MINUTE, systemClock } from '../kernel/instant.ts';
import type { Log } from '../kernel/log.ts';
import { ROLES } from '../kernel/people.ts';
import { azureSite } from './adminSite.ts';
import { checkpointKeysOf, graphCredential, graphOnBehalf } from './azureKeys.ts';
import { addedCategories } from './categories.ts';
import { inventorySources } from './inventorySources.ts';
import { macWith, type Opened, TABLE } from './localParts.ts';
import { checkingApart } from './policy/checkingApart.ts';
import { judgingApart } from './policy/judgingApart.ts';
import { beginnings } from './policyFolder.ts';
import { pooledRandom } from './pooledRandom.ts';
import { alarmWebhooks, inventoryWebhooks, leversOf } from './webhooks.ts';

/** At least 1.3 times the most servers that ever run (design of the ledger). */
const LANES = 16;
const REFRESH_MS = 5 * MINUTE;

interface AzureOwn {
  readonly version: string;
  readonly secrets: Secrets;
  readonly log: Log;
}

/** Everything that azure mode stands on: managed identity, Key Vault, blobs for checkpoints, Entra and Graph. */
export async function openAzureParts(config: AzureConfig, own: AzureOwn): Promise<Opened> {
  const { tenantId } = config;
  const azure = await openAzure({ ...config, clock: systemClock, log: own.log });
  const credential = await graphCredential(config, azure);
  const directory = {
    ...graphDirectory({ credential, groups: config.roleGroups, clock: systemClock }),
    ...(config.pimEvidence && {
      activationOf: graphActivations({ credential, clock: systemClock }),
    }),
  };
  const ledger = await openLedger({
    table: tableOfIdentity(config.tablesEndpoint, TABLE, azure.credential),
    tenant: tenantId,
    lanes: LANES,
    features: FACTS,
    sealer: { mac: macWith(azure.rowMac) },
    ...checkpointKeysOf(tenantId, azure.checkpoints),
    checkpointStore: azure.checkpointStore,
    clock: systemClock,
    random: pooledRandom(),
    log: own.log,
    verifiesAlong: true,
  });
  const policySettings = {
    acceptedDomains: config.acceptedDomains,
    recipientDomains: config.recipientDomains,
    ...(config.businessHours && { officeHours: config.businessHours }),
    stepUpFor: config.stepUpFor,
  };
  const policy = await openPolicies({
    language: new CedarLanguage(own.log),
    settings: policySettings,
    check: checkingApart(own.log),
    log: own.log,
  });
  const refreshing = setInterval(() => {
    azure.refresh().catch((error: unknown) => own.log.warn('keys-not-refreshed', { error }));
  }, REFRESH_MS);
  refreshing.unref();
  const close = async (): Promise<void> => clearInterval(refreshing);
  return {
    parts: {
      ...partsOf(config, own, azure, { ledger, directory, policy, policySettings }),
      sources: inventorySources(
        config,
        {
          graph: credential,
          azure: azure.credential,
          onBehalf: graphOnBehalf(config, azure),
        },
        own.log,
      ),
    },
    ledger,
    close,
  };
}

function partsOf(
  config: AzureConfig,
  own: AzureOwn,
  azure: Awaited<ReturnType<typeof openAzure>>,
  {
    ledger,
    directory,
    policy,
    policySettings,
  }: Pick<Parts, 'directory' | 'policy' | 'policySettings'> & Pick<Opened, 'ledger'>,
): Parts {
  const { receipts } = azure;
  return {
    tenant: config.tenantId,
    botId: config.botId,
    version: own.version,
    serverUrl: config.publicUrl,
    stepUpContext: config.stepUpContext,
    adoption: { quorum: config.policyQuorum, stepUp: config.policyStepUp },
    ledger,
    directory,
    authenticate: azure.authenticate,
    admin: azureSite(config),
    jwks: async () => ({
      keys: [...receipts.keys, ...azure.checkpoints.keys].map(({ publicJwk }) => ({
        ...publicJwk,
      })),
    }),
    ready: async () => true,
    posture: postureOf(config, azure),
    receipts: {
      // Read at each use: a key of the vault may be rolled over while the server runs.
      get signer() {
        return receipts.signer;
      },
      get keys() {
        return receipts.keys;
      },
      issuer: `countersign/${config.tenantId}`,
      audience: config.receiptAudience,
      newId: randomUUID,
    },
    cardMac: macWith(azure.cardMac),
    policy,
    openJudging: judgingApart,
    policySettings,
    ...beginnings(config),
    derivedIdentity: () => undefined,
    channel: { credentials: azure.connectorCredentials, loopbackServiceUrls: false },
    rateLimits: config.rateLimits,
    feedbackCategories: addedCategories(config.feedbackCategories),
    templates: templatesWith(config.accumulationTemplates),
    postAt: parsePostingTime(config.digestAt) ?? { hour: 9, minute: 0 },
    levers: leversOf(config, own.secrets),
    ...alarmWebhooks(config, own.secrets),
    ...inventoryWebhooks(own.secrets, systemClock),
    clock: systemClock,
    log: own.log,
  };
}

const postureOf = (
  { roleGroups }: AzureConfig,
  { checkpointStore }: Pick<Awaited<ReturnType<typeof openAzure>>, 'checkpointStore'>,
): Parts['posture'] => ({
  groups: ROLES.filter((role) => roleGroups[role] !== undefined),
  copiesIn: 'the immutable container for checkpoints',
  newestCopy: () => checkpointStore.newest(),
});
