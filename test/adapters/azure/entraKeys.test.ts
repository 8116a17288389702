import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entraAuthenticate, issuerOf } from '../../../src/adapters/azure/authenticate.ts';
import { entraKeys } from '../../../src/adapters/azure/entraKeys.ts';
import { HOUR, instantOf, MINUTE, SECOND } from '../../../src/kernel/instant.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import type { Authenticate } from '../../../src/kernel/people.ts';
import {
  entraToken,
  type FakeEntra,
  type Overrides,
  startFakeEntra,
} from '../../support/fakeEntra.ts';
import { API, ofPerson, START, TEAMS, TENANT } from './claims.ts';

let entra: FakeEntra;
let now: number;
let authenticate: Authenticate;
const clock = { now: () => instantOf(now) };

function open(timeoutMs?: number): Authenticate {
  const issuer = issuerOf(TENANT);
  const { keyOf } = entraKeys({ url: entra.keySetUrl, issuer, clock, timeoutMs });
  const tabClients = [TEAMS];
  const audiences = [API];
  const step = { stepUpContext: 'c1', log: silentLog };
  return entraAuthenticate({ tenantId: TENANT, audiences, tabClients, keyOf, clock, ...step });
}

beforeEach(async () => {
  now = START;
  entra = await startFakeEntra();
  authenticate = open();
});
afterEach(() => entra.close());

const key = (kid = 'first') => entra.keys.get(kid) ?? entra.addKey(kid);
const person = (header: Overrides = {}) => entraToken(key(), ofPerson(now), header);

describe("Entra's keys", () => {
  const unknown = () => person({ kid: randomUUID() });

  it('are fetched once for many tokens at a time', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => authenticate(person())));
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['person']));
    expect(entra.calls).toHaveLength(1);
  });

  it('are fetched at most once a minute, whatever keys tokens name', async () => {
    await authenticate(person());
    for (let second = 0; second < 180; second += 1) {
      await Promise.all([authenticate(unknown()), authenticate(unknown())]);
      now += SECOND;
    }
    expect(entra.calls).toHaveLength(3);
  });

  it('are fetched again for a key that is new', async () => {
    await authenticate(person());
    now += MINUTE;
    entra.addKey('second');
    const token = entraToken(key('second'), ofPerson(now), { kid: 'second' });
    expect(await authenticate(token)).toMatchObject({ kind: 'person' });
  });

  it('are given up within an hour of being taken back', async () => {
    const token = () => entraToken(old, ofPerson(now));
    const old = key();
    expect(await authenticate(token())).toMatchObject({ kind: 'person' });
    entra.keys.delete('first');
    entra.addKey('second');
    now += HOUR;
    await authenticate(token());
    await expect
      .poll(async () => (await authenticate(token())) as unknown)
      .toEqual({ kind: 'refused', reason: 'key-not-ours' });
  });

  it('serve for a day while there are no newer ones', async () => {
    await authenticate(person());
    entra.fail({ status: 500 }, 10_000);
    for (let hour = 1; hour < 24; hour += 1) {
      now += HOUR;
      expect(await authenticate(person())).toMatchObject({ kind: 'person' });
    }
    now += HOUR;
    await expect(authenticate(person())).rejects.toMatchObject({ code: 'directory-unavailable' });
  });

  it.each([
    ['429', { status: 429 }],
    ['500', { status: 500 }],
    ['a reset', 'reset' as const],
    ['silence', 'hang' as const],
    ['a web page', { body: '<html>' }],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }],
    ['no keys', { body: { keys: [] } }],
    ['keys of another kind', { body: { keys: [{ kty: 'oct', kid: 'first', k: 'AAAA' }] } }],
  ])('cannot be told from %s: nobody is refused or let in', async (_what, failure) => {
    authenticate = open(failure === 'hang' ? 1_000 : 10_000);
    entra.fail(failure, 1);
    const unavailable = { code: 'directory-unavailable' };
    await expect(authenticate(person())).rejects.toMatchObject(unavailable);
    await expect(authenticate(person())).rejects.toMatchObject(unavailable);
    expect(entra.calls).toHaveLength(1);
    now += 5 * SECOND;
    expect(await authenticate(person())).toMatchObject({ kind: 'person' });
  });

  it('cannot be told to hold an unknown key where the last fetch failed', async () => {
    await authenticate(person());
    now += MINUTE;
    entra.fail({ status: 500 }, 1);
    for (let i = 0; i < 2; i += 1)
      await expect(authenticate(unknown())).rejects.toMatchObject({
        code: 'directory-unavailable',
      });
    expect(entra.calls).toHaveLength(2);
    expect(await authenticate(person())).toMatchObject({ kind: 'person' });
  });

  it('do not count where they are published for another issuer', async () => {
    entra.members['issuer'] = issuerOf('9188040d-6c67-4c5b-b112-36a304b66dad');
    await expect(authenticate(person())).rejects.toMatchObject({ code: 'directory-unavailable' });
    entra.members['issuer'] = issuerOf(TENANT);
    now += MINUTE;
    expect(await authenticate(person())).toMatchObject({ kind: 'person' });
  });
});
