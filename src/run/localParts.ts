import { createHmac, createSecretKey, randomUUID } from 'node:crypto';
import { CedarLanguage } from '../adapters/cedar/cedarLanguage.ts';
import { localAuthenticate } from '../adapters/local/authenticate.ts';
import { serveChannelIdentity } from '../adapters/local/channel.ts';
import { agentObjectId, STEP_UP_CONTEXT } from '../adapters/local/identities.ts';
import { keysExist } from '../adapters/local/keySet.ts';
import { type KeyStore, openKeyStore } from '../adapters/local/keys.ts';
import { type LedgerOptions, type OpenLedger, openLedger } from '../adapters/tables/openLedger.ts';
import { GOVERNANCE, HEAD, partitionOf } from '../adapters/tables/rows/keys.ts';
import { tableOfConnection } from '../adapters/tables/table/sdkTable.ts';
import type { CheckpointSigner } from '../adapters/tables/verification/checkpoints.ts';
import { FACTS, type Parts } from '../compose.ts';
import type { PolicySettings } from '../features/policy/domain/judge.ts';
import { openPolicies } from '../features/policy/opening.ts';
import { Fault } from '../kernel/faults.ts';
import { type Clock, systemClock } from '../kernel/instant.ts';
import type { Log } from '../kernel/log.ts';
import type { Directory } from '../kernel/people.ts';
import { derSignature } from '../ledger/note.ts';
import { localSite } from './adminSite.ts';
import { orAdvise } from './behind.ts';
import { checkpointFile } from './checkpointFile.ts';
import { checkingApart } from './policy/checkingApart.ts';
import { judgingApart } from './policy/judgingApart.ts';
import { pooledRandom } from './pooledRandom.ts';
import { keysDocumentOf, publishKeys } from './publicKeys.ts';

/** The table that holds the ledger (contract). */
export const TABLE = 'Ledger';
const LANES = 4;

export interface LocalSettings {
  readonly dataDir: string;
  readonly tablesConnectionString: string;
  readonly tenantId: string;
  readonly botId: string;
  readonly receiptAudience: string;
  readonly policySettings: PolicySettings;
  readonly adoption: Parts['adoption'];
  readonly proposedPolicies?: NonNullable<Parts['proposedPolicies']>;
  readonly modelsByGroup?: NonNullable<Parts['modelsByGroup']>;
  readonly rateLimits: boolean;
  readonly postAt: Parts['postAt'];
  readonly feedbackCategories?: NonNullable<Parts['feedbackCategories']>;
  readonly sources?: NonNullable<Parts['sources']>;
  readonly senders?: NonNullable<Parts['senders']>;
  readonly templates?: NonNullable<Parts['templates']>;
  readonly levers: NonNullable<Parts['levers']>;
  readonly tellSystems?: NonNullable<Parts['tellSystems']>;
  readonly verifySigned?: NonNullable<Parts['verifySigned']>;
  readonly serverUrl: string;
  readonly version: string;
  readonly directory: Directory;
  readonly log: Log;
  /** The machine's unless given. */
  readonly clock?: Clock;
}

export interface Opened {
  readonly parts: Parts;
  readonly ledger: OpenLedger;
  /** Ends what was opened besides the ledger. */
  close(): Promise<void>;
}

/** Rows whose keys are gone cannot be trusted or written on: said by name instead of made anew. */
export async function keysFor({
  dataDir,
  tablesConnectionString,
  tenantId,
}: Pick<LocalSettings, 'dataDir' | 'tablesConnectionString' | 'tenantId'>): Promise<KeyStore> {
  const table = tableOfConnection(tablesConnectionString, TABLE);
  await table.create();
  const head = await table.get(partitionOf(tenantId, GOVERNANCE), HEAD);
  if (head && !(await keysExist(dataDir)))
    throw new Fault(
      'misconfigured',
      `The table ${TABLE} has rows, but ${dataDir}/keys has no keys: put the folder back that was used with this table, or use an empty table.`,
    );
  return openKeyStore(dataDir);
}

export const checkpointSignerOf = (keys: KeyStore, tenantId: string): CheckpointSigner => {
  const key = keys.signing('checkpoints');
  return {
    keyName: `countersign/${tenantId}`,
    publicKeySpkiDer: key.publicSpkiDer,
    sign: async (bytes) => derSignature(await key.sign(bytes)),
  };
};

/** HMAC-SHA-256 of texts, in hex. The key is prepared once: each row that is read or written needs one of these. */
export function macWith(secret: Uint8Array): (text: string) => string {
  const key = createSecretKey(secret);
  return (text) => createHmac('sha256', key).update(text).digest('hex');
}

/** Throws `ledger-behind-checkpoint`, with what to do, where the table holds less than was signed. */
export async function openLocalLedger(
  settings: Pick<LocalSettings, 'dataDir' | 'tablesConnectionString' | 'tenantId' | 'log'> &
    Pick<LedgerOptions, 'overruled'> & { readonly clock?: Clock },
  keys: KeyStore,
): Promise<OpenLedger> {
  const { dataDir, tenantId, overruled, clock = systemClock } = settings;
  const signer = checkpointSignerOf(keys, tenantId);
  await publishKeys(dataDir, keysDocumentOf(tenantId, signer));
  return orAdvise(() =>
    openLedger({
      table: tableOfConnection(settings.tablesConnectionString, TABLE),
      tenant: tenantId,
      lanes: LANES,
      features: FACTS,
      sealer: { mac: macWith(keys.secret('row.mac')) },
      checkpointSigner: signer,
      checkpointStore: checkpointFile(dataDir),
      ...(overruled && { overruled }),
      clock,
      random: pooledRandom(),
      log: settings.log,
      verifiesAlong: true,
    }),
  );
}

/** Everything that local mode puts in the place of Azure and Entra, on this machine. */
export async function openLocal(settings: LocalSettings): Promise<Opened> {
  const { tenantId, log, clock = systemClock } = settings;
  const keys = await keysFor(settings);
  const [ledger, policy] = await Promise.all([
    openLocalLedger(settings, keys),
    openPolicies({
      language: new CedarLanguage(log),
      settings: settings.policySettings,
      check: checkingApart(log),
      log,
    }),
  ]);
  const channel = await serveChannelIdentity(keys.signing('channel'));
  const receipts = keys.signing('receipts');
  const access = { key: keys.signing('access'), tenantId, clock: systemClock };
  const parts: Parts = {
    ...settings,
    tenant: tenantId,
    policy,
    openJudging: judgingApart,
    ledger,
    authenticate: localAuthenticate(access),
    admin: localSite(access),
    jwks: async () => ({
      keys: [receipts.publicJwk, keys.signing('checkpoints').publicJwk].map((jwk) => ({
        ...jwk,
      })),
    }),
    ready: async () => true,
    posture: {
      groups: undefined,
      copiesIn: 'the data folder of this machine',
      newestCopy: () => checkpointFile(settings.dataDir).newest(),
    },
    receipts: {
      signer: receipts,
      keys: [receipts],
      issuer: `countersign/${tenantId}`,
      audience: settings.receiptAudience,
      newId: randomUUID,
    },
    stepUpContext: STEP_UP_CONTEXT,
    cardMac: macWith(keys.secret('card.mac')),
    derivedIdentity: agentObjectId,
    channel: {
      openIdMetadataUrl: channel.metadataUrl,
      // The playground asks for no token: nothing of ours goes to whoever runs a service URL on this machine.
      credentials: { connectorToken: async () => 'local' },
      loopbackServiceUrls: true,
    },
    clock,
    log,
  };
  return { parts, ledger, close: () => channel.stop() };
}
