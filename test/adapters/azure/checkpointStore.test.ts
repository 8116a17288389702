import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobCheckpointStore } from '../../../src/adapters/azure/checkpointStore.ts';
import { instantOf, MINUTE } from '../../../src/kernel/instant.ts';
import { checkpointBody } from '../../../src/ledger/checkpoint.ts';
import { sha256 } from '../../../src/ledger/hash.ts';
import { assembleNote, noteBytes } from '../../../src/ledger/note.ts';
import { fakeCredential } from '../../support/credential.ts';
import { type FakeBlobs, startFakeBlobs } from '../../support/fakeBlobs.ts';

const START = Date.UTC(2026, 10, 20, 9);
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = {
  keyName: 'countersign/t',
  publicKeySpkiDer: publicKey.export({ format: 'der', type: 'spki' }),
};

function note(ms: number, size = 1): string {
  const at = instantOf(ms);
  const logs = [{ log: 'g', size, root: sha256(`${size}`), chain: sha256('') }];
  const body = checkpointBody({ origin: 'countersign/t', at, logs });
  return assembleNote(body, key, sign('sha256', noteBytes(body), privateKey));
}

let azure: FakeBlobs;
const store = (ms = 10_000) => {
  const limits = { budgetMs: ms, patientMs: ms, wait: async () => undefined };
  return blobCheckpointStore(azure.container, fakeCredential(), limits);
};

beforeEach(async () => {
  azure = await startFakeBlobs();
});
afterEach(() => azure.close());

describe('checkpoints in blobs', () => {
  it('has none at first', async () => {
    expect(await store().newest()).toBeUndefined();
  });

  it('gives the newest of them, in whatever order they came', async () => {
    const notes = [3, 1, 4, 15, 9, 2, 6].map((minutes) => note(START + minutes * MINUTE));
    for (const one of notes) await store().put(one);
    expect(azure.blobs.size).toBe(7);
    expect(await store().newest()).toBe(notes[3]);
  });

  it('reads one name and one blob of many', async () => {
    const notes = Array.from({ length: 300 }, (_, i) => note(START + i * MINUTE, i));
    for (const one of notes) await store().put(one);
    azure.calls.length = 0;
    expect(await store().newest()).toBe(notes.at(-1));
    expect(azure.calls).toHaveLength(2);
  });

  it('names a blob by time, legibly', async () => {
    await store().put(note(START));
    expect([...azure.blobs.keys()]).toEqual([
      expect.stringMatching(/^v1\/\d{13}_2026-11-20T090000\.000Z_[0-9a-f]{16}\.note$/),
    ]);
  });

  it('keeps two of the same time', async () => {
    await store().put(note(START, 1));
    await store().put(note(START, 2));
    expect(azure.blobs.size).toBe(2);
  });

  it('goes past pages without blobs, and past names that are not ours', async () => {
    azure.pageSize = 0;
    for (const name of ['v1/0', 'v1/0 & <1>.note', 'v1/!', 'other'])
      azure.blobs.set(name, 'not ours');
    await store().put(note(START));
    expect(await store().newest()).toBe(azure.blobs.get([...azure.blobs.keys()].at(-1) ?? ''));
  });

  it('does not look for ever', async () => {
    azure.pageSize = 1;
    for (let i = 0; i < 30; i += 1) azure.blobs.set(`v1/0${i}`, 'not ours');
    await store().put(note(START));
    await expect(store().newest()).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('takes nothing but a signed checkpoint', async () => {
    await expect(store().put('v1/../../other')).rejects.toThrow('only a signed checkpoint');
    expect(azure.calls).toEqual([]);
  });
});

describe('keeping a checkpoint', () => {
  it.each([{ status: 429 }, { status: 500 }, { status: 503 }, 'reset' as const])(
    'is tried again, %#',
    async (failure) => {
      azure.fail(failure, 2);
      const one = note(START);
      await store().put(one);
      expect(await store().newest()).toBe(one);
    },
  );

  it('knows its own blob where the first try was taken and not acknowledged', async () => {
    azure.fail('unacknowledged');
    const one = note(START);
    await store().put(one);
    expect(azure.blobs.size).toBe(1);
    expect(azure.calls.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'GET']);
  });

  it('fails where something else stands in its place', async () => {
    const one = note(START);
    await store().put(one);
    const [name = ''] = azure.blobs.keys();
    azure.blobs.set(name, 'something else');
    await expect(store().put(one)).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: 'a checkpoint was not kept: 409 BlobAlreadyExists',
    });
  });

  it.each([
    ['hangs', 'hang' as const],
    ['fails on', { status: 500 }],
    ['refuses', { status: 403, body: '<Error><Code>AuthorizationFailure</Code></Error>' }],
    ['says it is no container', { status: 404 }],
    ['takes it in another way', { status: 200 }],
  ])('fails where the storage %s', async (_what, failure) => {
    azure.fail(failure, 1_000);
    await expect(store(200).put(note(START))).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
  });
});

describe('looking for the newest checkpoint', () => {
  it.each([
    ['hangs', 'hang' as const],
    ['fails on', { status: 500 }],
    ['refuses', { status: 403 }],
    ['has lost the container', { status: 404 }],
    ['is a web page', { body: '<html>Please sign in</html>' }],
    ['is silent', { body: '' }],
  ])('never answers "none" where the storage %s', async (_what, failure) => {
    await store().put(note(START));
    azure.fail(failure, 1_000);
    await expect(store(200).newest()).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('fails where the blob that was listed is not given', async () => {
    await store().put(note(START));
    azure.fail({ status: 404 }, 1, /\.note/);
    await expect(store().newest()).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});
