import { generateKeyPairSync, sign } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import {
  exportFile,
  formatManifest,
  formatNotes,
  parseManifest,
  parseNotes,
} from '../../src/ledger/exportManifest.ts';
import { formatKeys } from '../../src/ledger/keysDocument.ts';
import { assembleNote } from '../../src/ledger/note.ts';
import { formatKey } from '../../src/ledger/noteKey.ts';
import { ledgerCommand } from '../../src/run/ledger/command.ts';
import { keysDocumentOf } from '../../src/run/publicKeys.ts';
import { temporaryFolder } from '../support/folders.ts';
import { aroundOf, NOWHERE } from './filledLedger.ts';
import { Tampering, trustedKey } from './tampering.ts';

let tricks: Tampering;
beforeAll(async () => {
  tricks = await Tampering.begin();
}, 120_000);
afterAll(() => tricks.ledger.close());
afterEach(() => tricks.restore());

let out: string;
beforeEach(() => {
  out = join(temporaryFolder(), 'export');
});

const run = (...args: readonly string[]) => tricks.ledger.run(...args);
const exported = async (...scope: readonly string[]) => run('export', '--out', out, ...scope);
const verified = (...key: readonly string[]) => run('verify', '--export', out, ...key);
const fileIn = (name: string) => join(out, name);
const text = (name: string) => readFileSync(fileIn(name), 'utf8');
const lines = (name: string) => text(name).split('\n').slice(0, -1);
const trusted = () => trustedKey(tricks.ledger.dataDir);

describe('an export of everything', () => {
  beforeEach(async () => {
    const { code, out: said } = await exported();
    expect({ code, said }).toMatchObject({
      code: 0,
      said: [expect.stringMatching(/^ok: 3\d events/)],
    });
  });

  test('holds every event, and verifies with nothing but its files', async () => {
    const names =
      '00.ndjson 01.ndjson 02.ndjson 03.ndjson checkpoints.ndjson g.ndjson keys.json manifest.json';
    expect(readdirSync(out).toSorted().join(' ')).toBe(names);
    expect(lines('g.ndjson').map((line) => JSON.parse(line).seq)).toEqual(
      Array.from({ length: lines('g.ndjson').length }, (_, i) => i + 1),
    );
    expect(lines('checkpoints.ndjson').length).toBe(2);
    const elsewhere = aroundOf(temporaryFolder(), NOWHERE);
    expect(await ledgerCommand(['verify', '--export', out], elsewhere)).toBe(0);
    expect(elsewhere.said.out[0]).toMatch(/^ok: 3\d events, and nothing is missing/);
    expect(elsewhere.said.err.join()).toContain(formatKey(trusted()));
    const ours = await verified();
    expect(ours).toMatchObject({ code: 0, err: [] });
    expect(await verified('--key', formatKey(trusted()))).toMatchObject({ code: 0, err: [] });
  });

  test('is not written over', async () => {
    await expect(exported()).rejects.toMatchObject({
      message: expect.stringContaining('is not an empty folder'),
    });
    expect((await verified()).code).toBe(0);
  });

  /** The manifest made to fit the files as they are now. */
  function refit(): void {
    const manifest = parseManifest(text('manifest.json'));
    if (!manifest.ok) throw new TypeError('no manifest');
    const files = manifest.value.files.map(({ name }) => exportFile(name, text(name)));
    writeFileSync(fileIn('manifest.json'), formatManifest({ ...manifest.value, files }));
  }
  const edit = (name: string, from: string | RegExp, to: string) =>
    writeFileSync(fileIn(name), text(name).replace(from, to));

  test.each<[string, () => void, RegExp]>([
    [
      'a word in a row',
      () => edit('g.ndjson', 'wrong recipients', 'good recipients'),
      /^bad leaf-differs g\/\d+: Line \d+/,
    ],
    ['a row taken out', () => edit('g.ndjson', /^.*"seq":9,.*\n/m, ''), /^bad row-missing g\/9: /],
    [
      'the last row cut off',
      () => edit('g.ndjson', /\n[^\n]*\n$/, '\n'),
      /^bad (log-cut|file-differs) g/,
    ],
    [
      'half of the last row cut off',
      () => truncateSync(fileIn('g.ndjson'), text('g.ndjson').length - 40),
      /^bad \S+ g/,
    ],
    [
      'a row added',
      () => appendFileSync(fileIn('00.ndjson'), lines('02.ndjson')[0] + '\n'),
      /^bad (row-malformed|row-missing) 00\/1: /,
    ],
    [
      'a checkpoint changed',
      () => edit('checkpoints.ndjson', /g (\d+) /, 'g 1$1 '),
      /^bad signature-bad checkpoint: /,
    ],
    [
      'another time in the manifest',
      () => edit('manifest.json', '"files":[', '"files":[{},'),
      /^bad document-malformed manifest: /,
    ],
  ])('that was edited is found, the manifest made to fit or not: %s', async (_, how, expected) => {
    how();
    const first = await verified();
    expect(first.code).toBe(1);
    expect(first.out).toEqual([expect.stringMatching(/^bad /)]);
    if (parseManifest(text('manifest.json')).ok) refit();
    const { code, out: said } = await verified();
    expect(code).toBe(1);
    expect(said).toEqual([expect.stringMatching(expected)]);
  });

  test('of bytes that are no text is found, though a decoder would mend them', async () => {
    const bytes = readFileSync(fileIn('g.ndjson'));
    bytes[bytes.indexOf('😀')] = 0xff;
    writeFileSync(fileIn('g.ndjson'), bytes);
    expect(await verified()).toMatchObject({
      code: 1,
      out: [expect.stringContaining('file-differs g')],
    });
  });

  test.each(['g.ndjson', '01.ndjson', 'manifest.json', 'keys.json', 'checkpoints.ndjson'])(
    'without %s is found',
    async (name) => {
      rmSync(fileIn(name));
      expect(await verified()).toMatchObject({
        code: 1,
        out: [expect.stringContaining('bad file-missing')],
      });
    },
  );

  test('says what lies there and is no part of it', async () => {
    writeFileSync(fileIn('notes.txt'), 'look here');
    const { code, err } = await verified();
    expect(code).toBe(0);
    expect(err.join()).toContain('notes.txt is no part of the export');
  });

  test('signed anew by another key is refused by who knows the key, and told by its key to others', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKeySpkiDer = publicKey.export({ format: 'der', type: 'spki' });
    const key = { keyName: trusted().keyName, publicKeySpkiDer };
    const notes = (parseNotes(text('checkpoints.ndjson')) ?? []).map((note) => {
      const body = note.slice(0, note.indexOf('\n\n') + 1);
      return assembleNote(body, key, sign('sha256', Buffer.from(body), privateKey));
    });
    writeFileSync(fileIn('checkpoints.ndjson'), formatNotes(notes));
    writeFileSync(fileIn('keys.json'), formatKeys(keysDocumentOf(EXAMPLE_TENANT, key)));
    refit();
    expect(await verified()).toMatchObject({
      code: 1,
      out: [expect.stringContaining('bad signer-unknown keys')],
    });
    const elsewhere = aroundOf(temporaryFolder(), NOWHERE);
    expect(await ledgerCommand(['verify', '--export', out], elsewhere)).toBe(0);
    expect(elsewhere.said.err.join()).toContain(formatKey(key));
    const asked = ['verify', '--export', out, '--key', formatKey(trusted())];
    expect(await ledgerCommand(asked, elsewhere)).toBe(1);
  });
});

