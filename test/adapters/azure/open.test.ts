import { randomBytes, randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AzureSettings, openAzure } from '../../../src/adapters/azure/open.ts';
import { systemClock } from '../../../src/kernel/instant.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { type FakeBlobs, startFakeBlobs } from '../../support/fakeBlobs.ts';
import { entraToken, type FakeEntra, startFakeEntra } from '../../support/fakeEntra.ts';
import { type FakeIdentity, startFakeIdentity } from '../../support/fakeIdentity.ts';
import { type FakeVault, startFakeVault } from '../../support/fakeVault.ts';
import { API, OWNER, ofPerson, TENANT } from './claims.ts';

const TAB = '00000000-0000-4000-8000-0000000000c1';
const rowMac = randomBytes(32);
const cardMac = randomBytes(32);

let identity: FakeIdentity;
let vault: FakeVault;
let azure: FakeBlobs;
let entra: FakeEntra;
beforeAll(async () => {
  identity = await startFakeIdentity();
});
afterAll(() => identity.close());
beforeEach(async () => {
  for (const [name, value] of Object.entries(identity.environment)) vi.stubEnv(name, value);
  [vault, azure, entra] = await Promise.all([startFakeVault(), startFakeBlobs(), startFakeEntra()]);
  vault.addKey('receipts', 1);
  vault.addKey('checkpoints', 1);
  vault.secrets.set('row-mac', rowMac.toString('base64'));
  vault.secrets.set('card-mac', `${cardMac.toString('base64')}\n`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([vault, azure, entra].map((service) => service.close()));
});

const open = (changes: Partial<AzureSettings> = {}, ms = 10_000) =>
  openAzure(
    {
      tenantId: TENANT,
      identityClientId: randomUUID(),
      apiClientId: API,
      stepUpContext: 'c1',
      tabClientId: TAB,
      keyVaultEndpoint: vault.origin,
      checkpointsEndpoint: azure.container,
      clock: systemClock,
      log: silentLog,
      ...changes,
    },
    {
      keySetUrl: entra.keySetUrl,
      limits: { budgetMs: ms, patientMs: ms, wait: async () => undefined },
    },
  );

describe('opening Azure', () => {
  it('gives all that the server stands on', async () => {
    const opened = await open();
    expect(opened.rowMac).toEqual(Uint8Array.from(rowMac));
    expect(opened.cardMac).toEqual(Uint8Array.from(cardMac));
    expect(opened.receipts.signer.kid).not.toBe(opened.checkpoints.signer.kid);
    expect(await opened.receipts.signer.sign(Buffer.from('x'))).toHaveLength(64);
    expect(await opened.checkpointStore.newest()).toBeUndefined();
    expect(await opened.connectorCredentials.connectorToken()).toContain('botframework');
    expect(await opened.credential.getToken('https://storage.azure.com/.default')).toMatchObject({
      token: 'token for https://storage.azure.com/.default',
    });
    expect(opened.graphCertificate).toBeUndefined();
    await opened.refresh();
  });

  it('shows none of its keys to a log', async () => {
    vault.secrets.set('graph', 'PEM of a key');
    const opened = await open({ graphCertificate: 'graph' });
    const shown = `${JSON.stringify({ opened })}${inspect({ opened }, { depth: 9 })}`;
    expect(shown).toContain('what was opened in Azure');
    for (const secret of [rowMac.toString('base64'), rowMac.join(', '), 'PEM of a key'])
      expect(shown).not.toContain(secret);
  });

  it('lets in whom Entra signed a token for, its keys being there already', async () => {
    const { authenticate } = await open();
    expect(entra.calls).toHaveLength(1);
    const key = entra.keys.get('first') ?? entra.addKey('first');
    const claims = { ...ofPerson(Date.now()), azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346' };
    const token = entraToken(key, claims);
    expect(await authenticate(token)).toEqual({ kind: 'person', id: OWNER, client: 'tab' });
    const by = (azp: string) => authenticate(entraToken(key, { ...claims, azp }));
    expect(await by(TAB)).toMatchObject({ kind: 'person' });
    expect(await by('1fec8e78-bce4-4aaf-ab1b-5451cc387264')).toMatchObject({ kind: 'person' });
    for (const azp of [API, randomUUID()])
      expect(await by(azp)).toEqual({ kind: 'refused', reason: 'client-not-the-tab' });
    expect(entra.calls).toHaveLength(1);
  });

  it('asks for one token a resource, and names only its own identity', async () => {
    identity.asked.length = 0;
    const identityClientId = randomUUID();
    await open({ identityClientId });
    await expect.poll(() => identity.asked.length).toBe(4);
    expect(new Set(identity.asked.map(({ clientId }) => clientId))).toEqual(
      new Set([identityClientId]),
    );
    expect(identity.asked.map(({ resource }) => resource).toSorted()).toEqual([
      'https://api.botframework.com',
      'https://graph.microsoft.com',
      'https://storage.azure.com',
      'https://vault.azure.net',
    ]);
  });

  it('names everything that a vault lacks at once', async () => {
    vault.secrets.clear();
    const error = await open().catch((fault: unknown) => fault);
    expect(error).toMatchObject({ code: 'misconfigured' });
    expect(String(error)).toMatch(/row-mac.*404.*; .*card-mac.*404/);
  });

  it.each([
    '',
    'AAAA',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    'not base64 !',
  ])('takes no row key that is not 32 bytes, and quotes none, %#', async (value) => {
    vault.secrets.set('row-mac', value);
    const error = await open().catch((fault: unknown) => fault);
    expect(error).toMatchObject({ code: 'misconfigured' });
    expect(String(error)).toContain("the vault's secret row-mac is not 32 bytes");
    if (value !== '') expect(String(error)).not.toContain(value);
  });

  it('fails without the vault', async () => {
    vault.fail({ status: 503 }, 10_000);
    await expect(open({}, 500)).rejects.toMatchObject({ code: 'signer-unavailable' });
  });

  it('fails without the checkpoint store', async () => {
    azure.fail({ status: 404 }, 10_000);
    await expect(open()).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('says both where both are gone', async () => {
    vault.fail({ status: 400 }, 10_000);
    azure.fail({ status: 403 }, 10_000);
    await expect(open()).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringMatching(/receipts.*the checkpoints were not listed/),
    });
  });

  it("starts without Entra's keys, and refuses nobody and lets nobody in until it has them", async () => {
    entra.fail({ status: 500 }, 10_000);
    const { authenticate } = await open();
    await expect(authenticate('a.b.c')).resolves.toMatchObject({ kind: 'refused' });
    const key = entra.keys.get('first') ?? entra.addKey('first');
    await expect(authenticate(entraToken(key, {}))).rejects.toMatchObject({
      code: 'directory-unavailable',
    });
  });

  it('takes tokens for an identifier URI where it is told one', async () => {
    const uri = `api://countersign.example/botid-${randomUUID()}`;
    const key = entra.keys.get('first') ?? entra.addKey('first');
    const token = entraToken(key, { ...ofPerson(Date.now()), aud: uri });
    const [without, told] = await Promise.all([open(), open({ identifierUris: [uri] })]);
    expect(await without.authenticate(token)).toMatchObject({ reason: 'audience-wrong' });
    expect(await told.authenticate(token)).toMatchObject({ kind: 'person' });
  });

  it('reads the certificate for Graph where one is named, and does not ask Graph as itself then', async () => {
    vault.secrets.set('graph', 'PEM');
    identity.asked.length = 0;
    expect((await open({ graphCertificate: 'graph' })).graphCertificate).toBe('PEM');
    await expect.poll(() => identity.asked.length).toBe(3);
    expect(identity.asked.map(({ resource }) => resource)).not.toContain(
      'https://graph.microsoft.com',
    );
    await expect(open({ graphCertificate: 'other' })).rejects.toMatchObject({
      code: 'misconfigured',
    });
  });
});
