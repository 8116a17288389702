import { type Bytes, joined, sha256, utf8 } from './bytes.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
/** Hashes that are on their way at once. */
const ABREAST = 2_000;

/** RFC 6962, 2.1: the hash of a line. */
export const leafHash = (line: string): Promise<Bytes> => sha256(joined(LEAF, utf8(line)));

const nodeHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(joined(NODE, left, right));

/** The level above: pairs are hashed, the last of an odd number goes up as it is. */
async function above(level: readonly Bytes[], signal: AbortSignal): Promise<readonly Bytes[]> {
  const next: Bytes[] = [];
  for (let at = 0; at < level.length; at += 2 * ABREAST) {
    signal.throwIfAborted();
    const part = level.slice(at, at + 2 * ABREAST);
    const pairs = part.flatMap((left, i) => {
      if (i % 2 === 1) return [];
      const right = part[i + 1];
      return [right === undefined ? Promise.resolve(left) : nodeHash(left, right)];
    });
    next.push(...(await Promise.all(pairs)));
  }
  return next;
}

/** A tree's root, and the audit path of each leaf that was asked for (by index, the hash nearest to the leaf first). */
export interface Rooted {
  readonly root: Bytes;
  readonly paths: ReadonlyMap<number, readonly Bytes[]>;
}

/** The Merkle tree of RFC 6962, 2.1, over leaf hashes. */
export async function rooted(
  leaves: readonly Bytes[],
  wanted: readonly number[],
  signal: AbortSignal,
): Promise<Rooted> {
  const paths = new Map(wanted.map((leaf): [number, Bytes[]] => [leaf, []]));
  let level: readonly Bytes[] = leaves;
  for (let height = 0; level.length > 1; height += 1) {
    for (const [leaf, path] of paths) {
      // A leaf's place at this height, and its neighbour's.
      const sibling = level[Math.floor(leaf / 2 ** height) ^ 1];
      if (sibling !== undefined) path.push(sibling);
    }
    level = await above(level, signal);
  }
  return { root: level[0] ?? (await sha256(new Uint8Array())), paths };
}

/** RFC 9162, 2.1.3.2: the root that a leaf and its audit path lead to, in a tree of `size`; undefined where the path cannot be one of it. */
export async function climbed(
  leaf: Bytes,
  { index, size }: { readonly index: number; readonly size: number },
  path: readonly Bytes[],
): Promise<Bytes | undefined> {
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      hash = await nodeHash(sibling, hash);
      for (; node % 2 === 0 && node !== 0; node /= 2) last = Math.floor(last / 2);
    } else hash = await nodeHash(hash, sibling);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}
