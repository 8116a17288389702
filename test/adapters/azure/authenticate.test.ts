import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entraAuthenticate, issuerOf, keySetOf } from '../../../src/adapters/azure/authenticate.ts';
import { entraKeys } from '../../../src/adapters/azure/entraKeys.ts';
import { DAY, HOUR, instantOf, MINUTE, SECOND } from '../../../src/kernel/instant.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import type { Authenticate } from '../../../src/kernel/people.ts';
import {
  entraToken,
  type FakeEntra,
  type Overrides,
  startFakeEntra,
} from '../../support/fakeEntra.ts';

import { AGENT, API, OWNER, ofAgent, ofPerson, START, TEAMS, TENANT } from './claims.ts';

const OTHER_TENANT = '00000000-0000-4000-8000-0000000000fe';
const API_URI = 'api://countersign.example/botid-00000000-0000-4000-8000-0000000000b0';

let entra: FakeEntra;
let now: number;
let authenticate: Authenticate;
let warned: string[];
const clock = { now: () => instantOf(now) };

beforeEach(async () => {
  now = START;
  entra = await startFakeEntra();
  const { keyOf } = entraKeys({ url: entra.keySetUrl, issuer: issuerOf(TENANT), clock });
  const audiences = [API, API_URI];
  const tabClients = [TEAMS, API];
  warned = [];
  const log = { ...silentLog, warn: (event: string) => void warned.push(event) };
  const api = { tenantId: TENANT, audiences, tabClients, stepUpContext: 'c1', keyOf, clock, log };
  authenticate = entraAuthenticate(api);
});
afterEach(() => entra.close());

const key = (kid = 'first') => entra.keys.get(kid) ?? entra.addKey(kid);
const person = (claims: Overrides = {}, header: Overrides = {}) =>
  entraToken(key(), { ...ofPerson(), ...claims }, header);
const agent = (claims: Overrides = {}) => entraToken(key(), { ...ofAgent(), ...claims });

describe("an access token of Entra's", () => {
  it('names a person who is signed in at the tab', async () => {
    const owner = { kind: 'person', id: OWNER, client: 'tab' };
    expect(await authenticate(person())).toEqual(owner);
    expect(await authenticate(person({ aud: API_URI }))).toEqual(owner);
    expect(await authenticate(person({ azp: API, idtyp: 'user' }))).toEqual(owner);
    expect(await authenticate(person({ scp: 'openid access_as_user' }))).toEqual(owner);
  });

  it('names an agent or a gateway by its object id', async () => {
    expect(await authenticate(agent())).toEqual({ kind: 'agent', objectId: AGENT });
    const gateway = agent({ roles: ['Gateway.Enforce'] });
    expect(await authenticate(gateway)).toEqual({ kind: 'gateway', objectId: AGENT });
  });

  it('is good from its beginning to its end, to the second', async () => {
    const token = person();
    const to = async (ms: number) => {
      now = START + ms;
      return authenticate(token);
    };
    expect(await to(HOUR - SECOND)).toMatchObject({ kind: 'person' });
    expect(await to(HOUR)).toEqual({ kind: 'refused', reason: 'expired' });
    expect(await to(-5 * MINUTE)).toMatchObject({ kind: 'person' });
    expect(await to(-5 * MINUTE - SECOND)).toEqual({ kind: 'refused', reason: 'not-yet-valid' });
  });

  it('may be as long as a person with many groups makes it', async () => {
    const groups = Array.from({ length: 200 }, () => randomUUID());
    const token = person({ groups });
    expect(token.length).toBeGreaterThan(10_000);
    expect(await authenticate(token)).toMatchObject({ kind: 'person' });
    const longer = person({ groups: [...groups, ...groups] });
    expect(await authenticate(longer)).toEqual({ kind: 'refused', reason: 'malformed' });
  });

  it('is looked for at the tenant', () => {
    expect(keySetOf(TENANT)).toBe(
      `https://login.microsoftonline.com/${TENANT}/discovery/v2.0/keys`,
    );
  });
});

