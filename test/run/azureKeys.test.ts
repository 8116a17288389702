import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyVault } from '../../src/adapters/azure/keyVault.ts';
import { openSigningKeys, SETTLING } from '../../src/adapters/azure/signingKeys.ts';
import { instantOf, MINUTE } from '../../src/kernel/instant.ts';
import { assembleNote, noteBytes, verifyNote } from '../../src/ledger/note.ts';
import { checkpointKeysOf, graphCredential } from '../../src/run/azureKeys.ts';
import { selfSigned } from '../support/certificate.ts';
import { fakeCredential } from '../support/credential.ts';
import { type FakeVault, startFakeVault } from '../support/fakeVault.ts';

const TENANT = '00000000-0000-4000-8000-0000000000ff';
const BODY = `countersign/${TENANT}\n2026-11-20T09:00:00.000Z\n`;
const START = Date.UTC(2026, 10, 20, 9);

describe('what signs checkpoints in Azure', () => {
  let vault: FakeVault;
  let now = START;
  const open = () =>
    openSigningKeys(keyVault(vault.origin, fakeCredential()), 'checkpoints', {
      now: () => instantOf(now),
    });
  beforeEach(async () => {
    now = START;
    vault = await startFakeVault();
    vault.addKey('checkpoints', START / 1_000);
  });
  afterEach(() => vault.close());

  it('signs under its own name, though a new version of the key has come into use', async () => {
    const keys = await open();
    const { checkpointSigner, formerKeys } = checkpointKeysOf(TENANT, keys);
    now += MINUTE;
    vault.addKey('checkpoints', now / 1_000);
    now += SETTLING;
    await keys.refresh();
    expect(keys.signer.publicSpkiDer).not.toEqual(checkpointSigner.publicKeySpkiDer);
    const signature = await checkpointSigner.sign(noteBytes(BODY));
    const note = assembleNote(BODY, checkpointSigner, signature);
    expect(verifyNote(note, formerKeys)).toMatchObject({ ok: true, value: { body: BODY } });
  });

  it('is the new version after the next start, and what the old one signed still counts', async () => {
    const before = checkpointKeysOf(TENANT, await open()).checkpointSigner;
    const note = assembleNote(BODY, before, await before.sign(noteBytes(BODY)));
    now += MINUTE;
    vault.addKey('checkpoints', now / 1_000);
    now += SETTLING;
    const { checkpointSigner, formerKeys } = checkpointKeysOf(TENANT, await open());
    expect(checkpointSigner.publicKeySpkiDer).not.toEqual(before.publicKeySpkiDer);
    expect(verifyNote(note, [checkpointSigner]).ok).toBe(false);
    expect(verifyNote(note, formerKeys).ok).toBe(true);
  });
});

describe('who asks Graph', () => {
  const config = { tenantId: TENANT, apiClientId: randomUUID() };
  const credential = fakeCredential();

  it('is the managed identity where no certificate is set', async () => {
    expect(await graphCredential(config, { credential, graphCertificate: undefined })).toBe(
      credential,
    );
  });

  it('is the registration where one is set, and never the identity in its place', async () => {
    const { key, certificate } = selfSigned();
    const graphCertificate = `${key}${certificate}`;
    expect(await graphCredential(config, { credential, graphCertificate })).not.toBe(credential);
    await expect(
      graphCredential(config, { credential, graphCertificate: certificate }),
    ).rejects.toMatchObject({ code: 'misconfigured' });
    expect(credential.asked).toEqual([]);
  });
});
