import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockText,
  INITIAL_CHAIN,
  joinText,
  leafOf,
  nextChain,
  PROPERTY_UNITS,
  parseBlock,
  purgeBlock,
  type StoredBlock,
  splitText,
} from '../../src/ledger/block.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { firstUnexplained, purgesNamedIn } from '../../src/ledger/purge.ts';
import { formatStub, parseStub } from '../../src/ledger/stub.ts';
import { eventLine, makeLog } from './support.ts';

const line = fc
  .string({ unit: 'binary', minLength: 1 })
  .filter((text) => !text.includes('\n') && text.isWellFormed());

function firstBlock(counts: readonly number[]): StoredBlock {
  const [block] = makeLog('g', counts).blocks;
  if (block === undefined) throw new Error('No block.');
  return block;
}

describe('a block', () => {
  it('gives its lines back', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        expect(parseBlock(blockText(lines))).toEqual(lines);
      }),
    );
  });

  it.each([
    ['an empty line', ['a', '']],
    ['a line feed', ['a\nb']],
    ['a lone surrogate', ['\ud83d']],
  ])('is not made with %s', (_what, lines) => {
    expect(() => blockText(lines)).toThrow(expect.objectContaining({ code: 'bad-line' }));
  });

  it.each(['', '\n', 'a', 'a\n\n', '\na\n', 'a\n\nb\n', '\ud83d\n'])(
    'is not read from %j',
    (text) => {
      expect(() => parseBlock(text)).toThrow(expect.objectContaining({ code: 'bad-block' }));
    },
  );

  it('has the running hash of 32 bytes so far and 32 bytes of its own', () => {
    const text = blockText(['{"a":"ü"}', '{"b":"😀"}']);
    const own = createHash('sha256').update(text, 'utf8').digest();
    const chain = createHash('sha256').update(Buffer.alloc(32)).update(own).digest('hex');
    expect(nextChain(INITIAL_CHAIN, text)).toBe(chain);
    expect(() => nextChain('0', text)).toThrow(expect.objectContaining({ code: 'not-a-hash' }));
  });
});

describe('splitText', () => {
  it('cuts a text into parts that fit a property, are whole by themselves, and join to the text', () => {
    const repeated = fc.tuple(
      fc.constantFrom('a', '😀', 'ü', 'a😀'),
      fc.integer({ min: 0, max: 70_000 }),
      fc.constantFrom('', 'x', '😀'),
    );
    fc.assert(
      fc.property(repeated, ([unit, times, front]) => {
        const text = front + unit.repeat(times);
        const parts = splitText(text);
        expect(joinText(parts)).toBe(text);
        expect(
          parts.every(
            (part) => part !== '' && part.length <= PROPERTY_UNITS && part.isWellFormed(),
          ),
        ).toBe(true);
        expect(parts.length).toBeLessThanOrEqual(Math.ceil(text.length / (PROPERTY_UNITS - 1)));
      }),
      { numRuns: 40 },
    );
  });

  it('moves a pair that would straddle the border', () => {
    const text = `${'a'.repeat(PROPERTY_UNITS - 1)}😀b`;
    expect(splitText(text).map((part) => part.length)).toEqual([PROPERTY_UNITS - 1, 3]);
  });
});

describe('a purge', () => {
  it('leaves a stub with the leaf hash, and keeps the hash of the original text', () => {
    const block = firstBlock([4]);
    const purged = purgeBlock(block, [2, 4], 9);
    const lines = parseBlock(purged.text);
    expect(lines.map(leafOf)).toEqual(parseBlock(block.text).map(leafHash));
    expect(parseStub(lines[1] ?? '')).toEqual({ leaf: leafHash(eventLine(2)), purgedBy: 9 });
    expect(lines[0]).toBe(eventLine(1));
    expect(purged).toMatchObject({ last: 4, n: 4, tx: block.tx, chain: block.chain });
    expect(purged.was).toBe(createHash('sha256').update(block.text).digest('hex'));
    expect(purged.text).not.toContain('AR-2');
  });

  it('done again keeps the first record of each line, and the first hash', () => {
    const once = purgeBlock(firstBlock([4]), [2], 9);
    const twice = purgeBlock(once, [2, 3], 12);
    expect(parseBlock(twice.text).map((text) => parseStub(text)?.purgedBy)).toEqual([
      undefined,
      9,
      12,
      undefined,
    ]);
    expect(twice.was).toBe(once.was);
  });

  it('is refused for a line that is not in the block', () => {
    const [, second] = makeLog('g', [2, 3]).blocks;
    for (const seq of [2, 6, 0, 3.5]) {
      expect(() => second && purgeBlock(second, [seq], 9)).toThrow(
        expect.objectContaining({ code: 'out-of-range' }),
      );
    }
  });

  it('is not read from what only looks like a stub', () => {
    const stub = formatStub({ leaf: leafHash('x'), purgedBy: 3 });
    expect(parseStub(stub)).toEqual({ leaf: leafHash('x'), purgedBy: 3 });
    for (const bad of [
      `${stub} `,
      stub.replace(':3}', ':0}'),
      stub.replace(':3}', ':03}'),
      stub.replace('"leaf":"', '"leaf":"A'),
      stub.toUpperCase(),
      eventLine(1),
    ]) {
      expect(parseStub(bad)).toBeUndefined();
    }
  });
});

describe('the purges that governance names', () => {
  const naming = (data: object, type = 'lines-purged') =>
    eventLine(7, type, JSON.parse(JSON.stringify(data)));

  it('are read from a lines-purged event and from no other', () => {
    const data = {
      purged: [
        { log: 'g', seq: 2 },
        { log: '03', seq: 5 },
      ],
    };
    expect(purgesNamedIn(naming(data), 7)).toEqual([
      { log: 'g', seq: 2, by: 7 },
      { log: '03', seq: 5, by: 7 },
    ]);
    expect(purgesNamedIn(naming(data, 'feedback-reported'), 7)).toEqual([]);
    expect(
      purgesNamedIn(naming({ note: '"type":"lines-purged"}', ...data }, 'feedback-reported'), 7),
    ).toEqual([]);
    expect(purgesNamedIn(naming({ purged: [{ log: '../g', seq: 2 }] }), 7)).toEqual([]);
    expect(purgesNamedIn(naming({ deep: data }), 7)).toEqual([]);
  });

  it('explain a stub only for its own log, seq and event', () => {
    const found = [{ log: 'g', seq: 2, by: 7 }];
    expect(firstUnexplained(found, [{ log: 'g', seq: 2, by: 7 }])).toBeUndefined();
    for (const other of [
      { log: '00', seq: 2, by: 7 },
      { log: 'g', seq: 3, by: 7 },
      { log: 'g', seq: 2, by: 8 },
    ]) {
      expect(firstUnexplained(found, [other])).toMatchObject({
        log: 'g',
        seq: 2,
        code: 'purge-unexplained',
      });
    }
  });
});