describe('a token of a fresh sign-in', () => {
  const said = async (claims: Overrides) => {
    const principal = await authenticate(person(claims));
    return 'steppedUpAt' in principal ? principal.steppedUpAt : principal.kind;
  };
  const seconds = (at: number) => Math.floor(at / 1_000);

  it('says when it was, where the context that is asked for was met', async () => {
    const at = seconds(START - 5 * MINUTE);
    expect(await said({ acrs: ['c1'], auth_time: at })).toBe(instantOf(at * 1_000));
    expect(await said({ acrs: ['c3', 'c1'], auth_time: at })).toBe(instantOf(at * 1_000));
    expect(warned).toEqual([]);
  });

  it('proves nothing where it says when it was made and not when somebody signed in, and an operator is told', async () => {
    const iat = seconds(START);
    expect(await said({ acrs: ['c1'], iat })).toBe('person');
    expect(await said({ acrs: ['c1'], iat, auth_time: 0 })).toBe('person');
    expect(await said({ acrs: ['c1'], iat, auth_time: String(iat) })).toBe('person');
    expect(warned).toEqual(Array(3).fill('sign-in-time-missing'));
    warned = [];
    expect(await said({ acrs: ['c2'], iat })).toBe('person');
    expect(warned).toEqual([]);
  });

  it('dates the sign-in, however new the token', async () => {
    const morning = seconds(START - HOUR);
    expect(await said({ acrs: ['c1'], auth_time: morning, iat: seconds(START) })).toBe(
      instantOf(morning * 1_000),
    );
  });

  it.each<[string, Overrides]>([
    ['another context', { acrs: ['c2'] }],
    ['a context that begins alike', { acrs: ['c10'] }],
    ['no context', { amr: ['pwd', 'mfa'] }],
    ['a context in another shape', { acrs: 'c1' }],
    ['a time that is none', { acrs: ['c1'], auth_time: 'now' }],
  ])('proves nothing with %s', async (_, claims) => {
    expect(await said(claims)).toBe('person');
  });
});

describe('a token whose claims are not right', () => {
  it.each<[string, Overrides, string]>([
    ['for another API', { aud: randomUUID() }, 'audience-wrong'],
    ['for an API that begins alike', { aud: `${API}0` }, 'audience-wrong'],
    ['for several APIs', { aud: [API, randomUUID()] }, 'audience-wrong'],
    ['for Graph', { aud: '00000003-0000-0000-c000-000000000000' }, 'audience-wrong'],
    ['for nobody', { aud: undefined }, 'claims-missing'],
    ['of another issuer', { iss: issuerOf(OTHER_TENANT) }, 'issuer-wrong'],
    ['of version 1.0', { iss: `https://sts.windows.net/${TENANT}/`, ver: '1.0' }, 'issuer-wrong'],
    ['that says version 1.0', { ver: '1.0' }, 'version-wrong'],
    ['of no version', { ver: undefined }, 'claims-missing'],
    ['of the common endpoint', { iss: issuerOf('common') }, 'issuer-wrong'],
    ['of a look-alike', { iss: `${issuerOf(TENANT)}/` }, 'issuer-wrong'],
    [
      'of the local issuer',
      { iss: `http://127.0.0.1/countersign-local/${TENANT}/v2.0` },
      'issuer-wrong',
    ],
    ['of another tenant', { tid: OTHER_TENANT }, 'tenant-wrong'],
    ['of no tenant', { tid: undefined }, 'claims-missing'],
    ['without an end', { exp: undefined }, 'claims-missing'],
    ['without a beginning', { nbf: undefined }, 'claims-missing'],
    ['of nobody knows when', { iat: undefined }, 'claims-missing'],
    ['with an end in text', { exp: '9999999999' }, 'claims-missing'],
    ['with an end in milliseconds', { exp: START + DAY }, 'lifetime-wrong'],
    ['of nobody', { oid: undefined }, 'claims-missing'],
    ['of a name', { oid: 'owner@contoso.example' }, 'claims-missing'],
    ['of several people', { oid: [OWNER] }, 'claims-missing'],
    ['with another scope', { scp: 'User.Read' }, 'role-missing'],
    ['with a scope that ends alike', { scp: 'not_access_as_user' }, 'role-missing'],
    ['with a list of scopes', { scp: ['access_as_user'] }, 'claims-missing'],
    ['of another client', { azp: randomUUID() }, 'client-not-the-tab'],
    ['of no client', { azp: undefined }, 'claims-missing'],
    ['of a person with a role', { roles: ['Gateway.Enforce'] }, 'role-missing'],
    ['of a person who says to be an app', { idtyp: 'app' }, 'role-missing'],
    ['of both', { idtyp: 'app', roles: ['Agent.Act'] }, 'role-missing'],
  ])('is refused: one %s', async (_what, changes, reason) => {
    expect(await authenticate(person(changes))).toEqual({ kind: 'refused', reason });
  });

  it('is refused: an ID token, which has the same issuer, audience and key', async () => {
    const idToken = person({ scp: undefined, azp: undefined, nonce: 'x' });
    expect(await authenticate(idToken)).toEqual({ kind: 'refused', reason: 'claims-missing' });
  });

  it.each<[string, Overrides]>([
    ['without a role', { roles: undefined }],
    ['with an empty list of roles', { roles: [] }],
    ['with two roles', { roles: ['Agent.Act', 'Gateway.Enforce'] }],
    ['with a role of nobody', { roles: ['Governance.Admin'] }],
    ['with a role in other letters', { roles: ['agent.act'] }],
    ['with its role as text', { roles: 'Agent.Act' }],
    ['with a scope beside its role', { scp: 'access_as_user' }],
    ['without an object id that is one', { oid: 'mail-assistant' }],
    ['that does not say to be an app', { idtyp: undefined }],
    ['that says to be a user', { idtyp: 'user' }],
  ])('is refused to an app %s', async (_what, changes) => {
    const { kind } = (await authenticate(agent(changes))) as { kind: string };
    expect(kind).toBe('refused');
  });
});

