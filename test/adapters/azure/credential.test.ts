import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectorCredentials } from '../../../src/adapters/azure/connectorToken.ts';
import {
  type Credential,
  keepingTokens,
  managedIdentity,
} from '../../../src/adapters/azure/credential.ts';
import { HOUR, instantOf, MINUTE, systemClock } from '../../../src/kernel/instant.ts';
import { type FakeIdentity, startFakeIdentity } from '../../support/fakeIdentity.ts';

const CONNECTOR = 'https://api.botframework.com/.default';

describe('the managed identity', () => {
  let identity: FakeIdentity;
  beforeAll(async () => {
    identity = await startFakeIdentity();
  });
  afterAll(() => identity.close());
  beforeEach(() => {
    identity.failure = undefined;
    identity.asked.length = 0;
    for (const [name, value] of Object.entries(identity.environment)) vi.stubEnv(name, value);
    return () => vi.unstubAllEnvs();
  });

  it('is the one that was named, and asks once for each resource', async () => {
    const clientId = randomUUID();
    const credential = managedIdentity(clientId, systemClock);
    const [a, b] = await Promise.all([
      credential.getToken(CONNECTOR),
      credential.getToken(CONNECTOR),
    ]);
    expect(a).toMatchObject({ token: `token for ${CONNECTOR}` });
    expect(b).toBe(a);
    await credential.getToken(['https://vault.azure.net/.default']);
    await credential.getToken(CONNECTOR);
    expect(identity.asked).toEqual([
      { clientId, resource: 'https://api.botframework.com' },
      { clientId, resource: 'https://vault.azure.net' },
    ]);
  });

  it('gives the bot its token for the connector', async () => {
    const credential = managedIdentity(randomUUID(), systemClock);
    const connector = connectorCredentials(credential, 10_000);
    expect(await connector.connectorToken()).toBe(`token for ${CONNECTOR}`);
  });

  it.each([400, 403, 500, 'hang' as const])('is not there: %s', async (failure) => {
    identity.failure = failure;
    const credential = managedIdentity(randomUUID(), systemClock);
    const connector = connectorCredentials(credential, 200);
    const from = performance.now();
    await expect(connector.connectorToken()).rejects.toMatchObject({ code: 'channel-unavailable' });
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});

describe('keeping tokens', () => {
  let now = 0;
  const clock = { now: () => instantOf(now) };
  const asked: string[] = [];
  let next: () => ReturnType<Credential['getToken']>;
  const credential = () =>
    keepingTokens(
      {
        getToken: (scopes) => {
          asked.push([scopes].flat().join(' '));
          return next();
        },
      },
      clock,
    );
  const token = (name: string, refreshAfterTimestamp?: number) => ({
    token: name,
    expiresOnTimestamp: now + HOUR,
    ...(refreshAfterTimestamp !== undefined && { refreshAfterTimestamp }),
  });
  beforeEach(() => {
    now = 0;
    asked.length = 0;
    next = async () => token('first');
  });

  it('asks for a new one when five minutes are left', async () => {
    const kept = credential();
    await kept.getToken('a');
    now = HOUR - 5 * MINUTE - 1;
    await kept.getToken('a');
    expect(asked).toEqual(['a']);
    now += 1;
    next = async () => token('second');
    expect(await kept.getToken('a')).toMatchObject({ token: 'second' });
  });

  it('does not hand out one scope to another', async () => {
    const kept = credential();
    await kept.getToken('a');
    next = async () => token('for b');
    expect(await kept.getToken('b')).toMatchObject({ token: 'for b' });
    expect(await kept.getToken('a')).toMatchObject({ token: 'first' });
  });

  it('fetches a new one beside the calls, and does not feel where that fails', async () => {
    const kept = credential();
    next = async () => token('first', 30 * MINUTE);
    await kept.getToken('a');
    now = 30 * MINUTE;
    next = () => Promise.reject(new Error('no identity'));
    expect(await kept.getToken('a')).toMatchObject({ token: 'first' });
    next = async () => token('second');
    expect(await kept.getToken('a')).toMatchObject({ token: 'first' });
    await expect.poll(async () => (await kept.getToken('a'))?.token).toBe('second');
  });

  it('keeps no failure', async () => {
    const kept = credential();
    next = () => Promise.reject(new Error('no identity'));
    await expect(kept.getToken('a')).rejects.toThrow('no identity');
    next = async () => token('first');
    expect(await kept.getToken('a')).toMatchObject({ token: 'first' });
  });

  it('waits no longer than it is told to', async () => {
    const kept = credential();
    next = () => new Promise(() => undefined);
    const abortSignal = AbortSignal.timeout(20);
    await expect(kept.getToken('a', { abortSignal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await expect(kept.getToken('a', { abortSignal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(asked).toEqual(['a']);
  });
});
