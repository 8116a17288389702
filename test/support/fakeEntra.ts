import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { type FakeServer, startFakeServer } from './fakeServer.ts';

/** Claims or header members to set; undefined leaves one out. */
export type Overrides = Readonly<Record<string, unknown>>;

export interface FakeEntra extends FakeServer {
  readonly keySetUrl: string;
  /** The keys that are published, by id. */
  readonly keys: Map<string, KeyObject>;
  /** Adds a key to those published, and answers it. */
  addKey(kid: string): KeyObject;
  /** More members of each published key. */
  readonly members: Record<string, unknown>;
}

/** Making one takes long: each test has the same, in the same order. */
const pool: KeyObject[] = [];
const keyAt = (i: number): KeyObject =>
  (pool[i] ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The key set of a tenant, with one key `first`. */
export async function startFakeEntra(): Promise<FakeEntra> {
  const keys = new Map<string, KeyObject>();
  const members: Record<string, unknown> = {};
  const service = await startFakeServer(() => ({
    body: { keys: [...keys].map(([kid, key]) => published(kid, key, members)) },
  }));
  let made = 0;
  const addKey = (kid: string): KeyObject => {
    const key = keyAt(made);
    made += 1;
    keys.set(kid, key);
    return key;
  };
  addKey('first');
  return { ...service, keySetUrl: `${service.origin}/discovery/v2.0/keys`, keys, addKey, members };
}

function published(kid: string, key: KeyObject, members: Overrides) {
  const { kty, n, e } = key.export({ format: 'jwk' });
  return { kty, use: 'sig', kid, x5t: kid, n, e, x5c: ['MIIC'], ...members };
}

/** A JWT as Entra signs it, unless the overrides spoil it. */
export function entraToken(key: KeyObject, claims: Overrides, header: Overrides = {}): string {
  const head = { typ: 'JWT', alg: 'RS256', kid: 'first', ...header };
  const input = `${encode(head)}.${encode({ uti: randomUUID(), ...claims })}`;
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}
