import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockText, INITIAL_CHAIN, nextChain, purgeBlock } from '../../src/ledger/block.ts';
import { parseCanonical } from '../../src/ledger/canonical.ts';
import { verifyExport } from '../../src/ledger/exportCheck.ts';
import {
  exportFile,
  formatManifest,
  formatNotes,
  MANIFEST_FILE,
  parseManifest,
} from '../../src/ledger/exportManifest.ts';
import { emptyTree, formatPeaks, leafHash, pushLeaves, rootOf } from '../../src/ledger/merkle.ts';
import { formatKey, parseKey } from '../../src/ledger/noteKey.ts';
import * as own from '../../src/ledger/proof.ts';
import { first, whole } from './exportFixture.ts';
import { verifyProof, verifyWholeExport } from './secondExport.ts';
import * as second from './secondVerifier.ts';
import { valueOf } from './support.ts';

const page = readFileSync(new URL('../../src/ledger/FORMAT.md', import.meta.url), 'utf8');
const examples = new Map(
  [...page.matchAll(/^```\w+ (\S+)\n([^]*?)\n```$/gm)].map(([, name, text]) => [name, text]),
);

function example(name: string): string {
  const text = examples.get(name);
  if (text === undefined) throw new Error(`FORMAT.md has no example ${name}.`);
  return text;
}

const rowsOf = (name: string) => example(name).split('\n');
const lines = [1, 2, 3].map((n) => example(`g-line-${n}`));
const blocks = [`${lines[0]}\n${lines[1]}\n`, `${lines[2]}\n`];
const keys = example('keys');
const trusted = String((JSON.parse(keys) as { first: string }).first);
const note = `${example('checkpoint')}\n`;
const files = new Map([
  ['manifest.json', example('manifest')],
  ['keys.json', keys],
  ['checkpoints.ndjson', formatNotes([note])],
  ['g.ndjson', `${example('rows')}\n`],
  ['00.ndjson', ''],
]);

describe('the worked example of FORMAT.md', () => {
  it('has lines that are canonical', () => {
    expect(lines.map(parseCanonical)).not.toContain(undefined);
  });

  it('has the leaves, blocks, running hashes and roots that follow from its lines', () => {
    expect(lines.map(second.leafOf)).toEqual(rowsOf('g-leaves'));
    expect(blocks.map(second.textHash)).toEqual(rowsOf('g-blocks'));
    const [one = '', two = ''] = rowsOf('g-blocks');
    const chain = second.chainAfter('0'.repeat(64), one);
    expect([chain, second.chainAfter(chain, two)]).toEqual(rowsOf('g-chains'));
    expect([0, 1, 2, 3].map((size) => second.rootOver(rowsOf('g-leaves').slice(0, size)))).toEqual(
      rowsOf('g-roots'),
    );
    expect(example('g-peaks')).toBe(`${rowsOf('g-roots')[2]} ${rowsOf('g-leaves')[2]}`);
  });

  it('is what this room makes of the same lines', () => {
    expect(lines.map(leafHash)).toEqual(rowsOf('g-leaves'));
    expect([blockText(lines.slice(0, 2)), blockText(lines.slice(2))]).toEqual(blocks);
    const chain = nextChain(INITIAL_CHAIN, blocks[0] ?? '');
    expect([chain, nextChain(chain, blocks[1] ?? '')]).toEqual(rowsOf('g-chains'));
    const trees = [0, 1, 2, 3].map((size) =>
      pushLeaves(emptyTree, lines.slice(0, size).map(leafHash)),
    );
    expect(trees.map(rootOf)).toEqual(rowsOf('g-roots'));
    expect(formatPeaks(trees[3] ?? emptyTree)).toBe(example('g-peaks'));
    const purged = purgeBlock({ last: 2, n: 2, tx: 't', chain, text: blocks[0] ?? '' }, [2], 3);
    expect(purged).toMatchObject({
      text: `${example('g-block-1-purged')}\n`,
      was: rowsOf('g-blocks')[0],
    });
  });

  it('has a rollover and a checkpoint that its keys have signed', () => {
    const { origin, periods } = second.followKeys(keys);
    expect(keys).toContain(JSON.stringify(`${example('rollover')}\n`));
    const { at, logs } = second.openCheckpoint(note, origin, periods.slice(1));
    expect([at, [...logs.keys()]]).toEqual(['2026-03-09T10:16:00.000Z', ['g', '00']]);
    expect(logs.get('g')).toEqual({
      size: 3,
      root: rowsOf('g-roots')[3],
      chain: rowsOf('g-chains')[1],
    });
    expect(logs.get('00')).toEqual({ size: 0, root: rowsOf('g-roots')[0], chain: INITIAL_CHAIN });
  });

  it('has a proof and an export that both verifiers accept', () => {
    const key = parseKey(trusted);
    expect(verifyProof(example('proof'), trusted)).toBe(lines[0]);
    expect(valueOf(own.verifyProof(example('proof'), key)).line).toBe(lines[0]);
    expect(verifyWholeExport(files, trusted)).toBe(3);
    expect(valueOf(verifyExport(files, key))).toMatchObject({ rows: 3, purged: 1, complete: true });
  });
});

