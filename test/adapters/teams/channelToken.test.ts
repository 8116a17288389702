import { describe, expect, it } from 'vitest';
import { readChannelToken } from '../../../src/adapters/teams/channelToken.ts';

const BOT = '00000000-0000-4000-8000-0000000000b0';
const NOW = 1_800_000_000;
const SERVICE_URL = 'https://smba.trafficmanager.net/teams/';

const encode = (json: string) => Buffer.from(json).toString('base64url');
const head = { alg: 'RS256', typ: 'JWT', kid: 'k', x5t: 'k' };
const claims = {
  iss: 'https://api.botframework.com',
  aud: BOT,
  serviceurl: SERVICE_URL,
  nbf: NOW - 60,
  exp: NOW + 3600,
};
const tokenOf = (payload: object = claims, header: object = head) =>
  `${encode(JSON.stringify(header))}.${encode(JSON.stringify(payload))}.c2ln`;
const read = (token: string, scheme = 'Bearer') => readChannelToken(`${scheme} ${token}`, BOT, NOW);

describe('a channel token', () => {
  it('is read with the service URL it speaks for, in the spelling that botbuilder takes', () => {
    const token = tokenOf();
    expect(read(token, 'bearer')).toEqual({ header: `Bearer ${token}`, serviceUrl: SERVICE_URL });
  });

  it('may lack a beginning, and be as stale as clocks differ', () => {
    const { nbf: _, ...rest } = claims;
    expect(read(tokenOf(rest))).toBeDefined();
    expect(read(tokenOf({ ...claims, exp: NOW - 240 }))).toBeDefined();
    expect(read(tokenOf({ ...claims, nbf: NOW + 240 }))).toBeDefined();
    expect(read(tokenOf({ ...claims, exp: NOW + 24 * 3600 }))).toBeDefined();
  });

  it.each([
    ['no end', { exp: undefined }],
    ['an end long past', { exp: NOW - 301 }],
    ['an end before time began', { exp: -1 }],
    ['an end in milliseconds', { exp: (NOW + 3600) * 1000 }],
    ['an end as text', { exp: String(NOW + 3600) }],
    ['a beginning yet to come', { nbf: NOW + 301 }],
    ['a birth yet to come', { iat: NOW + 301 }],
    ['another issuer', { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }],
    ['an issuer in other letters', { iss: 'https://API.botframework.com' }],
    ['several issuers', { iss: ['https://api.botframework.com'] }],
    ['another audience', { aud: '00000000-0000-4000-8000-0000000000b1' }],
    ['an audience in capitals', { aud: BOT.toUpperCase() }],
    ['several audiences', { aud: [BOT] }],
    ['no service URL', { serviceurl: undefined }],
    ['an empty service URL', { serviceurl: '' }],
    ['two service URLs', { serviceUrl: 'https://attacker.example/' }],
  ])('is refused with %s', (_, change) => {
    expect(read(tokenOf({ ...claims, ...change }))).toBeUndefined();
  });

  it.each([
    ['no algorithm', { alg: undefined }],
    ['none', { alg: 'none' }],
    ['a shared secret', { alg: 'HS256' }],
    ['no key id', { kid: undefined }],
    ['a key id that is no text', { kid: { a: 1 } }],
    ['a key beside it', { jwk: { kty: 'RSA' } }],
    ['a certificate beside it', { x5c: ['MII'] }],
    ['an address of keys', { jku: 'https://attacker.example/keys' }],
    ['an extension', { crit: ['b64'], b64: false }],
    ['a token inside', { cty: 'JWT' }],
    ['another type', { typ: 'at+jwt' }],
  ])('is refused with %s in its header', (_, change) => {
    expect(read(tokenOf(claims, { ...head, ...change }))).toBeUndefined();
  });

  it('is refused where a claim stands twice, in whichever order', () => {
    const once = JSON.stringify(claims);
    for (const json of [
      `${once.slice(0, -1)},"aud":"other"}`,
      `${once.slice(0, -1)},"aud":"${BOT}"}`,
      once.replace('"aud"', '"aud":"other","aud"'),
    ])
      expect(read(`${encode(JSON.stringify(head))}.${encode(json)}.c2ln`)).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['no scheme', tokenOf()],
    ['another scheme', `Basic ${tokenOf()}`],
    ['two parts', 'Bearer a.b'],
    ['four parts', `Bearer ${tokenOf()}.x`],
    ['no signature', `Bearer ${tokenOf().replace(/\w+$/, '')}`],
    ['something behind it', `Bearer ${tokenOf()} x`],
    ['no JSON', 'Bearer YQ.YQ.YQ'],
    ['an array', `Bearer ${encode('[1]')}.${encode('[2]')}.c2ln`],
    ['claims without end', `Bearer ${tokenOf({ ...claims, x: 'x'.repeat(20_000) })}`],
    [
      'nesting without end',
      `Bearer ${encode('['.repeat(5_000) + ']'.repeat(5_000))}.${encode('{}')}.c2ln`,
    ],
  ])('is not found in %s', (_, header) => {
    expect(readChannelToken(header, BOT, NOW)).toBeUndefined();
  });
});
