import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyTree,
  formatPeaks,
  leafHash,
  nodeHash,
  parseTree,
  pushLeaves,
  rootOf,
} from '../../src/ledger/merkle.ts';
import { ProofTree } from '../../src/ledger/proofTree.ts';
import { rootOver } from './secondVerifier.ts';
import { KNOWN_LEAVES, KNOWN_ROOTS } from './vectors.ts';

const naive = (leaves: readonly string[]) => rootOver(leaves);
const leavesOf = (size: number) => Array.from({ length: size }, (_, i) => leafHash(`line ${i}`));

describe('the tree', () => {
  it('has the known roots of Certificate Transparency', () => {
    const roots = KNOWN_ROOTS.map((_, size) =>
      rootOf(pushLeaves(emptyTree, KNOWN_LEAVES.slice(0, size))),
    );
    expect(roots).toEqual(KNOWN_ROOTS);
    expect(KNOWN_ROOTS.map((_, size) => new ProofTree(KNOWN_LEAVES).root(size))).toEqual(
      KNOWN_ROOTS,
    );
  });

  it('hashes lines as UTF-8, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        const bytes = Buffer.concat([Buffer.from([0]), Buffer.from(line, 'utf8')]);
        expect(leafHash(line)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
  });

  it('has the root of the definition, in however many steps it grew', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }), (steps) => {
        const leaves = leavesOf(steps.reduce((a, b) => a + b, 0));
        let tree = emptyTree;
        let from = 0;
        for (const step of steps) tree = pushLeaves(tree, leaves.slice(from, (from += step)));
        expect(tree.size).toBe(leaves.length);
        expect(rootOf(tree)).toBe(naive(leaves));
        expect(new ProofTree(leaves).root(leaves.length)).toBe(rootOf(tree));
        expect(parseTree(tree.size, formatPeaks(tree))).toEqual(tree);
      }),
    );
  });

  it('does not change the tree it was given', () => {
    const tree = pushLeaves(emptyTree, leavesOf(5));
    const before = JSON.stringify(tree);
    pushLeaves(tree, leavesOf(9));
    expect(JSON.stringify(tree)).toBe(before);
  });

  it('refuses stored peaks that cannot be those of its size', () => {
    const peaks = formatPeaks(pushLeaves(emptyTree, leavesOf(5)));
    for (const [size, text] of [
      [4, peaks],
      [7, peaks],
      [5, ''],
      [5, peaks.toUpperCase()],
      [5, peaks.slice(1)],
      [-1, ''],
      [0.5, peaks],
      [0, ' '],
    ] as const) {
      expect(() => parseTree(size, text)).toThrow(expect.objectContaining({ code: 'not-a-tree' }));
    }
  });

  it('refuses to hash what is not a hash', () => {
    const hash = leafHash('a');
    for (const bad of ['', hash.slice(1), `${hash}00`, `zz${hash.slice(2)}`]) {
      expect(() => nodeHash(hash, bad)).toThrow(expect.objectContaining({ code: 'not-a-hash' }));
      expect(() => nodeHash(bad, hash)).toThrow(expect.objectContaining({ code: 'not-a-hash' }));
    }
  });
});
