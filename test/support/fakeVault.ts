import { createECDH, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { type Answer, type FakeServer, type Received, startFakeServer } from './fakeServer.ts';

interface Version {
  readonly version: string;
  readonly privateKey: KeyObject;
  /** Epoch seconds. */
  readonly created: number;
  enabled: boolean;
}

export interface FakeVault extends FakeServer {
  /** Makes a version of a key, at this time. */
  addKey(name: string, created: number, curve?: string): Version;
  readonly secrets: Map<string, string>;
  /** Signs with this key instead of the one that is named. */
  impostor: KeyObject | undefined;
  /** How many versions a page of the list has. */
  pageSize: number;
}

const PATH = /^\/keys\/([\w-]+)\/(\w+)(\/sign)?\?(.*)$/;

/** An Azure Key Vault, as much of its REST interface as signing and reading need. */
export async function startFakeVault(): Promise<FakeVault> {
  const keys = new Map<string, Version[]>();
  const secrets = new Map<string, string>();
  const service = await startFakeServer(answer);
  const vault: FakeVault = { ...service, secrets, impostor: undefined, pageSize: 25, addKey };
  return vault;

  function addKey(name: string, created: number, curve = 'P-256'): Version {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
    const version = {
      version: randomBytes(16).toString('hex'),
      privateKey,
      created,
      enabled: true,
    };
    keys.set(name, [...(keys.get(name) ?? []), version]);
    return version;
  }

  function answer(call: Received): Answer {
    if (call.headers.authorization !== 'Bearer token for https://vault.azure.net/.default')
      return problem(401, 'Unauthorized');
    if (!call.url.includes('api-version=7.4')) return problem(400, 'BadParameter');
    const secret = /^\/secrets\/([\w-]+)\?/.exec(call.url)?.[1];
    if (secret !== undefined) return secretOf(secret);
    const [, name = '', version = '', signs, query = ''] = PATH.exec(call.url) ?? [];
    const versions = keys.get(name);
    if (versions === undefined) return problem(404, 'KeyNotFound');
    if (version === 'versions') return listed(name, versions, query);
    const found = versions.find((one) => one.version === version);
    if (found === undefined) return problem(404, 'KeyNotFound');
    if (!found.enabled) return problem(403, 'Forbidden');
    const kid = `${service.origin}/keys/${name}/${version}`;
    return signs === undefined ? bundle(kid, found) : signature(kid, found, call);
  }

  function secretOf(name: string): Answer {
    const value = secrets.get(name);
    return value === undefined ? problem(404, 'SecretNotFound') : { body: { value, id: name } };
  }

  function listed(name: string, versions: readonly Version[], query: string): Answer {
    const from = Number(/skiptoken=(\d+)/.exec(query)?.[1] ?? 0);
    const next = from + vault.pageSize;
    const page = versions.slice(from, next).map(({ version, created, enabled }) => ({
      kid: `${service.origin}/keys/${name}/${version}`,
      attributes: { enabled, created, updated: created, recoveryLevel: 'Recoverable' },
    }));
    const nextLink = `${service.origin}/keys/${name}/versions?api-version=7.4&$skiptoken=${next}`;
    return { body: { value: page, nextLink: next < versions.length ? nextLink : null } };
  }

  function signature(kid: string, { privateKey }: Version, { method, body }: Received): Answer {
    const { alg, value } = JSON.parse(body);
    const digest = Buffer.from(value, 'base64url');
    if (method !== 'POST' || alg !== 'ES256' || digest.length !== 32)
      return problem(400, 'BadParameter');
    const signed = signDigest(vault.impostor ?? privateKey, digest);
    return { body: { kid, value: signed.toString('base64url') } };
  }
}

const problem = (status: number, code: string): Answer => ({
  status,
  body: { error: { code, message: 'said by the fake' } },
});

function bundle(kid: string, { privateKey, created }: Version): Answer {
  const { kty, crv, x, y } = privateKey.export({ format: 'jwk' });
  return {
    body: {
      key: { kid, kty, crv, x, y, key_ops: ['sign', 'verify'] },
      attributes: { enabled: true, created },
    },
  };
}

/** The order of P-256. */
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** ECDSA over a digest as it stands (FIPS 186-5, 6.4), which node:crypto would hash again. */
function signDigest(key: KeyObject, digest: Buffer): Buffer {
  const once = createECDH('prime256v1');
  const point = once.generateKeys();
  const d = number(Buffer.from(String(key.export({ format: 'jwk' }).d), 'base64url'));
  const k = number(once.getPrivateKey());
  const r = number(point.subarray(1, 33)) % N;
  const s = (power(k, N - 2n) * (number(digest) + r * d)) % N;
  return Buffer.from([r, s].map((side) => side.toString(16).padStart(64, '0')).join(''), 'hex');
}

const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let [b, e] = [base % N, exponent]; e > 0n; b = (b * b) % N, e >>= 1n)
    if (e & 1n) result = (result * b) % N;
  return result;
}