describe('an export of a part', () => {
  test('by subject holds what is about it, on every log, each proven alone', async () => {
    await exported('--subject', 'agent:crm-assistant');
    const types = readdirSync(out)
      .filter((name) => /^(g|\d\d)\.ndjson$/.test(name))
      .flatMap((name) => lines(name).map((line) => JSON.parse(line).type));
    expect(types).toEqual(
      expect.arrayContaining(['request-asked', 'action-authorized', 'outcome-reported']),
    );
    expect(types).not.toContain('pause-started');
    const { code, out: said } = await verified();
    expect(code).toBe(0);
    expect(said[0]).toMatch(/^ok: \d+ events, each proven .* It is a part/);
  });

  test('by decision holds the decision and its outcome', async () => {
    const outcome = tricks.honest.find(({ key }) => key.startsWith('U|'))?.key.slice(2) ?? '';
    await exported('--subject', outcome);
    const [name = ''] = readdirSync(out).filter((one) => /^\d\d\.ndjson$/.test(one));
    expect(lines(name).map((line) => JSON.parse(line).type)).toEqual([
      'action-authorized',
      'outcome-reported',
    ]);
  });

  test('by time begins with the one and ends before the other', async () => {
    await exported('--from', '2026-11-20T09:01:00Z', '--to', '2026-11-21');
    const times = lines('g.ndjson').map((line) => JSON.parse(line).at);
    expect(times.length).toBeGreaterThan(5);
    expect(times.every((at: string) => at >= '2026-11-20T09:01:00.000Z')).toBe(true);
    expect(JSON.parse(text('manifest.json')).scope).toEqual({
      from: '2026-11-20T09:01:00.000Z',
      to: '2026-11-21T00:00:00.000Z',
    });
    expect((await verified()).code).toBe(0);
    out = join(temporaryFolder(), 'none');
    await exported('--to', '2026-11-20T09:00:00Z');
    expect(readdirSync(out).toSorted()).toEqual([
      'checkpoints.ndjson',
      'keys.json',
      'manifest.json',
    ]);
    expect((await verified()).code).toBe(0);
  });

  test('that was edited is found', async () => {
    await exported('--subject', 'AR-1');
    const name = fileIn('g.ndjson');
    writeFileSync(name, readFileSync(name, 'utf8').replace('"path":["', '"path":["00'));
    expect(await verified()).toMatchObject({
      code: 1,
      out: [expect.stringMatching(/^bad \S+ g\/\d+: /)],
    });
  });
});

describe('a ledger that was tampered with', () => {
  test.each([[], ['--subject', 'AR-1']])(
    'is not exported, and nothing is left: %s %s',
    async (...scope) => {
      const block = tricks.inGovernance('B|')[3];
      if (block === undefined) throw new RangeError('no block');
      const d0 = block.columns['d0']?.replace('a', 'b') ?? '';
      await tricks.put(block, { ...block.columns, d0 });
      const { code, out: said } = await exported(...scope);
      expect({ code, said }).toEqual({
        code: 1,
        said: [expect.stringMatching(/^bad chain-broken g\/\d+: /)],
      });
      expect(readdirSync(out)).toEqual([]);
    },
  );

  test('is not exported where it is behind: what to do is said', async () => {
    await tricks.ledger.stored.restore(tricks.ledger.early);
    await expect(exported()).rejects.toMatchObject({
      code: 'ledger-behind-checkpoint',
      message: expect.stringContaining('npm run ledger -- adopt'),
    });
  });
});

test('an export may go into an empty folder, and not into a file', async () => {
  mkdirSync(out);
  expect((await exported()).code).toBe(0);
  await expect(run('export', '--out', fileIn('g.ndjson'))).rejects.toMatchObject({
    code: 'misconfigured',
  });
});
