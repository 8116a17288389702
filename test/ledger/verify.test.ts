import { describe, expect, it } from 'vitest';
import { INITIAL_CHAIN, purgeBlock } from '../../src/ledger/block.ts';
import { ChainVerifier } from '../../src/ledger/chainVerifier.ts';
import { emptyTree, leafHash, pushLeaves, rootOf } from '../../src/ledger/merkle.ts';
import { LogVerifier } from '../../src/ledger/verify.ts';
import { CHECKPOINTS, change, genuine, log, verifyChain, verifyFully } from './storedLog.ts';
import { eventLine, makeLog, stateOf } from './support.ts';

describe('both verifiers', () => {
  it('find nothing in a genuine log', () => {
    expect(verifyFully(genuine)).toBeUndefined();
    expect(verifyChain(genuine)).toBeUndefined();
    const empty = makeLog('g', []);
    const start = { log: 'g', size: 0, root: rootOf(emptyTree), chain: INITIAL_CHAIN };
    expect(verifyFully({ blocks: [], head: empty.head, checkpoints: [start] })).toBeUndefined();
    expect(verifyChain({ blocks: [], head: empty.head, checkpoints: [start] })).toBeUndefined();
  });

  it('keep the first finding', () => {
    const verifier = new LogVerifier('g');
    const [first, , third] = log.blocks;
    expect(first && verifier.add(first)).toBeUndefined();
    const found = third && verifier.add(third);
    expect(found).toMatchObject({ seq: 4, code: 'block-missing' });
    expect(first && verifier.add(first)).toBe(found);
    expect(verifier.finish(log.head)).toBe(found);
  });

  it('go on from what is known to be good', () => {
    const { size, chain } = stateOf(log, 2);
    const tree = pushLeaves(emptyTree, log.lines.slice(0, size).map(leafHash));
    const full = new LogVerifier('g', { tree, chain });
    const fast = new ChainVerifier('g', { size, chain });
    const end = stateOf(log);
    full.expect(end.size, end.root, end.chain);
    fast.expect(end.size, end.chain);
    for (const block of log.blocks.slice(3))
      expect([full.add(block), fast.add(block)]).toEqual([undefined, undefined]);
    expect([full.finish(log.head), fast.finish(log.head)]).toEqual([undefined, undefined]);
    expect([full.size, full.root, full.chain, fast.size, fast.chain]).toEqual([
      15,
      end.root,
      end.chain,
      15,
      end.chain,
    ]);
  });

  it('find nothing where nothing was written since what is known to be good', () => {
    const { size, chain } = stateOf(log);
    const tree = pushLeaves(emptyTree, log.lines.map(leafHash));
    expect(new ChainVerifier('g', { size, chain }).finish(log.head)).toBeUndefined();
    expect(new LogVerifier('g', { tree, chain }).finish(log.head)).toBeUndefined();
  });

  it('take expectations in any order, and none for what they have read past', () => {
    const verifier = new LogVerifier('g');
    for (const { size, root, chain } of CHECKPOINTS.toReversed())
      verifier.expect(size, root, chain);
    for (const { size, root, chain } of CHECKPOINTS) verifier.expect(size, root, chain);
    for (const block of log.blocks.slice(0, 3)) verifier.add(block);
    expect(() => verifier.expect(9, stateOf(log, 2).root, stateOf(log, 2).chain)).toThrow(
      expect.objectContaining({ code: 'late-expectation' }),
    );
    for (const block of log.blocks.slice(3)) verifier.add(block);
    expect(verifier.finish(log.head)).toBeUndefined();
  });
});

describe('the full verifier', () => {
  it('finds a checkpoint with another root, and names the events it can be about', () => {
    const [first, second] = CHECKPOINTS;
    const checkpoints = first && second ? [first, { ...second, root: leafHash('x') }] : [];
    expect(verifyFully({ ...genuine, checkpoints })).toMatchObject({
      seq: 5,
      code: 'root-differs',
    });
  });

  it('finds a head with other peaks', () => {
    expect(
      verifyFully({ ...genuine, head: { ...log.head, peaks: log.head.peaks.toReversed() } }),
    ).toMatchObject({ code: 'head-differs' });
  });

  it('finds nothing after a purge, and collects what was purged and what governance names', () => {
    const purge = eventLine(16, 'lines-purged', { purged: [{ log: 'g', seq: 6 }] });
    const made = makeLog('g', [3, 1, 5, 2, 4, 1], (seq) => (seq === 16 ? purge : eventLine(seq)));
    const blocks = made.blocks.map((block) =>
      block.last === 9 ? purgeBlock(block, [6], 16) : block,
    );
    const verifier = new LogVerifier('g');
    for (const { size, root, chain } of made.states) verifier.expect(size, root, chain);
    for (const block of blocks) expect(verifier.add(block)).toBeUndefined();
    expect(verifier.finish(made.head)).toBeUndefined();
    expect(verifier.purged).toEqual([{ log: 'g', seq: 6, by: 16 }]);
    expect(verifier.purges).toEqual(verifier.purged);
  });

  it('finds what the running hash cannot see: a line edited beside a purged one, a stub with another leaf', () => {
    const purged = (how: (text: string) => string) =>
      change(2, (block) => {
        const after = purgeBlock(block, [9], 12);
        return { ...after, text: how(after.text) };
      });
    const edited = purged((text) => text.replace('mail-assistant', 'mail-assistent'));
    const swapped = purged((text) => text.replace(leafHash(eventLine(9)), leafHash('x')));
    for (const blocks of [edited, swapped]) {
      expect(verifyFully({ ...genuine, blocks })).toMatchObject({ seq: 5, code: 'root-differs' });
      const fast = new ChainVerifier('g');
      for (const block of blocks) fast.add(block);
      expect([fast.finish(log.head), fast.unproven]).toEqual([undefined, [9]]);
    }
  });

  it('finds a malformed stub', () => {
    const blocks = change(2, (block) => ({
      ...purgeBlock(block, [7], 12),
      text: purgeBlock(block, [7], 12).text.replace('"purgedBy":12', '"purgedBy":0'),
    }));
    expect(verifyFully({ ...genuine, blocks })).toMatchObject({ seq: 7, code: 'purge-malformed' });
  });
});
