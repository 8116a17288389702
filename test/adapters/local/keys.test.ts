import { execFile } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import { keysExist, SECRETS, SIGNING_KEYS } from '../../../src/adapters/local/keySet.ts';
import { openKeyStore, readSecret } from '../../../src/adapters/local/keys.ts';
import { temporaryFolder } from '../../support/folders.ts';

const bytes = Buffer.from('what is signed');
const files = [...SIGNING_KEYS, ...SECRETS].map((name) => `${name}.key`).toSorted();
const kids = (store: Awaited<ReturnType<typeof openKeyStore>>) =>
  SIGNING_KEYS.map((name) => store.signing(name).kid);

describe('the key store', () => {
  it('makes six keys that only this user can read', async () => {
    const data = join(temporaryFolder(), 'data');
    expect(await keysExist(data)).toBe(false);
    expect((await openKeyStore(data)).fresh).toBe(true);
    expect(await keysExist(data)).toBe(true);
    expect(readdirSync(data)).toEqual(['keys']);
    expect(readdirSync(join(data, 'keys')).toSorted()).toEqual(files);
    const modes = [data, join(data, 'keys'), ...files.map((name) => join(data, 'keys', name))].map(
      (path) => statSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o700, ...files.map(() => 0o600)]);
  });

  it('opens the same keys again', async () => {
    const data = temporaryFolder();
    const [first, again] = [await openKeyStore(data), await openKeyStore(data)];
    expect(again.fresh).toBe(false);
    expect(kids(again)).toEqual(kids(first));
    expect(again.secret('row.mac')).toEqual(first.secret('row.mac'));
    expect(again.secret('card.mac')).toEqual(first.secret('card.mac'));
  });

  it('has a key of its own for each purpose', async () => {
    const store = await openKeyStore(temporaryFolder());
    expect(new Set(kids(store)).size).toBe(SIGNING_KEYS.length);
    expect(store.secret('row.mac')).toHaveLength(32);
    expect(store.secret('row.mac')).not.toEqual(store.secret('card.mac'));
  });

  it.each(SIGNING_KEYS)('signs with %s what its public key verifies', async (name) => {
    const key = (await openKeyStore(temporaryFolder())).signing(name);
    const publicKey = createPublicKey({
      key: Buffer.from(key.publicSpkiDer),
      format: 'der',
      type: 'spki',
    });
    const signature = await key.sign(bytes);
    const verifier = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', bytes, verifier, signature)).toBe(true);
    expect(verify('sha256', Buffer.from('something else'), verifier, signature)).toBe(false);
    expect(key.algorithm).toBe(name === 'channel' ? 'RS256' : 'ES256');
    expect(signature).toHaveLength(name === 'channel' ? 256 : 64);
    expect(key.publicJwk).toMatchObject({ kid: key.kid, alg: key.algorithm, use: 'sig' });
    expect(key.kid).toBe(await calculateJwkThumbprint(publicKey.export({ format: 'jwk' })));
  });

  it('hands out copies of secrets', async () => {
    const store = await openKeyStore(temporaryFolder());
    const copy = store.secret('row.mac');
    const kept = Uint8Array.from(copy);
    copy.fill(0);
    expect(store.secret('row.mac')).toEqual(kept);
  });

  it('says nothing when it is logged', async () => {
    const data = temporaryFolder();
    const store = await openKeyStore(data);
    const secret = Buffer.from(store.secret('row.mac'));
    const said = `${inspect(store, { depth: 9 })} ${JSON.stringify(store)}`;
    expect(said).not.toMatch(
      new RegExp(`${secret.toString('base64url')}|${secret.toString('hex')}`),
    );
    const key = store.signing('receipts');
    expect(`${inspect(key, { depth: 9 })} ${JSON.stringify(key)}`).not.toMatch(/PRIVATE|"d"/);
  });
});

