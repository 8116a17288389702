import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHash, nodeHash } from '../../src/ledger/merkle.ts';
import {
  consistencyProof,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from '../../src/ledger/merkleProof.ts';
import { ProofTree } from '../../src/ledger/proofTree.ts';
import { rootOver } from './secondVerifier.ts';
import { KNOWN_LEAVES, KNOWN_ROOTS } from './vectors.ts';

const naive = (leaves: readonly string[]) => rootOver(leaves);
const leavesOf = (size: number) => Array.from({ length: size }, (_, i) => leafHash(`line ${i}`));
const sizes = fc.integer({ min: 1, max: 600 });

/** Every way of changing a list of hashes a little. */
function mutations(proof: readonly string[], other: string): string[][] {
  const flipped = (hash: string, at: number) =>
    hash.slice(0, at) + (hash[at] === '0' ? '1' : '0') + hash.slice(at + 1);
  return [
    [...proof, other],
    [other, ...proof],
    [...proof, ''],
    ...proof.map((_, i) => proof.toSpliced(i, 1)),
    ...proof.flatMap((hash, i) => [
      proof.with(i, flipped(hash, 0)),
      proof.with(i, flipped(hash, 63)),
      proof.with(i, other),
      proof.with(i, hash.toUpperCase() + ' '),
    ]),
    ...proof.slice(1).map((hash, i) => proof.with(i, hash).with(i + 1, proof[i] ?? '')),
  ];
}

describe('inclusion', () => {
  it('is proven for every leaf, for the root it was made for, and by no changed proof', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, pick) => {
        const leaves = leavesOf(size);
        const index = pick % size;
        const proof = inclusionProof(leaves, index);
        const claim = { leaf: leaves[index] ?? '', index, size, proof, root: naive(leaves) };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leaf: leafHash('another') })).toBe(false);
        expect(verifyInclusion({ ...claim, root: leafHash('another') })).toBe(false);
        for (const changed of mutations(proof, leafHash('x')))
          expect(verifyInclusion({ ...claim, proof: changed })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is proven at one place only', () => {
    const leaves = leavesOf(21);
    for (let index = 0; index < 21; index += 1) {
      const claim = {
        leaf: leaves[index] ?? '',
        size: 21,
        proof: inclusionProof(leaves, index),
        root: naive(leaves),
      };
      const places = Array.from({ length: 22 }, (_, at) => at).filter((at) =>
        verifyInclusion({ ...claim, index: at }),
      );
      expect(places).toEqual([index]);
    }
  });

  it.each([
    [-1, 8],
    [8, 8],
    [0, 0],
    [0.5, 8],
    [0, -1],
    [0, Number.NaN],
    [0, 2 ** 60],
    [Number.NaN, 8],
    [2 ** 53, 2 ** 54],
  ])('is false for leaf %d of %d', (index, size) => {
    const proof = inclusionProof(KNOWN_LEAVES, 0);
    expect(
      verifyInclusion({
        leaf: KNOWN_LEAVES[0] ?? '',
        index,
        size,
        proof,
        root: KNOWN_ROOTS[8] ?? '',
      }),
    ).toBe(false);
  });

  it('is false with a path that goes on above the root of the size it claims', () => {
    const leaves = leavesOf(4);
    const claim = { leaf: leaves[2] ?? '', proof: inclusionProof(leaves, 2), root: naive(leaves) };
    expect(verifyInclusion({ ...claim, index: 2, size: 4 })).toBe(true);
    expect(verifyInclusion({ ...claim, index: 0, size: 2 })).toBe(false);
    expect(verifyInclusion({ ...claim, index: 0, size: 1 })).toBe(false);
  });

  it.each([0, 5, 2 ** 33 + 5, 2 ** 40 - 1])(
    'verifies leaf %d of more than 32 bits count',
    (index) => {
      const path = Array.from({ length: 40 }, (_, level) => leafHash(`sibling ${level}`));
      const sides = path.map((_, level) => Math.floor(index / 2 ** level) % 2 === 1);
      const root = path.reduce(
        (hash, sibling, level) =>
          sides[level] ? nodeHash(sibling, hash) : nodeHash(hash, sibling),
        leafHash('leaf'),
      );
      const claim = { leaf: leafHash('leaf'), index, size: 2 ** 40, proof: path, root };
      expect(verifyInclusion(claim)).toBe(true);
      expect(verifyInclusion({ ...claim, size: 2 ** 50 })).toBe(false);
      expect(verifyInclusion({ ...claim, index: index === 0 ? 1 : index - 1 })).toBe(false);
    },
  );
});

