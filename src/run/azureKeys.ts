import type { Azure } from '../adapters/azure/open.ts';
import type { SigningKey, SigningKeys } from '../adapters/azure/signingKeys.ts';
import { appCredential } from '../adapters/graph/appCredential.ts';
import type { Credential } from '../adapters/graph/graph.ts';
import { type OnBehalf, onBehalfOf } from '../adapters/graph/onBehalf.ts';
import type { CheckpointSigner } from '../adapters/tables/verification/checkpoints.ts';
import type { AzureConfig } from '../config/config.ts';
import { derSignature } from '../ledger/note.ts';
import type { NoteKey } from '../ledger/noteKey.ts';

export interface CheckpointKeys {
  readonly checkpointSigner: CheckpointSigner;
  /** Every enabled version of the key: what any of them signed counts. */
  readonly formerKeys: readonly NoteKey[];
}

/**
 * What this server signs checkpoints with for as long as it runs: a note names its key, so that a version which comes into
 * use later must not sign under the name of this one.
 */
export function checkpointKeysOf(tenantId: string, keys: SigningKeys): CheckpointKeys {
  const { signer } = keys;
  const noteKey = ({ publicSpkiDer }: SigningKey): NoteKey => ({
    keyName: `countersign/${tenantId}`,
    publicKeySpkiDer: publicSpkiDer,
  });
  return {
    checkpointSigner: {
      ...noteKey(signer),
      sign: async (bytes) => derSignature(await signer.sign(bytes)),
    },
    formerKeys: keys.keys.map(noteKey),
  };
}

/** Who asks Graph: the API's registration where a certificate is set, or else the managed identity; never one for the other. */
export const graphCredential = async (
  { tenantId, apiClientId }: Pick<AzureConfig, 'tenantId' | 'apiClientId'>,
  { credential, graphCertificate }: Pick<Azure, 'credential' | 'graphCertificate'>,
): Promise<Credential> =>
  graphCertificate === undefined
    ? credential
    : appCredential({ tenantId, clientId: apiClientId, certificate: graphCertificate });

/** Asks Graph on behalf of people: takes the registration's certificate. */
export const graphOnBehalf = (
  { tenantId, apiClientId }: Pick<AzureConfig, 'tenantId' | 'apiClientId'>,
  { graphCertificate }: Pick<Azure, 'graphCertificate'>,
): OnBehalf | undefined =>
  graphCertificate === undefined
    ? undefined
    : onBehalfOf({ tenantId, clientId: apiClientId, certificate: graphCertificate });
