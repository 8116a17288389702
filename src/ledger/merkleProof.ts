import { isHash } from './hash.ts';
import { nodeHash } from './merkle.ts';
import { ProofTree } from './proofTree.ts';

/** What an inclusion proof claims: that `leaf` stands at `index` (from 0) of the tree of `size` leaves with `root`. */
export interface InclusionClaim {
  readonly leaf: string;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly string[];
  readonly root: string;
}

/** What a consistency proof claims: that the tree of `oldSize` leaves is the beginning of the tree of `size`. */
export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: string;
  readonly size: number;
  readonly root: string;
  readonly proof: readonly string[];
}

/** The audit path (RFC 6962, 2.1.1) of one leaf in the tree of all `leaves`. For many, keep a `ProofTree`. */
export function inclusionProof(leaves: readonly string[], index: number): string[] {
  return new ProofTree(leaves).inclusion(index, leaves.length);
}

/** The proof (RFC 6962, 2.1.2) that the first `oldSize` leaves, at least one, begin the tree of all `leaves`. */
export function consistencyProof(leaves: readonly string[], oldSize: number): string[] {
  return new ProofTree(leaves).consistency(oldSize, leaves.length);
}

/** Whether an inclusion claim holds (RFC 9162, 2.1.3.2). Takes anything: malformed hashes and sizes are false. */
export function verifyInclusion(claim: InclusionClaim): boolean {
  const { leaf, index, size, proof, root } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leaf, root, ...proof].every(isHash)) return false;
  const walk = new Walk(index, size - 1);
  let hash = leaf;
  for (const sibling of proof) {
    if (walk.done) return false;
    hash = walk.fromLeft() ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    walk.up();
  }
  return walk.done && hash === root;
}

/**
 * Whether a consistency claim holds (RFC 9162, 2.1.4.2). Takes anything. A proof from the empty tree
 * is false: it would say nothing, as every tree begins with it.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, oldRoot, size, root, proof } = claim;
  if (!isCount(oldSize) || !isCount(size) || oldSize === 0 || oldSize > size) return false;
  if (![oldRoot, root, ...proof].every(isHash)) return false;
  if (oldSize === size) return proof.length === 0 && oldRoot === root;
  const [seed, ...path] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  return seed !== undefined && proof.length > 0 && climb(claim, seed, path);
}

function climb(claim: ConsistencyClaim, seed: string, path: readonly string[]): boolean {
  const walk = new Walk(claim.oldSize - 1, claim.size - 1);
  walk.skipRightEdges();
  let oldHash = seed;
  let hash = seed;
  for (const sibling of path) {
    if (walk.done) return false;
    if (walk.fromLeft()) {
      oldHash = nodeHash(sibling, oldHash);
      hash = nodeHash(sibling, hash);
    } else {
      hash = nodeHash(hash, sibling);
    }
    walk.up();
  }
  return walk.done && oldHash === claim.oldRoot && hash === claim.root;
}

/**
 * The two positions both RFC algorithms move upwards together: `fn` on the path, `sn` on the right
 * edge of the tree. Division and not shifts, because shifts in this language stop at 32 bits.
 */
class Walk {
  #fn: number;
  #sn: number;

  constructor(fn: number, sn: number) {
    this.#fn = fn;
    this.#sn = sn;
  }

  get done(): boolean {
    return this.#sn === 0;
  }

  /** Whether the next sibling stands to the left. Passes the levels at which the right edge has none. */
  fromLeft(): boolean {
    const left = this.#fn % 2 === 1 || this.#fn === this.#sn;
    if (left) while (this.#fn % 2 === 0 && this.#fn !== 0) this.up();
    return left;
  }

  skipRightEdges(): void {
    while (this.#fn % 2 === 1) this.up();
  }

  up(): void {
    this.#fn = Math.floor(this.#fn / 2);
    this.#sn = Math.floor(this.#sn / 2);
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}
