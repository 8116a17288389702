import { describe, expect, it } from 'vitest';
import { verifyExport } from '../../src/ledger/exportCheck.ts';
import { MANIFEST_FILE } from '../../src/ledger/exportManifest.ts';
import { type ExportRow, exportRow } from '../../src/ledger/exportRow.ts';
import type { Finding } from '../../src/ledger/finding.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { ProofTree } from '../../src/ledger/proofTree.ts';
import {
  covering,
  fileOf,
  first,
  found,
  governance,
  lane,
  pack,
  rowsOf,
  small,
} from './exportFixture.ts';
import { eventLine, type MadeLog, valueOf } from './support.ts';

/** Rows with the paths of a part export. */
function withPaths(made: MadeLog, seqs: readonly number[]): ExportRow[] {
  const tree = new ProofTree(made.lines.map(leafHash));
  const rows = rowsOf(made.log).filter(({ seq }) => seqs.includes(seq));
  return rows.map((row) => ({ ...row, path: tree.inclusion(row.seq - 1, made.lines.length) }));
}

const part = (rows: readonly ExportRow[], log = 'g') =>
  pack([...small([covering]), fileOf(log, [...rows])], { subject: 'AR-3' });

describe('an export of a part', () => {
  it('is proven to be genuine row by row, and says that it is not complete', () => {
    const rows = withPaths(governance, [1, 6, 7, 15]);
    expect(valueOf(verifyExport(part(rows), first.key))).toMatchObject({
      rows: 4,
      purged: 0,
      complete: false,
    });
    expect(valueOf(verifyExport(part(withPaths(lane, [2]), '00'), first.key))).toMatchObject({
      rows: 1,
      purged: 1,
    });
  });

  it.each<[string, readonly ExportRow[], Partial<Finding>]>([
    ['no path', rowsOf('g').slice(0, 1), { seq: 1, code: 'proof-bad' }],
    [
      'the path of another row',
      [
        {
          ...withPaths(governance, [6])[0],
          path: withPaths(governance, [7])[0]?.path,
        } as ExportRow,
      ],
      { seq: 6, code: 'proof-bad' },
    ],
    [
      'a row that was made up',
      [{ ...exportRow('g', 6, eventLine(60)), path: withPaths(governance, [6])[0]?.path ?? [] }],
      { seq: 6, code: 'proof-bad' },
    ],
    [
      'rows out of order',
      withPaths(governance, [6, 7]).reverse(),
      { seq: 6, code: 'row-malformed' },
    ],
    [
      'a row past the checkpoint',
      [{ ...withPaths(governance, [15])[0], seq: 16 } as ExportRow],
      { seq: 16, code: 'proof-bad' },
    ],
  ])('is refused with %s', (_what, rows, finding) => {
    expect(found(part(rows))).toMatchObject({ log: 'g', ...finding });
  });

  it('is refused as an export of everything', () => {
    const files = part(withPaths(governance, [1, 6]));
    const manifest = files.get(MANIFEST_FILE)?.replace('{"subject":"AR-3"}', 'null') ?? '';
    expect(found(files.set(MANIFEST_FILE, manifest))).toMatchObject({ code: 'file-missing' });
  });

  it('is not read with a scope of another form', () => {
    for (const scope of [
      '{}',
      '{"subject":"AR-3","x":"y"}',
      '{"subject":3}',
      '[]',
      '"all"',
      'false',
    ]) {
      const files = part(withPaths(governance, [1]));
      const manifest = files.get(MANIFEST_FILE)?.replace('{"subject":"AR-3"}', scope) ?? '';
      const checked = verifyExport(files.set(MANIFEST_FILE, manifest), first.key);
      expect(checked.ok ? 'ok' : checked.finding.code).toBe(
        scope === '{}' ? 'ok' : 'document-malformed',
      );
    }
  });
});
