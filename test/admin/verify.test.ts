import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerLine } from '../../src/admin/events/line.ts';
import { fromHex, toHex } from '../../src/admin/pages/ledger/verify/bytes.ts';
import { climbed, rooted } from '../../src/admin/pages/ledger/verify/merkle.ts';
import { type Checkpoint, checkedNote } from '../../src/admin/pages/ledger/verify/note.ts';
import { type FetchPage, verifyLedger } from '../../src/admin/pages/ledger/verify/verify.ts';
import { checkpointBody } from '../../src/ledger/checkpoint.ts';
import { emptyTree, leafHash, pushLeaves, rootOf } from '../../src/ledger/merkle.ts';
import { assembleNote } from '../../src/ledger/note.ts';

const never = new AbortController().signal;
const CHAIN = '0'.repeat(64);

const lineOf = (log: string, seq: number): LedgerLine => {
  const line = `{"at":"2026-11-20T09:00:00.000Z","data":{"n":${seq}},"salt":"${log}","type":"x"}`;
  return { log, seq, at: '2026-11-20T09:00:00.000Z', type: 'x', leaf: leafHash(line), line };
};
const logOf = (log: string, size: number): LedgerLine[] =>
  Array.from({ length: size }, (_, i) => lineOf(log, i + 1));

const stateOf = (log: string, lines: readonly LedgerLine[]) => ({
  log,
  size: lines.length,
  root: rootOf(
    pushLeaves(
      emptyTree,
      lines.map(({ leaf }) => leaf),
    ),
  ),
});

/** A signer of checkpoints as the server has one, with its key as it is published. */
function signer() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = {
    keyName: 'countersign/test',
    publicKeySpkiDer: publicKey.export({ type: 'spki', format: 'der' }),
  };
  const note = (lines: readonly (readonly LedgerLine[])[], names: readonly string[]): string => {
    const logs = names.map((log, i) => ({ ...stateOf(log, lines[i] ?? []), chain: CHAIN }));
    const body = checkpointBody({
      origin: 'countersign/test',
      at: '2026-11-20T09:00:00.000Z',
      logs,
    });
    return assembleNote(body, key, sign('sha256', Buffer.from(body), privateKey));
  };
  return { note, jwk: publicKey.export({ format: 'jwk' }) };
}

describe('a Merkle tree made in the browser', () => {
  it('has the root of the server’s, and each path leads to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 70 }), async (size) => {
        const lines = logOf('g', size);
        const leaves = lines.map(({ leaf }) => fromHex(leaf) ?? new Uint8Array());
        const indexes = leaves.map((_, i) => i);
        const { root, paths } = await rooted(leaves, indexes, never);
        expect(toHex(root)).toBe(stateOf('g', lines).root);
        for (const [index, path] of paths) {
          const leaf = leaves[index] ?? root;
          const end = await climbed(leaf, { index, size }, path);
          expect(end && toHex(end)).toBe(toHex(root));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is not reached by another leaf, place or path', async () => {
    const leaves = logOf('g', 13).map(({ leaf }) => fromHex(leaf) ?? new Uint8Array());
    const { root, paths } = await rooted(leaves, [4], never);
    const path = paths.get(4) ?? [];
    const [leaf, other] = [leaves[4] ?? root, leaves[5] ?? root];
    const leads = async (...[from, place, way]: Parameters<typeof climbed>) => {
      const end = await climbed(from, place, way);
      return end !== undefined && toHex(end) === toHex(root);
    };
    expect(await leads(leaf, { index: 4, size: 13 }, path)).toBe(true);
    expect(await leads(other, { index: 4, size: 13 }, path)).toBe(false);
    expect(await leads(leaf, { index: 5, size: 13 }, path)).toBe(false);
    expect(await leads(leaf, { index: 4, size: 13 }, path.slice(1))).toBe(false);
    expect(await leads(leaf, { index: 4, size: 13 }, [...path, leaf])).toBe(false);
  });
});

describe('the checkpoint’s signature', () => {
  it('is checked against the published keys, whatever its numbers begin with', async () => {
    // Leading zeros and sign bytes of r and s come up often enough in so many signatures.
    for (let i = 0; i < 60; i += 1) {
      const { note, jwk } = signer();
      const text = note([logOf('g', 2)], ['g']);
      const checkpoint = await checkedNote(text, [signer().jwk, jwk]);
      expect(checkpoint).toMatchObject({ origin: 'countersign/test', keyName: 'countersign/test' });
      expect(checkpoint.logs).toEqual([stateOf('g', logOf('g', 2))]);
    }
  });

  it.each([
    ['another key', (text: string) => text, true],
    ['another size', (text: string) => text.replace('\ng 2 ', '\ng 3 '), false],
    ['another root', (text: string) => text.replace(/g 2 ./, 'g 2 _'), false],
    ['no signature', (text: string) => `${text.split('\n\n')[0]}\n\n`, false],
    ['no form', () => 'hello', false],
  ])('is refused under %s', async (_what, change, isForeign) => {
    const { note, jwk } = signer();
    const text = change(note([logOf('g', 2)], ['g']));
    await expect(checkedNote(text, [isForeign ? signer().jwk : jwk])).rejects.toThrow(
      /signed the checkpoint|not of its form/,
    );
  });
});

