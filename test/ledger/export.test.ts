import { describe, expect, it } from 'vitest';
import { verifyExport } from '../../src/ledger/exportCheck.ts';
import {
  CHECKPOINTS_FILE,
  formatNotes,
  KEYS_FILE,
  MANIFEST_FILE,
  rowsFile,
} from '../../src/ledger/exportManifest.ts';
import { type ExportRow, exportRow } from '../../src/ledger/exportRow.ts';
import type { Finding } from '../../src/ledger/finding.ts';
import { formatKeys } from '../../src/ledger/keysDocument.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import {
  at,
  type Files,
  fileOf,
  first,
  found,
  governance,
  lane,
  notes,
  pack,
  rowsOf,
  second,
  small,
  whole,
} from './exportFixture.ts';
import {
  eventLine,
  findingOf,
  makeKey,
  makeLog,
  ORIGIN,
  signCheckpoint,
  stateOf,
  valueOf,
} from './support.ts';

describe('an export of everything', () => {
  it('is proven to be genuine and complete', () => {
    const report = valueOf(verifyExport(whole(), first.key));
    expect(report).toMatchObject({
      rows: 22,
      purged: 1,
      complete: true,
      trusted: true,
      key: second.key,
    });
    expect(report.checkpoint.at).toBe(at(7));
    expect(valueOf(verifyExport(whole(), second.key)).trusted).toBe(true);
    expect(valueOf(verifyExport(whole())).trusted).toBe(false);
  });

  it('has rows that say what their lines say', () => {
    expect(exportRow('g', 3, eventLine(3))).toEqual({
      log: 'g',
      seq: 3,
      at: '2026-03-02T08:00:00.003Z',
      type: 'request-asked',
      leaf: leafHash(eventLine(3)),
      line: eventLine(3),
    });
    expect(rowsOf('00')[1]).toMatchObject({
      seq: 2,
      at: null,
      type: null,
      leaf: leafHash(eventLine(2)),
    });
  });

  it('may cover logs that have no event yet', () => {
    const empty = makeLog('00', []);
    const state = {
      log: '00',
      size: 0,
      root: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      chain: empty.head.chain,
    };
    const files = pack([
      ...small([signCheckpoint(at(7), [stateOf(governance), state], second)]),
      fileOf('g'),
      [rowsFile('00'), ''],
    ]);
    expect(valueOf(verifyExport(files, first.key)).rows).toBe(15);
  });

  const rows = rowsOf('g');
  const changed = (how: (row: ExportRow) => Partial<ExportRow>, seq = 6) =>
    rows.map((row) => (row.seq === seq ? { ...row, ...how(row) } : row));
  const edited = eventLine(6).replace('mail', 'male');
  it.each<[string, readonly ExportRow[], Partial<Finding>]>([
    ['an edited line', changed(() => ({ line: edited })), { seq: 6, code: 'leaf-differs' }],
    [
      'an edited line and leaf',
      changed(() => ({ line: edited, leaf: leafHash(edited) })),
      { seq: 5, code: 'root-differs' },
    ],
    ['another leaf', changed(() => ({ leaf: leafHash('x') })), { seq: 6, code: 'leaf-differs' }],
    ['another time', changed(() => ({ at: at(1) })), { seq: 6, code: 'row-malformed' }],
    [
      'another type',
      changed(() => ({ type: 'request-rejected' })),
      { seq: 6, code: 'row-malformed' },
    ],
    ['another log', changed(() => ({ log: '00' })), { seq: 6, code: 'row-malformed' }],
    ['a row left out', rows.toSpliced(5, 1), { seq: 6, code: 'row-missing' }],
    [
      'a row left out, others renumbered',
      rows.toSpliced(5, 1).map((row, i) => ({ ...row, seq: i + 1 })),
      { seq: 5, code: 'root-differs' },
    ],
    ['the end left out', rows.slice(0, 13), { seq: 14, code: 'log-cut' }],
    ['all left out', [], { seq: 1, code: 'log-cut' }],
    ['a row twice', rows.toSpliced(5, 0, ...rows.slice(4, 5)), { seq: 6, code: 'row-missing' }],
    [
      'rows swapped',
      rows
        .with(5, { ...(rows[6] ?? rows[0]), seq: 6 } as ExportRow)
        .with(6, { ...(rows[5] ?? rows[0]), seq: 7 } as ExportRow),
      { seq: 5, code: 'root-differs' },
    ],
  ])('is refused with %s', (_what, tampered, finding) => {
    expect(found(pack([...small(), fileOf('g', [...tampered]), fileOf('00')]))).toMatchObject({
      log: 'g',
      ...finding,
    });
  });

  it('is refused with a line that was hidden without a record', () => {
    const hidden = rowsOf('00').map((row) =>
      row.seq === 3 ? exportRow('00', 3, `{"leaf":"${row.leaf}","purgedBy":15}`) : row,
    );
    expect(found(pack([...small(), fileOf('g'), fileOf('00', hidden)]))).toMatchObject({
      log: '00',
      seq: 3,
      code: 'purge-unexplained',
    });
  });

  it.each<[string, (files: Files) => Files, Partial<Finding>]>([
    [
      'no manifest',
      (files) => (files.delete(MANIFEST_FILE), files),
      { log: 'manifest', code: 'document-malformed' },
    ],
    [
      'a file changed under its manifest',
      (files) => files.set(rowsFile('00'), `${files.get(rowsFile('00'))}\n`),
      { log: '00', code: 'row-malformed' },
    ],
    [
      'a log left out',
      () => pack([...small(), fileOf('g')]),
      { log: 'manifest', code: 'file-missing' },
    ],
    [
      'an unknown file',
      () => pack([...small(), fileOf('g'), fileOf('00'), ['notes.txt', 'x']]),
      { log: 'manifest', code: 'document-malformed' },
    ],
    [
      'rows of an unknown log',
      () => pack([...small(), fileOf('g'), fileOf('00'), ['01.ndjson', '']]),
      { log: 'manifest', code: 'document-malformed' },
    ],
    [
      'no checkpoint',
      () => pack([...small([]), fileOf('g'), fileOf('00')]),
      { code: 'file-missing' },
    ],
    [
      'a torn checkpoint file',
      (files) => files.set(CHECKPOINTS_FILE, 'x\n'),
      { code: 'document-malformed' },
    ],
    [
      'keys changed under its manifest',
      (files) =>
        files.set(KEYS_FILE, formatKeys({ origin: ORIGIN, first: first.key, rollovers: [] })),
      { code: 'signer-unknown' },
    ],
    [
      'checkpoints out of order',
      () => pack([...small([...notes].reverse()), fileOf('g'), fileOf('00')]),
      { log: 'g', seq: 12, code: 'log-cut' },
    ],
    [
      'an earlier checkpoint of another past',
      () =>
        pack([
          ...small([
            signCheckpoint(
              at(1),
              [stateOf(makeLog('g', [4], (seq) => eventLine(seq + 50)))],
              first,
            ),
            ...notes.slice(1),
          ]),
          fileOf('g'),
          fileOf('00'),
        ]),
      { log: 'g', seq: 1, code: 'root-differs' },
    ],
    [
      'checkpoints that go back',
      () => pack([...small([...notes, ...notes.slice(1, 2)]), fileOf('g'), fileOf('00')]),
      { code: 'log-cut' },
    ],
  ])('is refused with %s', (_what, tamper, finding) => {
    expect(found(tamper(whole()))).toMatchObject(finding);
  });

  it('is refused with small files that are not those of the manifest', () => {
    const spare = formatNotes(notes.slice(1));
    expect(found(whole().set(CHECKPOINTS_FILE, spare))).toMatchObject({
      log: 'manifest',
      code: 'file-differs',
    });
    const other = pack(
      [...small(), fileOf('g'), fileOf('00')].map(([name, text]) => [
        name,
        name === '00.ndjson' ? '' : text,
      ]),
    );
    expect(found(whole().set(MANIFEST_FILE, other.get(MANIFEST_FILE) ?? ''))).toMatchObject({
      log: '00',
      code: 'file-differs',
    });
  });

  it('is refused with rows that no checkpoint covers', () => {
    const files = pack([...small(notes.slice(0, 2)), fileOf('g'), fileOf('00', [])]);
    expect(findingOf(verifyExport(files))).toMatchObject({ log: 'g', seq: 12, code: 'proof-bad' });
  });

  it('is refused with a row that brings a path of its own', () => {
    const rows = rowsOf('g').map((row) => (row.seq === 1 ? { ...row, path: [] } : row));
    const files = pack([...small(), fileOf('g', rows), fileOf('00')]);
    expect(found(files)).toMatchObject({ log: 'g', seq: 1, code: 'row-malformed' });
  });

  it.each(['{"b":1,"a":2}', '{"at":"2026-03-02T08:00:00.000Z"}', 'text', ' '])(
    'is refused with the line %j, though its root was signed',
    (line) => {
      const bad = makeLog('g', [1], () => line);
      const files = pack([
        ...small([signCheckpoint(at(7), [stateOf(bad)], second)]),
        fileOf(
          'g',
          bad.lines.map((text, i) => exportRow('g', i + 1, text)),
        ),
      ]);
      expect(found(files)).toMatchObject({ log: 'g', seq: 1, code: 'row-malformed' });
    },
  );

  it('is refused with a torn last row', () => {
    const files = whole();
    const torn = files.set(rowsFile('00'), files.get(rowsFile('00'))?.slice(0, -1) ?? '');
    expect(found(torn)).toMatchObject({ log: '00', code: 'file-differs' });
  });

  it('is refused with a checkpoint file whose last line is torn', () => {
    const torn = small().map(
      ([name, text]) => [name, name === CHECKPOINTS_FILE ? text.slice(0, -1) : text] as const,
    );
    expect(found(pack([...torn, fileOf('g'), fileOf('00')]))).toMatchObject({
      code: 'document-malformed',
    });
  });

  it('is refused with a manifest that miscounts rows', () => {
    const files = whole();
    const manifest = files.get(MANIFEST_FILE)?.replace('"rows":15', '"rows":16') ?? '';
    expect(found(files.set(MANIFEST_FILE, manifest))).toMatchObject({
      log: 'g',
      code: 'file-differs',
    });
  });

  it('is refused where an earlier key than the trusted one covers it', () => {
    const early = signCheckpoint(at(5), [stateOf(governance), stateOf(lane)], first);
    const files = pack([...small([early]), fileOf('g'), fileOf('00')]);
    expect(valueOf(verifyExport(files, first.key)).key).toEqual(first.key);
    expect(findingOf(verifyExport(files, second.key)).code).toBe('signer-unknown');
  });

  it('is refused to whoever trusts another key', () => {
    expect(findingOf(verifyExport(whole(), makeKey().key)).code).toBe('signer-unknown');
  });
});