describe('a forged token', () => {
  const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = (header: Overrides) =>
    `${encode({ typ: 'JWT', kid: 'first', ...header })}.${encode(ofPerson())}`;
  const refuses = async (token: string, reason: string) =>
    expect(await authenticate(token)).toEqual({ kind: 'refused', reason });

  it('is refused where another key signed it under a published name', async () => {
    await refuses(entraToken(rsa().privateKey, ofPerson()), 'signature-wrong');
  });

  it.each(['jwk', 'jku', 'x5c', 'x5u'])(
    'is refused where it brings its own key as %s',
    async (how) => {
      const { privateKey, publicKey } = rsa();
      const jwk = publicKey.export({ format: 'jwk' });
      const url = 'https://attacker.example/keys';
      const members = { jwk, jku: url, x5u: url, x5c: ['MIIC'] };
      const header = { [how]: members[how as keyof typeof members] };
      await refuses(entraToken(privateKey, ofPerson(), header), 'signature-wrong');
      expect(entra.calls).toHaveLength(1);
    },
  );

  it.each<[string, Overrides]>([
    ['no name of a key', { kid: undefined }],
    ['an empty name', { kid: '' }],
    ['a number for a name', { kid: 1 }],
    ['a path for a name', { kid: '../../../../dev/null' }],
    ['a name that all objects have', { kid: '__proto__' }],
    ['a key that is not published', { kid: 'second' }],
  ])('is refused with %s', async (_what, header) => {
    await refuses(person({}, header), 'key-not-ours');
  });

  it.each(['none', 'None', '', 'HS256', 'HS512', 'RS384', 'RS512', 'PS256', 'ES256', 'EdDSA'])(
    'is refused with the algorithm "%s"',
    async (alg) => {
      const { kind } = (await authenticate(person({}, { alg }))) as { kind: string };
      expect(kind).toBe('refused');
    },
  );

  it('is refused where a published key served as a secret', async () => {
    const publicKey = createPublicKey(key());
    const input = unsigned({ alg: 'HS256' });
    const pem = publicKey.export({ format: 'pem', type: 'spki' });
    for (const secret of [pem, publicKey.export({ format: 'jwk' }).n ?? '', '']) {
      const mac = createHmac('sha256', secret).update(input).digest('base64url');
      await refuses(`${input}.${mac}`, 'algorithm-not-ours');
    }
  });

  it('is refused with a signature of an elliptic curve', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const input = unsigned({ alg: 'RS256' });
    const signature = sign('sha256', Buffer.from(input), privateKey).toString('base64url');
    await refuses(`${input}.${signature}`, 'signature-wrong');
  });

  it('is refused without a signature', async () => {
    const input = unsigned({ alg: 'RS256' });
    for (const signature of ['', 'AAAA', Buffer.alloc(256).toString('base64url')])
      expect(await authenticate(`${input}.${signature}`)).toMatchObject({ kind: 'refused' });
  });

  it('is refused where a claim was changed after signing', async () => {
    const [head, , signature] = person().split('.');
    const [, payload] = person({ oid: randomUUID() }).split('.');
    await refuses(`${head}.${payload}.${signature}`, 'signature-wrong');
  });

  it.each<[string, Overrides]>([
    ['with a critical extension', { crit: ['exp'], exp: 1 }],
    ['with an unencoded payload', { b64: false, crit: ['b64'] }],
    ['that is no JWT', { typ: 'countersign-receipt+jwt' }],
    ['of the JWT profile for other issuers', { typ: 'at+jwt' }],
    ['without a type', { typ: undefined }],
  ])('is refused: one %s', async (_what, header) => {
    expect(await authenticate(person({}, header))).toMatchObject({ kind: 'refused' });
  });

  it.each(['', '.', '..', 'a.b.c', 'a.b.c.d', 'a.b.c.d.e', 'null', ' ', 'x'.repeat(100_000)])(
    'is refused where it is no token at all, %#',
    async (token) => {
      await refuses(token, 'malformed');
      expect(entra.calls).toEqual([]);
    },
  );
});