describe('two verifiers that share no code', () => {
  const accepts = (check: () => unknown): boolean => {
    try {
      check();
      return true;
    } catch {
      return false;
    }
  };
  const change = (text: string, where: number, put: string) => {
    const at = Math.floor(where * text.length);
    return text.slice(0, at) + put + text.slice(at + 1);
  };
  const spot = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  const put = fc.constantFrom('', '0', '1', 'a', '"', '\n', ' ', '\\', 'é', '\n\n');
  const key = formatKey(first.key);

  it('accept the same export', () => {
    expect(verifyWholeExport(whole(), key)).toBe(22);
  });

  it('agree on every change of one character in one file, with the manifest as it was or made to fit', () => {
    const names = [...whole().keys()];
    const changes = fc.record({
      name: fc.constantFrom(...names),
      where: spot,
      put,
      refit: fc.boolean(),
    });
    fc.assert(
      fc.property(changes, ({ name, where, put: text, refit }) => {
        const packed = whole();
        const old = packed.get(name) ?? '';
        const changed = change(old, where, text);
        packed.set(name, changed);
        const [was, is] = [exportFile(name, old), exportFile(name, changed)];
        const manifest = (packed.get(MANIFEST_FILE) ?? '').replace(was.sha256, is.sha256);
        if (refit && name !== MANIFEST_FILE) packed.set(MANIFEST_FILE, manifest);
        const verdict = verifyExport(packed, first.key).ok;
        expect(accepts(() => verifyWholeExport(packed, key))).toBe(verdict);
        expect(verdict).toBe(changed === old || isAnotherTime(name, changed));
      }),
      { numRuns: 400 },
    );
  });

  /** When an export was made is all that nothing proves: its events and checkpoints have times of their own. */
  function isAnotherTime(name: string, changed: string): boolean {
    const [was, is] = [whole().get(MANIFEST_FILE) ?? '', changed].map(parseManifest);
    if (name !== MANIFEST_FILE || !was?.ok || !is?.ok) return false;
    return formatManifest({ ...is.value, at: was.value.at }) === formatManifest(was.value);
  }

  it('agree on every change of one character in a proof', () => {
    const proof = example('proof');
    fc.assert(
      fc.property(spot, put, (where, text) => {
        const changed = change(proof, where, text);
        const verdict = own.verifyProof(changed, parseKey(trusted)).ok;
        expect(accepts(() => verifyProof(changed, trusted))).toBe(verdict);
        expect(verdict).toBe(changed === proof);
      }),
      { numRuns: 400 },
    );
  });
});