describe('several servers that start at once on one data folder', () => {
  const script = `
    import { openKeyStore } from ${JSON.stringify(new URL('../../../src/adapters/local/keys.ts', import.meta.url).href)};
    const store = await openKeyStore(process.argv[1]);
    const kids = ['receipts', 'checkpoints', 'access', 'channel'].map((name) => store.signing(name).kid);
    const secrets = ['row.mac', 'card.mac'].map((name) => Buffer.from(store.secret(name)).toString('hex'));
    console.log(JSON.stringify({ fresh: store.fresh, keys: [...kids, ...secrets] }));`;

  it('agree on one set of keys, and one of them made it', async () => {
    const data = join(temporaryFolder(), 'data');
    const run = promisify(execFile);
    const servers = await Promise.all(
      Array.from({ length: 6 }, () =>
        run(process.execPath, ['--input-type=module', '-e', script, data]),
      ),
    );
    const said = servers.map(({ stdout }) => JSON.parse(stdout));
    expect(new Set(said.map(({ keys }) => keys.join())).size).toBe(1);
    expect(said.filter(({ fresh }) => fresh)).toHaveLength(1);
    expect(readdirSync(data)).toEqual(['keys']);
    expect(readdirSync(join(data, 'keys')).toSorted()).toEqual(files);
  });
});

describe('a key folder that something happened to', () => {
  it('is refused where a key is missing, by its name, and no new one is made', async () => {
    const data = temporaryFolder();
    await openKeyStore(data);
    rmSync(join(data, 'keys', 'row.mac.key'));
    rmSync(join(data, 'keys', 'receipts.key'));
    await expect(openKeyStore(data)).rejects.toThrow(/lacks receipts\.key, row\.mac\.key: put/);
    expect(readdirSync(join(data, 'keys'))).toHaveLength(files.length - 2);
  });

  it.each([
    ['row.mac.key', 'short'],
    ['card.mac.key', ''],
    ['receipts.key', 'five secret words nobody may read'],
    ['channel.key', '{"kty":"five secret words"}'],
  ])('is refused where %s is damaged, without a word of what it holds', async (file, content) => {
    const data = temporaryFolder();
    await openKeyStore(data);
    writeFileSync(join(data, 'keys', file), content);
    const error = await openKeyStore(data).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'misconfigured' });
    expect(inspect(error)).toContain(file);
    expect(inspect(error)).not.toMatch(/secret words|short/);
  });

  it('is refused where one kind of key lies in place of another', async () => {
    const data = temporaryFolder();
    await openKeyStore(data);
    const rsa = readFileSync(join(data, 'keys', 'channel.key'));
    writeFileSync(join(data, 'keys', 'checkpoints.key'), rsa);
    await expect(openKeyStore(data)).rejects.toThrow('checkpoints.key');
  });

  it('is closed to others again where a copy had opened it', async () => {
    const data = temporaryFolder();
    await openKeyStore(data);
    const key = join(data, 'keys', 'row.mac.key');
    chmodSync(join(data, 'keys'), 0o755);
    chmodSync(key, 0o644);
    await openKeyStore(data);
    expect(statSync(join(data, 'keys')).mode & 0o777).toBe(0o700);
    expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('may be empty: then the keys are made', async () => {
    const data = temporaryFolder();
    mkdirSync(join(data, 'keys'));
    expect((await openKeyStore(data)).fresh).toBe(true);
  });
});

describe('one secret alone', () => {
  it('is read without the keys that sign', async () => {
    const data = temporaryFolder();
    const whole = (await openKeyStore(data)).secret('row.mac');
    for (const name of SIGNING_KEYS) rmSync(join(data, 'keys', `${name}.key`));
    expect(Buffer.from((await readSecret(data, 'row.mac')) ?? [])).toEqual(Buffer.from(whole));
  });

  it('is undefined where it is not there, and refused where it is none', async () => {
    const data = temporaryFolder();
    expect(await readSecret(data, 'row.mac')).toBeUndefined();
    await openKeyStore(data);
    writeFileSync(join(data, 'keys', 'row.mac.key'), 'short');
    await expect(readSecret(data, 'row.mac')).rejects.toMatchObject({ code: 'misconfigured' });
  });
});
