import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { Fault } from '../../kernel/faults.ts';
import { type Clock, epochMs, MINUTE } from '../../kernel/instant.ts';
import type { KeyVault, KeyVersion } from './keyVault.ts';

/** A key that signs, without a way to read its private half. */
export interface SigningKey {
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  readonly algorithm: 'ES256';
  /** With `kid`, `alg` and `use`. */
  readonly publicJwk: JWK;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicSpkiDer: Uint8Array;
  /** SHA-256 with ECDSA: r and s side by side, 64 bytes. Throws `signer-unavailable`. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** The versions of one key of the vault. Both change with `refresh`: read them at each use. */
export interface SigningKeys {
  /** What to sign with at present. Throws `signer-unavailable` where no version is enabled any more. */
  readonly signer: SigningKey;
  /** All enabled versions, newest first: what any of them signed counts. */
  readonly keys: readonly SigningKey[];
  /** Learns new versions and those disabled. Where it throws, all stays as it was. */
  refresh(): Promise<void>;
}

/** A new version signs once every server has had the time to learn it by its `refresh`. */
export const SETTLING = 10 * MINUTE;

interface Version extends KeyVersion {
  readonly key: SigningKey;
}

/** Opens the key `name` of a vault. Throws `misconfigured` where the vault has none that is enabled. */
export async function openSigningKeys(
  vault: KeyVault,
  name: string,
  clock: Clock,
): Promise<SigningKeys> {
  const load = async (known: readonly Version[]): Promise<readonly Version[]> => {
    const listed = await vault.versions(name);
    const versions = listed.map(
      async (one) =>
        known.find(({ version }) => version === one.version) ?? {
          ...one,
          key: await signingKey(vault, name, one.version),
        },
    );
    return (await Promise.all(versions)).toSorted((a, b) => b.created - a.created);
  };
  let versions = await load([]);
  if (versions.length === 0)
    throw new Fault('misconfigured', `the vault has no enabled version of the key ${name}`);
  return {
    get signer() {
      return signerOf(versions, clock) ?? lost(name);
    },
    get keys() {
      return versions.map(({ key }) => key);
    },
    refresh: async () => {
      versions = await load(versions);
    },
  };
}

/** The newest version that has settled; before any has, the oldest. */
function signerOf(versions: readonly Version[], clock: Clock): SigningKey | undefined {
  const before = epochMs(clock.now()) - SETTLING;
  return (versions.find(({ created }) => created * 1_000 <= before) ?? versions.at(-1))?.key;
}

function lost(name: string): never {
  throw new Fault('signer-unavailable', `no version of the key ${name} is enabled`);
}

async function signingKey(vault: KeyVault, name: string, version: string): Promise<SigningKey> {
  const jwk = await vault.publicKey(name, version);
  const key = publicKeyOf({ ...jwk }, name);
  const kid = await calculateJwkThumbprint(jwk);
  return Object.freeze({
    kid,
    algorithm: 'ES256',
    publicJwk: { ...jwk, kid, alg: 'ES256', use: 'sig' },
    publicSpkiDer: Uint8Array.from(key.export({ format: 'der', type: 'spki' })),
    sign: async (bytes: Uint8Array) => {
      const digest = createHash('sha256').update(bytes).digest();
      const signature = await vault.sign(name, version, digest);
      if (verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)) return signature;
      throw new Fault('signer-unavailable', `the vault did not sign with ${name}/${version}`);
    },
  });
}

function publicKeyOf(jwk: JWK, name: string): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch (cause) {
    throw new Fault('misconfigured', `the key ${name} of the vault is no point on P-256`, cause);
  }
}
