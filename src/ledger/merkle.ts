import { LedgerFault } from './fault.ts';
import { isHash, sha256, writeHash } from './hash.ts';

/**
 * A Merkle tree of RFC 6962 (section 2.1), reduced to what appending needs: the roots of its complete
 * subtrees, largest first. `peaks` has one hash for each 1 in the binary form of `size`.
 */
export interface Tree {
  readonly size: number;
  readonly peaks: readonly string[];
}

/** The tree of no leaves. Its root is the hash of nothing. */
export const emptyTree: Tree = { size: 0, peaks: [] };

const EMPTY_ROOT = sha256('');

/** The leaf hash of a line: SHA-256 of a zero byte and the line's UTF-8 bytes, in hex. */
export function leafHash(line: string): string {
  return sha256(`\0${line}`);
}

const node = Buffer.alloc(65, 1);

/** The hash of an inner node: SHA-256 of a 1 byte and both children's 32 bytes. Takes and gives hex. */
export function nodeHash(left: string, right: string): string {
  writeHash(node, 1, left);
  writeHash(node, 33, right);
  return sha256(node);
}

/** The tree after appending leaf hashes (64 hex digits each), in order. */
export function pushLeaves(tree: Tree, leaves: readonly string[]): Tree {
  const peaks = [...tree.peaks];
  let size = tree.size;
  for (const leaf of leaves) {
    let peak = leaf;
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2)
      peak = nodeHash(peaks.pop() ?? '', peak);
    peaks.push(peak);
    size += 1;
  }
  return { size, peaks };
}

/** The root hash of a tree, in hex. */
export function rootOf(tree: Tree): string {
  return tree.size === 0
    ? EMPTY_ROOT
    : tree.peaks.reduceRight((right, left) => nodeHash(left, right));
}

/** The peaks as one text, for a column: hashes parted by a space, empty for the empty tree. */
export function formatPeaks(tree: Tree): string {
  return tree.peaks.join(' ');
}

/** The tree of a stored size and peaks text. Throws `not-a-tree` where they cannot belong together. */
export function parseTree(size: number, peaks: string): Tree {
  const hashes = peaks === '' ? [] : peaks.split(' ');
  if (!isTree({ size, peaks: hashes })) {
    throw new LedgerFault(
      'not-a-tree',
      `${hashes.length} peaks cannot be those of a tree of ${size} leaves.`,
    );
  }
  return { size, peaks: hashes };
}

/** Whether size and peaks can belong together: a safe size, and one well-formed hash for each of its 1 bits. */
export function isTree(tree: Tree): boolean {
  return (
    Number.isSafeInteger(tree.size) &&
    tree.size >= 0 &&
    tree.peaks.length === ones(tree.size) &&
    tree.peaks.every(isHash)
  );
}

function ones(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
