import { inspect } from 'node:util';
import { Fault } from '../../kernel/faults.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Log } from '../../kernel/log.ts';
import type { Authenticate } from '../../kernel/people.ts';
import { entraAuthenticate, issuerOf, keySetOf } from './authenticate.ts';
import { fromBase64Text } from './base64.ts';
import { blobCheckpointStore, type CheckpointStore } from './checkpointStore.ts';
import { connectorCredentials } from './connectorToken.ts';
import { type Credential, managedIdentity } from './credential.ts';
import { entraKeys } from './entraKeys.ts';
import { type KeyVault, keyVault } from './keyVault.ts';
import { LIMITS, type Limits } from './rest.ts';
import { openSigningKeys, type SigningKeys } from './signingKeys.ts';

/** Teams on the desktop and phones, and Teams in a browser: the clients that ask for a tab's tokens. */
export const TEAMS_CLIENTS: readonly string[] = [
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
];

const GRAPH = 'https://graph.microsoft.com/.default';

export interface AzureSettings {
  readonly tenantId: string;
  /** The user-assigned managed identity that everything here is done as; undefined: the host's own. */
  readonly identityClientId: string | undefined;
  /** The registration that the tab, agents and gateways get tokens for. */
  readonly apiClientId: string;
  /** Its identifier URIs, `api://<tab host>/botid-<bot id>`, where tokens may be for them by that name. */
  readonly identifierUris?: readonly string[];
  /** The registration that signs people in to the tab outside Teams; often the API's. */
  readonly tabClientId: string;
  readonly stepUpContext: string;
  /** `https://<name>.vault.azure.net` */
  readonly keyVaultEndpoint: string;
  /** `https://<account>.blob.core.windows.net/<container>` */
  readonly checkpointsEndpoint: string;
  /** Name of the vault's certificate that signs in to Graph as the registration; undefined: the identity does. */
  readonly graphCertificate?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Only for tests. No setting may reach these. */
export interface AzureStandIns {
  /** Where Entra publishes the keys of the tenant's access tokens. */
  readonly keySetUrl: string;
  readonly limits: Limits;
}

export interface Azure {
  /** For the table, and for Graph where there is no certificate. */
  readonly credential: Credential;
  readonly authenticate: Authenticate;
  readonly receipts: SigningKeys;
  readonly checkpoints: SigningKeys;
  readonly checkpointStore: CheckpointStore;
  /** 32 bytes each. */
  readonly rowMac: Uint8Array;
  readonly cardMac: Uint8Array;
  readonly connectorCredentials: ReturnType<typeof connectorCredentials>;
  /** Certificate and private key, PEM. */
  readonly graphCertificate: string | undefined;
  /** Learns new and disabled versions of the signing keys. To be called every few minutes; rejects where that fails. */
  refresh(): Promise<void>;
}

/**
 * Opens what Countersign stands on in Azure, all at the same time. Throws `misconfigured` naming what a vault lacks,
 * `signer-unavailable` or `storage-unavailable` where there is no answer: then the server must not start.
 */
export async function openAzure(
  settings: AzureSettings,
  { keySetUrl = keySetOf(settings.tenantId), limits = LIMITS }: Partial<AzureStandIns> = {},
): Promise<Azure> {
  const { clock, log, tenantId } = settings;
  const credential = managedIdentity(settings.identityClientId, clock);
  const connector = connectorCredentials(credential);
  const asksGraph = settings.graphCertificate === undefined;
  const directory = asksGraph ? credential.getToken(GRAPH) : undefined;
  void Promise.allSettled([connector.connectorToken(), directory]); // for the first message
  const vault = keyVault(settings.keyVaultEndpoint, credential, limits);
  const checkpointStore = blobCheckpointStore(settings.checkpointsEndpoint, credential, limits);
  const keys = entraKeys({ url: keySetUrl, issuer: issuerOf(tenantId), clock });
  const [receipts, checkpoints, rowMac, cardMac, graphCertificate] = await allOf([
    openSigningKeys(vault, 'receipts', clock),
    openSigningKeys(vault, 'checkpoints', clock),
    macKey(vault, 'row-mac'),
    macKey(vault, 'card-mac'),
    settings.graphCertificate === undefined ? undefined : vault.secret(settings.graphCertificate),
    checkpointStore.newest(),
    keys.refresh().catch(() => undefined), // nobody gets in by token until it succeeds, which does not keep the bot from starting
  ]);
  return unspoken({
    credential,
    authenticate: entraAuthenticate({
      tenantId,
      audiences: [settings.apiClientId, ...(settings.identifierUris ?? [])],
      tabClients: [...TEAMS_CLIENTS, settings.tabClientId],
      stepUpContext: settings.stepUpContext,
      keyOf: keys.keyOf,
      clock,
      log,
    }),
    receipts,
    checkpoints,
    checkpointStore,
    rowMac,
    cardMac,
    connectorCredentials: connector,
    graphCertificate,
    refresh: async () => {
      await Promise.all([receipts.refresh(), checkpoints.refresh()]);
    },
  });
}

/** It holds keys: whoever logs it by mistake sees its name. */
function unspoken(azure: Azure): Azure {
  const silent = (): string => 'what was opened in Azure';
  return Object.freeze(Object.assign(azure, { toJSON: silent, [inspect.custom]: silent }));
}

async function macKey(vault: KeyVault, name: string): Promise<Uint8Array> {
  const bytes = fromBase64Text((await vault.secret(name)).trim());
  if (bytes?.length === 32) return bytes;
  throw new Fault('misconfigured', `the vault's secret ${name} is not 32 bytes in base64`);
}

/** As Promise.all, but waits for all, and says everything that went wrong at once. */
async function allOf<T extends readonly unknown[]>(work: [...T]) {
  const causes: unknown[] = [];
  for (const one of await Promise.allSettled(work))
    if (one.status === 'rejected') causes.push(one.reason);
  if (causes.length < 2) return Promise.all(work);
  const faults = causes.filter((cause) => cause instanceof Fault);
  const worst = faults.find(({ code }) => code === 'misconfigured') ?? faults[0];
  throw new Fault(
    worst?.code ?? 'misconfigured',
    [...new Set(faults.map(({ message }) => message))].join('; '),
    new AggregateError(causes),
  );
}
