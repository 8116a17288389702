import { INITIAL_CHAIN, nextChain, parseBlock, type StoredBlock } from '../../src/ledger/block.ts';
import { ChainVerifier, type StoredHead } from '../../src/ledger/chainVerifier.ts';
import type { LogState } from '../../src/ledger/checkpoint.ts';
import type { Finding } from '../../src/ledger/finding.ts';
import { emptyTree, leafHash, pushLeaves } from '../../src/ledger/merkle.ts';
import { LogVerifier } from '../../src/ledger/verify.ts';
import { makeLog, stateOf } from './support.ts';

/** Fifteen events in five blocks that end at 3, 4, 9, 11 and 15; checkpoints were made at 4, 9 and 15. */
export const log = makeLog('g', [3, 1, 5, 2, 4]);
export const CHECKPOINTS = [stateOf(log, 1), stateOf(log, 2), stateOf(log, 4)];

/** What stands in the store, and the checkpoints known from elsewhere. */
export interface Stored {
  readonly blocks: readonly StoredBlock[];
  readonly head: StoredHead;
  readonly checkpoints: readonly LogState[];
}

export const genuine: Stored = { blocks: log.blocks, head: log.head, checkpoints: CHECKPOINTS };

/** The finding of the auditor's verifier. */
export function verifyFully({ blocks, head, checkpoints }: Stored): Finding | undefined {
  const verifier = new LogVerifier('g');
  for (const { size, root, chain } of checkpoints) verifier.expect(size, root, chain);
  for (const block of blocks) verifier.add(block);
  return verifier.finish(head);
}

/** The finding of the fast verifier. */
export function verifyChain({ blocks, head, checkpoints }: Stored): Finding | undefined {
  const verifier = new ChainVerifier('g');
  for (const { size, chain } of checkpoints) verifier.expect(size, chain);
  for (const block of blocks) verifier.add(block);
  return verifier.finish(head);
}

/** The blocks with one of them changed. */
export function change(
  at: number,
  how: (block: StoredBlock) => Partial<StoredBlock>,
): readonly StoredBlock[] {
  return log.blocks.map((block, i) => (i === at ? { ...block, ...how(block) } : block));
}

/** What a thief with write access to everything stored does: running hashes and head made to fit the blocks. */
export function rewrite(blocks: readonly StoredBlock[]): Omit<Stored, 'checkpoints'> {
  let chain = INITIAL_CHAIN;
  let tree = emptyTree;
  const made = blocks.map((block) => {
    const lines = parseBlock(block.text);
    chain = nextChain(chain, block.text);
    tree = pushLeaves(tree, lines.map(leafHash));
    return { ...block, n: lines.length, last: tree.size, chain };
  });
  return {
    blocks: made,
    head: { size: tree.size, peaks: tree.peaks, chain, tx: made.at(-1)?.tx ?? '' },
  };
}
