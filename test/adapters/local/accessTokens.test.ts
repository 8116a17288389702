import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { decodeJwt, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { mintAccessToken, type TokenHolder } from '../../../src/adapters/local/accessTokens.ts';
import { localAuthenticate } from '../../../src/adapters/local/authenticate.ts';
import {
  agentObjectId,
  gatewayObjectId,
  issuerOf,
  TAB_CLIENT_ID,
} from '../../../src/adapters/local/identities.ts';
import { compactJwt } from '../../../src/adapters/local/jws.ts';
import type { KeyStore } from '../../../src/adapters/local/keys.ts';
import { HOUR, instantOf, SECOND } from '../../../src/kernel/instant.ts';
import { type PersonId, personId } from '../../../src/kernel/people.ts';
import { localKeys } from '../../support/localKeys.ts';

const START = Date.UTC(2026, 10, 20, 9);
const TENANT = '00000000-0000-4000-8000-0000000000ff';
const owner = personId('00000000-0000-4000-8000-000000000002') as PersonId;
const olivia: TokenHolder = {
  kind: 'person',
  id: owner,
  upn: 'owner@contoso.example',
  name: 'Olivia Owner',
};

let store: KeyStore;
let foreign: KeyStore;
beforeAll(async () => {
  [store, foreign] = await Promise.all([localKeys(), localKeys()]);
});

const at = (ms: number) => ({ now: () => instantOf(ms) });
const mint = (holder: TokenHolder, key = store.signing('access'), ms = START) =>
  mintAccessToken(holder, { key, tenantId: TENANT, clock: at(ms) });
const check = (token: string, ms = START, tenantId = TENANT) =>
  localAuthenticate({ key: store.signing('access'), tenantId, clock: at(ms) })(token);
/** A token whose claims are the owner's but for these; undefined takes one away. */
async function withClaims(changes: JWTPayload, holder = olivia) {
  const claims = { ...decodeJwt(await mint(holder)), ...changes };
  return compactJwt(store.signing('access'), JSON.parse(JSON.stringify(claims)));
}

describe('a local access token', () => {
  it('names a person, signed in at the tab', async () => {
    expect(await check(await mint(olivia))).toEqual({ kind: 'person', id: owner, client: 'tab' });
  });

  it('says when a person had signed in anew, where it was made so', async () => {
    const fresh = await mint({ ...olivia, steppedUp: true });
    expect(await check(fresh, START + HOUR)).toEqual({
      kind: 'person',
      id: owner,
      client: 'tab',
      steppedUpAt: instantOf(START),
    });
    for (const acrs of ['c1', ['c2'], undefined])
      expect(await check(await withClaims({ acrs, auth_time: START / 1_000 }))).not.toHaveProperty(
        'steppedUpAt',
      );
  });

  it('names an agent by the object id derived from its id', async () => {
    const token = await mint({ kind: 'agent', agentId: 'mail-assistant' });
    expect(await check(token)).toEqual({
      kind: 'agent',
      objectId: agentObjectId('mail-assistant'),
    });
  });

  it('names the gateway', async () => {
    expect(await check(await mint({ kind: 'gateway' }))).toEqual({
      kind: 'gateway',
      objectId: gatewayObjectId(),
    });
  });

  it('has the claims that Entra tokens have', async () => {
    const seconds = START / 1000;
    const common = { aud: 'api://countersign', iss: issuerOf(TENANT), tid: TENANT, ver: '2.0' };
    expect(decodeJwt(await mint(olivia))).toMatchObject({
      ...common,
      oid: owner,
      upn: 'owner@contoso.example',
      azp: TAB_CLIENT_ID,
      scp: 'access_as_user',
      iat: seconds,
      nbf: seconds,
      exp: seconds + 12 * 3600,
    });
    expect(decodeJwt(await mint({ kind: 'agent', agentId: 'a' }))).toMatchObject({
      ...common,
      idtyp: 'app',
      roles: ['Agent.Act'],
    });
    expect(decodeJwt(await mint({ kind: 'gateway' }))).toMatchObject({
      idtyp: 'app',
      roles: ['Gateway.Enforce'],
    });
  });

  it('lives 12 hours, to the second', async () => {
    const token = await mint(olivia);
    expect(await check(token, START + 12 * HOUR - SECOND)).toMatchObject({ kind: 'person' });
    expect(await check(token, START + 12 * HOUR)).toEqual({ kind: 'refused', reason: 'expired' });
    expect(await check(token, START - SECOND)).toEqual({
      kind: 'refused',
      reason: 'not-yet-valid',
    });
  });

  it('of another data folder is not ours', async () => {
    const token = await mint(olivia, foreign.signing('access'));
    expect(await check(token)).toEqual({ kind: 'refused', reason: 'key-not-ours' });
  });

  it.each(['receipts', 'checkpoints', 'channel'] as const)('is not signed by %s', async (name) => {
    expect(await check(await mint(olivia, store.signing(name)))).toMatchObject({ kind: 'refused' });
  });
});

describe('the object id of an agent', () => {
  it('is one and the same for an id, another for another, and a plain GUID', () => {
    const ids = ['mail-assistant', 'crm-assistant', 'mail-assistant2', ''].map(agentObjectId);
    expect(agentObjectId('mail-assistant')).toBe(ids[0]);
    expect(new Set([...ids, gatewayObjectId()]).size).toBe(5);
    expect(ids.map(personId)).toEqual(ids);
  });

  it('stays what it was: identities in ledgers hold it', () => {
    expect(agentObjectId('mail-assistant')).toBe('f95865f5-080d-8519-8d71-56335f180148');
  });
});

describe('a token whose claims are not right', () => {
  it.each<[string, JWTPayload, string]>([
    ['another audience', { aud: 'api://other' }, 'audience-wrong'],
    ['a list of audiences', { aud: ['api://countersign', 'api://other'] }, 'audience-wrong'],
    ['no audience', { aud: undefined as never }, 'claims-missing'],
    ['another issuer', { iss: 'https://login.microsoftonline.com/common/v2.0' }, 'issuer-wrong'],
    ['another tenant', { tid: randomUUID() }, 'tenant-wrong'],
    ['no tenant', { tid: undefined }, 'claims-missing'],
    ['no end', { exp: undefined as never }, 'claims-missing'],
    ['no beginning', { nbf: undefined as never }, 'claims-missing'],
    ['an end that is text', { exp: '9999999999' as never }, 'claims-missing'],
    ['nobody', { oid: undefined }, 'claims-missing'],
    ['a name for an object id', { oid: 'owner@contoso.example' }, 'claims-missing'],
    ['a list of object ids', { oid: [owner] }, 'claims-missing'],
    ['no scope', { scp: undefined }, 'claims-missing'],
    ['another scope', { scp: 'openid profile' }, 'role-missing'],
    ['a scope that ends alike', { scp: 'not_access_as_user' }, 'role-missing'],
    ['another client', { azp: randomUUID() }, 'client-not-the-tab'],
    ['a person and an app at once', { idtyp: 'app', roles: ['Agent.Act'] }, 'role-missing'],
    ['a person with a role', { roles: ['Gateway.Enforce'] }, 'role-missing'],
  ])('is refused: %s', async (_what, changes, reason) => {
    expect(await check(await withClaims(changes))).toEqual({ kind: 'refused', reason });
  });

  it.each<[string, JWTPayload]>([
    ['no role', { roles: [] }],
    ['two roles', { roles: ['Agent.Act', 'Gateway.Enforce'] }],
    ['a role of nobody', { roles: ['Governance.Admin'] }],
    ['a role as text', { roles: 'Agent.Act' }],
    ['a scope beside the role', { scp: 'access_as_user' }],
    ['an object id that is none', { oid: 'agent:mail-assistant' }],
    ['no mark of an app', { idtyp: 'user' }],
  ])('is refused to an app: %s', async (_what, changes) => {
    const token = await withClaims(changes, { kind: 'agent', agentId: 'mail-assistant' });
    expect(await check(token)).toEqual({ kind: 'refused', reason: 'role-missing' });
  });
});

describe('a forged token', () => {
  const ec = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const forge = async (header: Record<string, unknown>, key: Parameters<SignJWT['sign']>[0]) =>
    new SignJWT(decodeJwt(await mint(olivia))).setProtectedHeader(header as never).sign(key);
  const kid = () => store.signing('access').kid;

  it('is refused where another key signed it under our name', async () => {
    const token = await forge({ alg: 'ES256', typ: 'JWT', kid: kid() }, ec().privateKey);
    expect(await check(token)).toEqual({ kind: 'refused', reason: 'signature-wrong' });
  });

  it('is refused where it brings its own key', async () => {
    const { privateKey, publicKey } = ec();
    const jwk = publicKey.export({ format: 'jwk' });
    const token = await forge({ alg: 'ES256', typ: 'JWT', kid: kid(), jwk }, privateKey);
    expect(await check(token)).toEqual({ kind: 'refused', reason: 'signature-wrong' });
  });

  it('is refused without the name of a key', async () => {
    const token = await forge({ alg: 'ES256', typ: 'JWT' }, ec().privateKey);
    expect(await check(token)).toEqual({ kind: 'refused', reason: 'key-not-ours' });
  });

  it.each(['spki', 'jwk'])(
    'is refused where our public key (%s) served as a secret',
    async (as) => {
      const { publicSpkiDer, publicJwk } = store.signing('access');
      const secret = as === 'spki' ? publicSpkiDer : Buffer.from(JSON.stringify(publicJwk));
      const token = await forge({ alg: 'HS256', typ: 'JWT', kid: kid() }, Uint8Array.from(secret));
      expect(await check(token)).toEqual({ kind: 'refused', reason: 'algorithm-not-ours' });
    },
  );

  it('is refused without a signature', async () => {
    const claims = decodeJwt(await mint(olivia));
    expect(await check(new UnsecuredJWT(claims).encode())).toMatchObject({ kind: 'refused' });
    const [head, payload] = (await mint(olivia)).split('.');
    for (const signature of ['', 'AAAA', Buffer.alloc(64).toString('base64url')])
      expect(await check(`${head}.${payload}.${signature}`)).toMatchObject({ kind: 'refused' });
  });

  it('is refused where a claim was changed after signing', async () => {
    const [head, , signature] = (await mint(olivia)).split('.');
    const [, payload] = (await withClaims({ oid: randomUUID() })).split('.');
    expect(await check(`${head}.${payload}.${signature}`)).toEqual({
      kind: 'refused',
      reason: 'signature-wrong',
    });
  });

  it.each(['', '.', '..', 'a.b.c', 'a.b.c.d', 'null', ' ', 'x'.repeat(100_000)])(
    'is refused where it is no token at all, %#',
    async (token) => {
      expect(await check(token)).toEqual({ kind: 'refused', reason: 'malformed' });
    },
  );
});
