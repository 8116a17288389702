import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { inspect, promisify } from 'node:util';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { Fault } from '../../kernel/faults.ts';
import {
  type KeyName,
  makeKeySet,
  readKey,
  readKeySet,
  SECRETS,
  type SecretName,
  SIGNING_KEYS,
  type SigningKeyName,
} from './keySet.ts';

/** A key that signs, without a way to read its private half. */
export interface SigningKey {
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  /** The channel's key is RS256, all others are ES256. */
  readonly algorithm: 'ES256' | 'RS256';
  /** With `kid`, `alg` and `use`. */
  readonly publicJwk: JWK;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicSpkiDer: Uint8Array;
  /** SHA-256 with ECDSA (r and s side by side, 64 bytes, as JOSE and Key Vault give it) or with RSASSA-PKCS1-v1_5. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface KeyStore {
  /** Whether this call made the keys; false where they existed or another server was faster. */
  readonly fresh: boolean;
  signing(name: SigningKeyName): SigningKey;
  /** 32 bytes, a copy of the caller's own. */
  secret(name: SecretName): Uint8Array;
}

/**
 * Opens the keys of a data folder, and makes them where there are none: once, whichever of several servers that start at
 * the same time is first. Throws `misconfigured` on a key that is missing or not one. To refuse a table that has rows
 * where keys are gone, ask in this order: is the table empty; if not, `keysExist`; then open. Rows are never older than
 * the keys, so rows without keys at that moment mean lost keys.
 */
export async function openKeyStore(dataDir: string): Promise<KeyStore> {
  const fresh = await makeKeySet(dataDir);
  const texts = await readKeySet(dataDir);
  const keys = new Map<SigningKeyName, SigningKey>();
  for (const name of SIGNING_KEYS) keys.set(name, await signingKey(name, textOf(texts, name)));
  const secrets = new Map(SECRETS.map((name) => [name, secretBytes(name, textOf(texts, name))]));
  const silent = () => 'local keys';
  return Object.freeze({
    fresh,
    signing: (name: SigningKeyName) => keys.get(name) ?? lost(name),
    secret: (name: SecretName) => Uint8Array.from(secrets.get(name) ?? lost(name)),
    toJSON: silent,
    [inspect.custom]: silent,
  });
}

/**
 * One secret alone, for who verifies and never signs; undefined where it is not there. Throws `misconfigured` where it is
 * not 32 bytes.
 */
export async function readSecret(
  dataDir: string,
  name: SecretName,
): Promise<Uint8Array | undefined> {
  const text = await readKey(dataDir, name);
  return text === undefined ? undefined : secretBytes(name, text);
}

const textOf = (texts: ReadonlyMap<KeyName, string>, name: KeyName): string =>
  texts.get(name) ?? lost(name);

function lost(name: KeyName): never {
  throw new Fault('misconfigured', `the local key ${name} was not read`);
}

const signBytes = promisify<string, Uint8Array, Parameters<typeof sign>[2], Buffer>(sign);

async function signingKey(name: SigningKeyName, text: string): Promise<SigningKey> {
  const algorithm = name === 'channel' ? 'RS256' : 'ES256';
  const key = privateKey(name, text);
  const spki = createPublicKey(key);
  const jwk = spki.export({ format: 'jwk' });
  const kid = await calculateJwkThumbprint(jwk);
  return Object.freeze({
    kid,
    algorithm,
    publicJwk: { ...jwk, kid, alg: algorithm, use: 'sig' },
    publicSpkiDer: Uint8Array.from(spki.export({ format: 'der', type: 'spki' })),
    sign: async (bytes: Uint8Array) =>
      Uint8Array.from(await signBytes('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' })),
  });
}

function privateKey(name: SigningKeyName, text: string): KeyObject {
  const key = parsed(text);
  const { namedCurve, modulusLength = 0 } = key?.asymmetricKeyDetails ?? {};
  const fits =
    name === 'channel'
      ? key?.asymmetricKeyType === 'rsa' && modulusLength >= 2048
      : namedCurve === 'prime256v1';
  if (key !== undefined && fits) return key;
  throw new Fault(
    'misconfigured',
    `keys/${name}.key is not a private key of its kind: put it back`,
  );
}

/** Without a cause: what the parser says about a text quotes it. */
function parsed(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(text);
  } catch {
    return undefined;
  }
}

function secretBytes(name: SecretName, text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length === 32 && bytes.toString('base64url') === text) return bytes;
  throw new Fault('misconfigured', `keys/${name}.key does not hold 32 bytes: put it back`);
}
