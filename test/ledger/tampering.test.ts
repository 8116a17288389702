import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockText,
  INITIAL_CHAIN,
  parseBlock,
  purgeBlock,
  type StoredBlock,
} from '../../src/ledger/block.ts';
import type { Finding } from '../../src/ledger/finding.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { formatStub } from '../../src/ledger/stub.ts';
import {
  change,
  genuine,
  log,
  rewrite,
  type Stored,
  verifyChain,
  verifyFully,
} from './storedLog.ts';
import { eventLine, stateOf } from './support.ts';

const editLine = (block: StoredBlock) => ({
  text: block.text.replace('mail-assistant', 'mail-assistent'),
});
const swapLines = ({ text }: StoredBlock) => ({ text: blockText(parseBlock(text).toReversed()) });
const withoutBlock = (at: number) => log.blocks.toSpliced(at, 1);
const withBlockText = (at: number, from: number) =>
  change(at, () => ({ text: log.blocks[from]?.text ?? '' }));

/** Each way to tamper: what stands in the store afterwards, and where it must be found. */
const TAMPERED: readonly (readonly [string, Partial<Stored>, Partial<Finding>])[] = [
  ['an edited line', { blocks: change(2, editLine) }, { seq: 5, code: 'chain-broken' }],
  ['two swapped lines', { blocks: change(2, swapLines) }, { seq: 5, code: 'chain-broken' }],
  [
    'a deleted line',
    { blocks: change(2, ({ text }) => ({ text: text.slice(text.indexOf('\n') + 1) })) },
    { seq: 5, code: 'block-miscounted' },
  ],
  [
    'a deleted line, counted',
    { blocks: change(2, ({ text }) => ({ text: text.slice(text.indexOf('\n') + 1), n: 4 })) },
    { seq: 5, code: 'block-missing' },
  ],
  [
    'an added line',
    { blocks: change(2, ({ text }) => ({ text: `${text}${eventLine(99)}\n` })) },
    { seq: 5, code: 'block-miscounted' },
  ],
  [
    'an added empty line',
    { blocks: change(2, ({ text }) => ({ text: `${text}\n`, n: 6 })) },
    { code: 'block-repeated' },
  ],
  [
    'an empty line for a line',
    { blocks: change(1, () => ({ text: '\n' })) },
    { seq: 4, code: 'block-miscounted' },
  ],
  [
    'a block without its last line feed',
    { blocks: change(2, ({ text }) => ({ text: text.slice(0, -1) })) },
    { seq: 5, code: 'block-malformed' },
  ],
  [
    'an emptied block',
    { blocks: change(2, () => ({ text: '' })) },
    { seq: 5, code: 'block-malformed' },
  ],
  [
    'a block of no events',
    { blocks: change(2, () => ({ n: 0 })) },
    { seq: 5, code: 'block-malformed' },
  ],
  [
    'a block that ends nowhere',
    { blocks: change(2, () => ({ last: Number.NaN })) },
    { seq: 5, code: 'block-malformed' },
  ],
  [
    'a lone surrogate where U+FFFD was',
    { blocks: change(2, ({ text }) => ({ text: text.replace('mail', '\ud800mail') })) },
    { seq: 5, code: 'block-malformed' },
  ],
  ['a deleted block', { blocks: withoutBlock(1) }, { seq: 4, code: 'block-missing' }],
  ['a deleted first block', { blocks: withoutBlock(0) }, { seq: 1, code: 'block-missing' }],
  [
    'a deleted last block',
    { blocks: withoutBlock(4), checkpoints: [] },
    { seq: 12, code: 'block-missing' },
  ],
  ['all blocks deleted', { blocks: [], checkpoints: [] }, { seq: 1, code: 'block-missing' }],
  [
    'a block twice',
    { blocks: log.blocks.toSpliced(2, 0, ...log.blocks.slice(1, 2)) },
    { seq: 4, code: 'block-repeated' },
  ],
  [
    'swapped blocks',
    { blocks: [0, 2, 1, 3, 4].flatMap((i) => log.blocks.slice(i, i + 1)) },
    { seq: 4, code: 'block-missing' },
  ],
  [
    'a block with the text of another',
    { blocks: withBlockText(0, 4) },
    { seq: 1, code: 'block-miscounted' },
  ],
  [
    'a changed running hash',
    {
      blocks: change(3, ({ chain }) => ({
        chain: chain.replace(/^./, (c) => (c === '0' ? '1' : '0')),
      })),
    },
    { seq: 10, code: 'chain-broken' },
  ],
  [
    'an edited line, all hashes made to fit',
    rewrite(change(2, editLine)),
    { seq: 5, code: 'chain-differs' },
  ],
  [
    'two swapped lines, all hashes made to fit',
    rewrite(change(3, swapLines)),
    { seq: 10, code: 'chain-differs' },
  ],
  [
    'a deleted block, all hashes made to fit',
    rewrite(withoutBlock(1)),
    { seq: 1, code: 'size-unknown' },
  ],
  ['a cut tail, head made to fit', rewrite(log.blocks.slice(0, 4)), { seq: 12, code: 'log-cut' }],
  ['a log rolled back to nothing', rewrite([]), { seq: 1, code: 'log-cut' }],
  [
    'a log rolled back to a checkpoint',
    rewrite(log.blocks.slice(0, 3)),
    { seq: 10, code: 'log-cut' },
  ],
  [
    'blocks cut differently',
    rewrite([
      { last: 4, n: 4, tx: 't', chain: '', text: `${log.blocks[0]?.text}${log.blocks[1]?.text}` },
      ...log.blocks.slice(2),
    ]),
    { seq: 1, code: 'chain-differs' },
  ],
  [
    'a head with another running hash',
    { head: { ...log.head, chain: INITIAL_CHAIN } },
    { seq: 15, code: 'head-differs' },
  ],
  [
    'a head that is behind',
    { head: { ...stateOf(log, 3), peaks: [] } },
    { seq: 15, code: 'head-differs' },
  ],
  ['a head that is ahead', { head: { ...log.head, size: 16 } }, { seq: 16, code: 'block-missing' }],
  [
    'a head of another commit',
    { head: { ...log.head, tx: 'tx-3' } },
    { seq: 15, code: 'head-differs' },
  ],
  [
    'a stub without a record',
    {
      blocks: change(1, () => ({
        text: blockText([formatStub({ leaf: leafHash(eventLine(4)), purgedBy: 9 })]),
      })),
    },
    { seq: 4, code: 'purge-malformed' },
  ],
  [
    'a record of an original without a stub',
    { blocks: change(1, () => ({ was: leafHash('x') })) },
    { seq: 4, code: 'purge-malformed' },
  ],
  [
    'a record of an original that is no hash',
    { blocks: change(1, (block) => ({ ...purgeBlock(block, [4], 9), was: 'x' })) },
    { seq: 4, code: 'purge-malformed' },
  ],
  [
    'a record of another original',
    { blocks: change(1, (block) => ({ ...purgeBlock(block, [4], 9), was: leafHash('x') })) },
    { seq: 4, code: 'chain-broken' },
  ],
];

describe('both verifiers', () => {
  it.each(TAMPERED)('find %s', (_what, tampered, finding) => {
    for (const verify of [verifyFully, verifyChain]) {
      const found = verify({ ...genuine, ...tampered });
      expect(found).toMatchObject({ log: 'g', ...finding });
      expect(found?.sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('find any change of any character of any block', () => {
    const place = fc.tuple(
      fc.nat({ max: 4 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.string({ unit: 'binary', maxLength: 2 }),
    );
    fc.assert(
      fc.property(place, ([at, where, put]) => {
        const blocks = change(at, ({ text }) => {
          const from = Math.floor(where * text.length);
          return { text: text.slice(0, from) + put + text.slice(from + 1) };
        });
        const same = blocks[at]?.text === log.blocks[at]?.text;
        for (const verify of [verifyFully, verifyChain])
          expect(verify({ ...genuine, blocks }) === undefined).toBe(same);
      }),
      { numRuns: 300 },
    );
  });
});
