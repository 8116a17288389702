import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyVault } from '../../../src/adapters/azure/keyVault.ts';
import { openSigningKeys, SETTLING } from '../../../src/adapters/azure/signingKeys.ts';
import { DAY, instantOf, MINUTE } from '../../../src/kernel/instant.ts';
import { assembleNote, derSignature, noteBytes } from '../../../src/ledger/note.ts';
import { fakeCredential } from '../../support/credential.ts';
import { type FakeVault, startFakeVault } from '../../support/fakeVault.ts';

const START = Date.UTC(2026, 10, 20, 9);
const seconds = (ms: number) => Math.floor(ms / 1_000);
const BYTES = Buffer.from('what is signed');

let vault: FakeVault;
let now: number;
const waits: number[] = [];
const limits = { wait: async (ms: number) => void waits.push(ms) };
const clock = { now: () => instantOf(now) };
const client = (budgetMs = 10_000, patientMs = 10_000) =>
  keyVault(`${vault.origin}/`, fakeCredential(), { ...limits, budgetMs, patientMs });
const open = (name = 'receipts') => openSigningKeys(client(), name, clock);

beforeEach(async () => {
  now = START;
  waits.length = 0;
  vault = await startFakeVault();
});
afterEach(() => vault.close());

function isSigned(spki: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  return verify('sha256', BYTES, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

describe('a key of the vault', () => {
  it('signs as a local key does, under the thumbprint of its public half', async () => {
    const { privateKey } = vault.addKey('receipts', seconds(START - DAY));
    const { signer, keys } = await open();
    const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
    expect(signer.kid).toBe(await calculateJwkThumbprint(jwk));
    expect(signer.publicJwk).toEqual({ ...jwk, kid: signer.kid, alg: 'ES256', use: 'sig' });
    expect(isSigned(signer.publicSpkiDer, await signer.sign(BYTES))).toBe(true);
    expect(keys).toEqual([signer]);
  });

  it('signs notes', async () => {
    vault.addKey('checkpoints', seconds(START - DAY));
    const { signer } = await open('checkpoints');
    const body = 'countersign/t\n2026-11-20T09:00:00.000Z\n';
    const signature = derSignature(await signer.sign(noteBytes(body)));
    const key = { keyName: 'countersign/t', publicKeySpkiDer: signer.publicSpkiDer };
    expect(assembleNote(body, key, signature)).toContain('— countersign/t ');
  });

  it('is sent a hash and never what is signed', async () => {
    vault.addKey('receipts', seconds(START - DAY));
    await (await open()).signer.sign(BYTES);
    const sent = vault.calls.at(-1)?.body ?? '';
    expect(Object.keys(JSON.parse(sent))).toEqual(['alg', 'value']);
    expect(sent).not.toContain(BYTES.toString('base64url'));
  });

  it('must be there, enabled and on P-256', async () => {
    await expect(open()).rejects.toMatchObject({
      code: 'misconfigured',
      message: 'the vault answers /keys/receipts/versions with 404 KeyNotFound',
    });
    vault.addKey('receipts', seconds(START - DAY)).enabled = false;
    await expect(open()).rejects.toMatchObject({ code: 'misconfigured' });
    vault.addKey('other', seconds(START - DAY), 'P-384');
    await expect(open('other')).rejects.toMatchObject({ code: 'misconfigured' });
  });

  it.each([
    ['429', { status: 429, headers: { 'retry-after': '1' } }, 1],
    ['500', { status: 500 }, 2],
    ['503', { status: 503 }, 2],
    ['a reset', 'reset' as const, 1],
  ])('is asked again after %s', async (what, failure, times) => {
    vault.addKey('receipts', seconds(START - DAY));
    const { signer } = await open();
    vault.fail(failure, times, /sign/);
    expect(isSigned(signer.publicSpkiDer, await signer.sign(BYTES))).toBe(true);
    expect(waits).toEqual(what === '429' ? [1_000] : [100, 200].slice(0, times));
  });

  it.each([
    ['throttles for long', { status: 429, headers: { 'retry-after': '2' } }],
    ['fails on', { status: 500 }],
    ['hangs', 'hang' as const],
    ['resets', 'reset' as const],
  ])('signs nothing where the vault %s', async (_what, failure) => {
    vault.addKey('receipts', seconds(START - DAY));
    const { signer } = await openSigningKeys(client(300), 'receipts', clock);
    vault.fail(failure, 1_000, /sign/);
    const from = performance.now();
    await expect(signer.sign(BYTES)).rejects.toMatchObject({ code: 'signer-unavailable' });
    expect(performance.now() - from).toBeLessThan(5_000);
  });

  it('never passes on what another key signed', async () => {
    vault.addKey('receipts', seconds(START - DAY));
    const { signer } = await open();
    vault.impostor = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    await expect(signer.sign(BYTES)).rejects.toMatchObject({ code: 'signer-unavailable' });
  });

  it.each([
    { kid: 'https://x.example/keys/receipts/1', value: '' },
    { kid: 'https://x.example/keys/receipts/1', value: 'AAAA' },
    { value: 'no kid' },
    {},
    'no JSON',
  ])('takes no signature that is none, %#', async (body) => {
    vault.addKey('receipts', seconds(START - DAY));
    const { signer } = await open();
    vault.fail({ status: 200, body }, 1, /sign/);
    await expect(signer.sign(BYTES)).rejects.toMatchObject({ name: 'Fault' });
  });

  it('says that the identity may not sign', async () => {
    const version = vault.addKey('receipts', seconds(START - DAY));
    const { signer } = await open();
    version.enabled = false;
    await expect(signer.sign(BYTES)).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringMatching(/sign with 403 Forbidden$/),
    });
  });
});