describe('consistency', () => {
  it('is proven between every two sizes, and by no changed proof', () => {
    fc.assert(
      fc.property(sizes, sizes, (a, b) => {
        const [oldSize, size] = a < b ? [a, b] : [b, a];
        const leaves = leavesOf(size);
        const proof = consistencyProof(leaves, oldSize);
        const claim = {
          oldSize,
          oldRoot: naive(leaves.slice(0, oldSize)),
          size,
          root: naive(leaves),
          proof,
        };
        expect(verifyConsistency(claim)).toBe(true);
        for (const changed of mutations(proof, leafHash('x')))
          expect(verifyConsistency({ ...claim, proof: changed })).toBe(false);
        expect(verifyConsistency({ ...claim, oldRoot: leafHash('x') })).toBe(false);
        expect(verifyConsistency({ ...claim, root: leafHash('x') })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is false with a path that goes on above the roots of the sizes it claims', () => {
    const leaves = leavesOf(8);
    const claim = {
      oldRoot: naive(leaves.slice(0, 7)),
      root: naive(leaves),
      proof: consistencyProof(leaves, 7),
    };
    expect(verifyConsistency({ ...claim, oldSize: 7, size: 8 })).toBe(true);
    expect(verifyConsistency({ ...claim, oldSize: 3, size: 4 })).toBe(false);
  });

  it('is not proven for a history that was rewritten', () => {
    const leaves = leavesOf(40);
    const rewritten = leaves.with(3, leafHash('rewritten'));
    const claim = {
      oldSize: 17,
      oldRoot: naive(leaves.slice(0, 17)),
      size: 40,
      root: naive(rewritten),
    };
    expect(verifyConsistency({ ...claim, proof: consistencyProof(rewritten, 17) })).toBe(false);
    expect(verifyConsistency({ ...claim, proof: consistencyProof(leaves, 17) })).toBe(false);
  });

  it.each([
    [0, 8],
    [9, 8],
    [-1, 8],
    [0.5, 8],
    [8, Number.NaN],
    [1, 2 ** 60],
  ])('is false from %d to %d', (oldSize, size) => {
    const proof = consistencyProof(KNOWN_LEAVES, 3);
    expect(
      verifyConsistency({
        oldSize,
        oldRoot: KNOWN_ROOTS[3] ?? '',
        size,
        root: KNOWN_ROOTS[8] ?? '',
        proof,
      }),
    ).toBe(false);
  });
});

describe('ProofTree', () => {
  it('gives the same proofs whatever it was asked before', () => {
    const leaves = leavesOf(2000);
    const kept = new ProofTree(leaves);
    for (const [index, size] of [
      [0, 2000],
      [1999, 2000],
      [300, 1025],
      [255, 256],
      [1024, 1025],
      [7, 512],
    ] as const) {
      expect(kept.inclusion(index, size)).toEqual(inclusionProof(leaves.slice(0, size), index));
      expect(kept.root(size)).toBe(naive(leaves.slice(0, size)));
    }
    expect(kept.consistency(700, 1500)).toEqual(consistencyProof(leaves.slice(0, 1500), 700));
  });

  it('refuses places and sizes that it has not', () => {
    const tree = new ProofTree(leavesOf(4));
    for (const ask of [
      () => tree.inclusion(4, 4),
      () => tree.inclusion(0, 5),
      () => tree.inclusion(-1, 4),
      () => tree.consistency(0, 4),
      () => tree.consistency(3, 2),
      () => tree.consistency(1, 5),
      () => tree.root(5),
      () => tree.inclusion(0.5, 4),
      () => tree.root(1.5),
      () => tree.consistency(1.5, 4),
    ]) {
      expect(ask).toThrow(expect.objectContaining({ code: 'out-of-range' }));
    }
  });
});
