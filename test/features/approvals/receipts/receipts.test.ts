import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { compactVerify, exportJWK, importJWK, jwtVerify, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  mintReceipt,
  presented,
  type ReceiptClaims,
  verifyReceipt,
} from '../../../../src/features/approvals/receipts/receipts.ts';
import { HOUR, instantOf, MINUTE, SECOND } from '../../../../src/kernel/instant.ts';
import { sha256 } from '../../../../src/ledger/hash.ts';
import {
  APPROVED,
  approves,
  asked,
  at,
  BOARD,
  CHAIN_PLAN,
  DIGEST,
  given,
  OWNER,
  PENDING,
  SECURITY,
} from '../domain/world.ts';

function keyPair(kid: string, namedCurve = 'P-256') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  const publicSpkiDer = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  return { kid, privateKey, publicKey, publicSpkiDer, sign: signer(privateKey) };
}
const signer = (key: KeyObject) => (bytes: Uint8Array) =>
  Promise.resolve(new Uint8Array(sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' })));

const KEY = keyPair('k1');
const OTHER = keyPair('k2');
const PARTIES = { issuer: 'https://countersign.example', audience: 'gateway', tenant: 't1' };
const MINTED = 6 * MINUTE;
const checkpoint = { size: 12, root: sha256('root') };
const minting = { jti: 'j-1', now: at(MINTED), checkpoint };
const verifying = { ...PARTIES, keys: [OTHER, KEY], now: at(MINTED) };
const APPROVED_STATE = given(...APPROVED).action;

const mint = (change: Partial<typeof minting> = {}) =>
  mintReceipt(KEY, PARTIES, APPROVED_STATE, { ...minting, ...change });
const seconds = (ms: number) => Date.parse(at(ms)) / SECOND;

const CLAIMS: ReceiptClaims = {
  iss: PARTIES.issuer,
  aud: 'gateway',
  tenant: 't1',
  jti: 'j-1',
  iat: seconds(MINTED),
  exp: seconds(MINTED + 5 * MINUTE),
  agent: 'writer',
  request: 'AR-7',
  digest: DIGEST,
  approvers: [OWNER],
  bundle: APPROVED_STATE.bundle,
  checkpoint,
};

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token signed by one of our keys, with a header and claims of anybody's choice. */
function forge(claims: object, header: object = {}, key: KeyObject = KEY.privateKey): string {
  const head = { alg: 'ES256', typ: 'countersign-receipt+jwt', kid: 'k1', ...header };
  const input = `${part(head)}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}
const flawOf = (receipt: string, change: Partial<typeof verifying> = {}) => {
  const read = verifyReceipt(receipt, { ...verifying, ...change });
  if (read.ok) return 'none';
  return read.refusal.code === 'receipt-invalid' ? read.refusal.flaw : read.refusal.code;
};

describe('a receipt', () => {
  it('says what was approved, by whom, under which rules, and where the ledger stood', async () => {
    expect(verifyReceipt(await mint(), verifying)).toEqual({ ok: true, value: CLAIMS });
  });

  it('is a JWS that others can verify', async () => {
    const key = await importJWK({ ...(await exportJWK(KEY.publicKey)), alg: 'ES256' });
    const options = { typ: 'countersign-receipt+jwt', audience: 'gateway', issuer: PARTIES.issuer };
    const { payload, protectedHeader } = await jwtVerify(await mint(), key, {
      ...options,
      currentDate: new Date(at(MINTED)),
    });
    expect(payload).toEqual(CLAIMS);
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'countersign-receipt+jwt', kid: 'k1' });
    await expect(compactVerify(await mint(), OTHER.publicKey)).rejects.toThrow(
      'signature verification failed',
    );
  });

  it('made by another hand with our key is the same to us', async () => {
    const token = await new SignJWT({ ...CLAIMS })
      .setProtectedHeader({ alg: 'ES256', typ: 'countersign-receipt+jwt', kid: 'k1' })
      .sign(KEY.privateKey);
    expect(flawOf(token)).toBe('none');
  });

  it('lives five minutes, and no longer than the approval', async () => {
    const redeemBy = 5 * MINUTE + HOUR;
    const read = (receipt: string, ms: number) =>
      verifyReceipt(receipt, { ...verifying, now: at(ms) });
    const normal = await mint();
    expect(read(normal, MINTED + 5 * MINUTE - 1).ok).toBe(true);
    expect(read(normal, MINTED + 5 * MINUTE)).toEqual({
      ok: false,
      refusal: { code: 'receipt-expired', receipt: CLAIMS },
    });
    const late = await mint({ now: at(redeemBy - MINUTE) });
    expect(read(late, redeemBy - 1).ok).toBe(true);
    expect(read(late, redeemBy)).toMatchObject({ refusal: { code: 'receipt-expired' } });
  });

  it('cannot be minted for what was not approved, or cannot be redeemed', () => {
    const minted = (state: typeof APPROVED_STATE) => () =>
      mintReceipt(KEY, PARTIES, state, minting);
    expect(minted(given(...PENDING).action)).toThrow('AR-7 has no approval');
    const chain = given(
      [0, asked({ plan: CHAIN_PLAN })],
      [1, approves(OWNER)],
      [2, approves(SECURITY)],
      [3, approves(BOARD)],
    );
    expect(minted(chain.action)).toThrow('AR-7 has no approval');
  });

  it('is lost with its signer', async () => {
    const broken = { kid: 'k1', sign: () => Promise.reject(new Error('far away')) };
    await expect(mintReceipt(broken, PARTIES, APPROVED_STATE, minting)).rejects.toThrow('far away');
  });

  it('reads as the command to redeem takes it', () => {
    expect(presented(CLAIMS)).toEqual({
      jti: 'j-1',
      request: 'AR-7',
      agent: 'writer',
      digest: DIGEST,
      expires: instantOf(CLAIMS.exp * SECOND),
    });
  });
});

describe('what is no receipt of ours', () => {
  it('the forger of these tests is not refused for its own sake', () => {
    expect(flawOf(forge(CLAIMS))).toBe('none');
  });

  it.each([
    ['header', { alg: 'none' }],
    ['header', { alg: 'HS256' }],
    ['header', { alg: 'es256' }],
    ['header', { typ: 'JWT' }],
    ['header', { typ: 'Countersign-Receipt+jwt' }],
    ['header', { typ: undefined }],
    ['header', { kid: undefined }],
    ['header', { kid: 7 }],
    ['header', { crit: ['exp'] }],
    ['header', { jwk: {} }],
    ['header', { jku: 'https://attacker.example' }],
    ['header', { b64: false }],
    ['key', { kid: 'k3' }],
    ['key', { kid: '__proto__' }],
    ['signature', { kid: 'k2' }],
  ])('%s: %j', (flaw, header) => {
    expect(flawOf(forge(CLAIMS, header))).toBe(flaw);
  });

  it.each([
    ['issuer', { iss: 'https://other.example' }],
    ['audience', { aud: 'another' }],
    ['tenant', { tenant: 't2' }],
    ['claims', { aud: ['gateway'] }],
    ['claims', { aud: undefined }],
    ['claims', { exp: undefined }],
    ['claims', { exp: String(CLAIMS.exp) }],
    ['claims', { exp: CLAIMS.exp + 0.5 }],
    ['claims', { jti: '' }],
    ['claims', { digest: DIGEST.toUpperCase() }],
    ['claims', { request: 'AR-07' }],
    ['claims', { approvers: ['somebody'] }],
    ['claims', { checkpoint: { size: -1, root: checkpoint.root } }],
    ['claims', { nbf: 0 }],
    ['times', { exp: CLAIMS.exp + 1 }],
    ['times', { exp: CLAIMS.iat - 1 }],
    ['times', { iat: CLAIMS.iat + 61, exp: CLAIMS.iat + 62 }],
  ])('%s: %j', (flaw, change) => {
    expect(flawOf(forge({ ...CLAIMS, ...change }))).toBe(flaw);
  });

  it('a clock a little ahead of ours is forgiven', () => {
    expect(flawOf(forge({ ...CLAIMS, iat: CLAIMS.iat + 60, exp: CLAIMS.iat + 360 }))).toBe('none');
  });

  it('a signature by anybody else, in another form, or over something else', () => {
    const good = forge(CLAIMS);
    const [head = '', body = '', tail = ''] = good.split('.');
    const der = sign('sha256', Buffer.from(`${head}.${body}`), KEY.privateKey).toString(
      'base64url',
    );
    const nothing = Buffer.alloc(64).toString('base64url');
    for (const wrong of [
      forge(CLAIMS, {}, OTHER.privateKey),
      `${head}.${body}.${der}`,
      `${head}.${body}.${nothing}`,
      `${head}.${body}.${tail.slice(0, 80)}`,
      `${head}.${part({ ...CLAIMS, digest: sha256('x') })}.${tail}`,
    ])
      expect(flawOf(wrong)).toBe('signature');
  });

  it.each(['P-384', 'secp256k1'])('another curve under a kid of ours: %s', (curve) => {
    const strange = keyPair('k9', curve);
    const receipt = forge(CLAIMS, { kid: 'k9' }, strange.privateKey);
    expect(flawOf(receipt, { keys: [strange] })).toBe('signature');
  });

  it('no keys at all', () => {
    expect(flawOf(forge(CLAIMS), { keys: [] })).toBe('key');
  });

  it('texts of another form', () => {
    const good = forge(CLAIMS);
    const [head = '', body = '', tail = ''] = good.split('.');
    const loose = `${tail.slice(0, -1)}B`;
    for (const wrong of [
      '',
      '..',
      'a.b',
      `${good}.`,
      ` ${good}`,
      `${good}\n`,
      `${head}..${tail}`,
      `.${body}.${tail}`,
      `${head}.${body}.`,
      `${head}=.${body}.${tail}`,
      `${head}.${body}.${tail}==`,
      `${good}.${body}.${tail}`,
      `${head}.${body}.${tail.replaceAll('-', '+').replaceAll('_', '/')}+`,
      'a'.repeat(10_000),
      `${head}.${part({ ...CLAIMS, bundle: 'x'.repeat(9_000) })}.${tail}`,
    ])
      expect(flawOf(wrong)).toBe('form');
    expect(flawOf(`${head}.${body}.${loose}`)).toBe('form');
  });

  it('no change of a single character survives', () => {
    const good = forge(CLAIMS);
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        (place, other) => {
          fc.pre(good[place] !== other);
          const changed = good.slice(0, place) + other + good.slice(place + 1);
          expect(flawOf(changed)).not.toBe('none');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a body that is no JSON, or no object', () => {
    for (const body of ['null', '[]', '7', '{', '"x"']) {
      const input = `${part({ alg: 'ES256', typ: 'countersign-receipt+jwt', kid: 'k1' })}.${Buffer.from(body).toString('base64url')}`;
      const signature = sign('sha256', Buffer.from(input), {
        key: KEY.privateKey,
        dsaEncoding: 'ieee-p1363',
      });
      expect(flawOf(`${input}.${signature.toString('base64url')}`)).toBe('claims');
    }
  });
});