describe('a ledger verified in the browser', () => {
  const NAMES = ['g', '00', '01'];
  const whole = () => [logOf('g', 23), logOf('00', 0), logOf('01', 7)];

  async function verified(
    shown: readonly LedgerLine[],
    more: Partial<Parameters<typeof verifyLedger>[0]> = {},
  ) {
    const { note, jwk } = signer();
    const checkpoint: Checkpoint = await checkedNote(note(whole(), NAMES), [jwk]);
    const fetchPage: FetchPage = async (after) => {
      const from = Number(after ?? 0);
      const next = from + 5 < shown.length ? String(from + 5) : undefined;
      return { lines: shown.slice(from, from + 5), next };
    };
    return verifyLedger({ checkpoint, fetchPage, signal: never, onProgress: () => {}, ...more });
  }

  it('fits as it is, also where more was written since, and tells how far it is', async () => {
    const progress: (readonly [number, number])[] = [];
    const later = [logOf('g', 25), logOf('00', 1), logOf('01', 9)].flat();
    const report = await verified(later, {
      onProgress: (done, all) => progress.push([done, all]),
    });
    expect(report).toMatchObject({ bad: undefined, hashed: 30, hidden: 0 });
    expect(report.logs.map(({ isGood }) => isGood)).toEqual([true, true, true]);
    expect(progress.at(0)).toEqual([0, 30]);
    expect(progress.at(-1)).toEqual([30, 30]);
  });

  it('fits where content is hidden from the reader: its leaf is taken as told, and the root proves it', async () => {
    const shown = whole()
      .flat()
      .map((line) =>
        line.seq === 3 ? { ...line, line: '{"hidden":true}', redacted: true as const } : line,
      );
    expect(await verified(shown)).toMatchObject({ bad: undefined, hashed: 28, hidden: 2 });
  });

  const changed = (seq: number, change: (line: LedgerLine) => LedgerLine) => () =>
    whole()
      .flat()
      .map((line) => (line.log === 'g' && line.seq === seq ? change(line) : line));
  const rewritten = (line: LedgerLine): LedgerLine => {
    const text = line.line.replace('"n"', '"m"');
    return { ...line, line: text, leaf: leafHash(text) };
  };

  it.each([
    ['a changed line', changed(9, (line) => ({ ...line, line: rewritten(line).line })), 9],
    ['a line rewritten with its leaf', changed(9, rewritten), 1],
    [
      'a hidden line with another leaf',
      changed(9, (line) => ({ ...line, redacted: true as const, leaf: '0'.repeat(64) })),
      1,
    ],
    [
      'a missing line',
      () =>
        whole()
          .flat()
          .filter(({ log, seq }) => log !== 'g' || seq !== 9),
      9,
    ],
    [
      'a cut log',
      () =>
        whole()
          .flat()
          .filter(({ log, seq }) => log !== 'g' || seq < 20),
      20,
    ],
    [
      'two lines swapped',
      () =>
        whole()
          .flat()
          .map((line) =>
            line.log === 'g' && (line.seq === 4 || line.seq === 5)
              ? { ...lineOf('g', 9 - line.seq), seq: line.seq }
              : line,
          ),
      1,
    ],
  ])('is found out by %s', async (_what, shown, seq) => {
    const { bad } = await verified(shown());
    expect(bad).toMatchObject({ log: 'g', seq });
  });

  it('gives the audit paths that were asked for, of governance alone where nothing else is', async () => {
    const report = await verified(whole().flat(), { only: ['g'], prove: [1, 23] });
    expect(report.logs).toHaveLength(1);
    expect([...(report.logs[0]?.paths.keys() ?? [])]).toEqual([1, 23]);
    expect(report.hashed).toBe(23);
  });

  it('stops where it is cancelled', async () => {
    const controller = new AbortController();
    const fetchPage: FetchPage = async (_after, signal) => {
      controller.abort();
      signal.throwIfAborted();
      return { lines: [], next: undefined };
    };
    await expect(verified([], { signal: controller.signal, fetchPage })).rejects.toThrow(/abort/i);
  });
});