describe('a key with several versions', () => {
  it('verifies with all that are enabled and signs with the newest', async () => {
    vault.pageSize = 2;
    const made = [5, 1, 4, 2, 3].map((days) =>
      vault.addKey('receipts', seconds(START - days * DAY)),
    );
    const disabled = made[2];
    if (disabled) disabled.enabled = false;
    const { signer, keys } = await open();
    expect(keys).toHaveLength(4);
    expect(keys[0]).toBe(signer);
    await signer.sign(BYTES);
    expect(vault.calls.at(-1)?.url).toContain(made[1]?.version);
  });

  it('lets a new version settle before it signs', async () => {
    vault.addKey('receipts', seconds(START - DAY));
    const held = await open();
    const old = held.signer;
    vault.addKey('receipts', seconds(START));
    await held.refresh();
    expect(held.keys).toHaveLength(2);
    expect(held.signer).toBe(old);
    now = START + SETTLING - MINUTE;
    expect(held.signer).toBe(old);
    now = START + SETTLING;
    expect(held.signer).toBe(held.keys[0]);
    expect(held.signer).not.toBe(old);
  });

  it('signs with its only version at once', async () => {
    vault.addKey('receipts', seconds(START));
    const { signer } = await open();
    expect(isSigned(signer.publicSpkiDer, await signer.sign(BYTES))).toBe(true);
  });

  it('learns a disabled version, and keeps what it has where the vault is silent', async () => {
    const first = vault.addKey('receipts', seconds(START - 2 * DAY));
    const second = vault.addKey('receipts', seconds(START - DAY));
    const held = await open();
    const before = vault.calls.length;
    vault.fail({ status: 400, body: {} });
    await expect(held.refresh()).rejects.toMatchObject({ code: 'misconfigured' });
    expect(held.keys).toHaveLength(2);
    second.enabled = false;
    await held.refresh();
    expect(held.keys).toHaveLength(1);
    expect(held.signer).toBe(held.keys[0]);
    first.enabled = false;
    await held.refresh();
    expect(held.keys).toEqual([]);
    expect(() => held.signer).toThrow(expect.objectContaining({ code: 'signer-unavailable' }));
    expect(vault.calls.slice(before).every(({ url }) => url.includes('/versions'))).toBe(true);
  });

  it.each([
    ['on another host', (kid: string) => kid.replace('127.0.0.1', 'vault.example')],
    ['of another key', (kid: string) => kid.replace('receipts', 'checkpoints')],
    ['without a number', (kid: string) => kid.replace(/\w{32}$/, '..')],
  ])('refuses a list that names a version %s', async (_what, changed) => {
    const { version } = vault.addKey('receipts', seconds(START - DAY));
    const kid = changed(`${vault.origin}/keys/receipts/${version}`);
    const attributes = { enabled: true, created: 1 };
    vault.fail({ body: { value: [{ kid, attributes }], nextLink: null } });
    await expect(open()).rejects.toMatchObject({ code: 'misconfigured' });
    expect(vault.calls).toHaveLength(1);
  });

  it('follows no list to another host', async () => {
    vault.fail({ body: { value: [], nextLink: 'https://vault.example/keys/receipts/versions' } });
    await expect(open()).rejects.toMatchObject({
      code: 'misconfigured',
      message: 'the vault sends on to another host',
    });
  });
});

describe('a secret of the vault', () => {
  it('is read by name', async () => {
    vault.secrets.set('row-mac', 's3cret');
    expect(await client().secret('row-mac')).toBe('s3cret');
  });

  it('is named where it is missing, and quoted nowhere', async () => {
    await expect(client().secret('card-mac')).rejects.toMatchObject({
      code: 'misconfigured',
      message: 'the vault answers /secrets/card-mac with 404 SecretNotFound',
    });
    vault.fail({ body: '{"worth": "s3cret"' });
    const error = await client()
      .secret('row-mac')
      .catch((fault: unknown) => fault);
    expect(error).toMatchObject({ code: 'misconfigured' });
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('s3cret');
  });
});

describe('a call to the vault', () => {
  it('follows no redirect, so that the token stays here', async () => {
    vault.secrets.set('row-mac', 's3cret');
    vault.fail({ status: 302, headers: { location: `${vault.origin}/secrets/other` } }, 100);
    await expect(client(200, 200).secret('row-mac')).rejects.toMatchObject({
      code: 'signer-unavailable',
    });
    expect(vault.calls.every(({ url }) => url.startsWith('/secrets/row-mac'))).toBe(true);
  });

  it('goes over https only', async () => {
    const credential = fakeCredential();
    const plain = keyVault(vault.origin.replace('https', 'http'), credential, {
      ...limits,
      budgetMs: 100,
      patientMs: 100,
    });
    await expect(plain.secret('row-mac')).rejects.toMatchObject({ code: 'signer-unavailable' });
    expect(credential.asked).toEqual([]);
    expect(vault.calls).toEqual([]);
  });

  it('reads no endless answer', async () => {
    vault.fail({ body: 'x'.repeat(1024 * 1024) }, 100);
    await expect(client(200, 200).secret('row-mac')).rejects.toMatchObject({
      code: 'signer-unavailable',
    });
  });

  it.each([
    ['never comes', () => new Promise<null>(() => undefined)],
    ['is refused', () => Promise.reject(new Error('no identity'))],
    ['is none', () => Promise.resolve(null)],
  ])('is not made where the access token %s', async (_what, getToken) => {
    const tokenless = keyVault(
      vault.origin,
      { getToken },
      { ...limits, budgetMs: 100, patientMs: 100 },
    );
    await expect(tokenless.secret('row-mac')).rejects.toMatchObject({ code: 'signer-unavailable' });
    expect(vault.calls).toEqual([]);
  });
});
