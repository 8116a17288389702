import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { blockColumns, blockOf } from '../../src/adapters/tables/rows/blockRow.ts';
import { headColumns, readHead } from '../../src/adapters/tables/rows/head.ts';
import { blockText, nextChain, parseBlock, purgeBlock } from '../../src/ledger/block.ts';
import { emptyTree, leafHash, pushLeaves } from '../../src/ledger/merkle.ts';
import { GOVERNANCE } from './filledLedger.ts';
import type { StoredRow } from './storedTable.ts';
import { Tampering, theirs } from './tampering.ts';

let tricks: Tampering;
beforeAll(async () => {
  tricks = await Tampering.begin();
}, 120_000);
afterEach(() => tricks.restore());
afterAll(() => tricks.ledger.close());

test('an untouched ledger verifies', async () => {
  const { code, out, err } = await tricks.ledger.run('verify');
  expect(out.join()).toMatch(
    /^ok: .*g \d\d, 00 \d, 01 \d, 02 \d, 03 \d; checkpoints: 2, the newest/,
  );
  expect({ code, err }).toEqual({ code: 0, err: [] });
});

describe('a block', () => {
  const middle = () => tricks.inGovernance('B|')[4] as StoredRow;
  const placeOf = (at: StoredRow) => {
    const { last, n } = blockOf({ ...at, etag: '' });
    return `g/${last - n + 1}`;
  };

  test('that was edited', async () => {
    const block = middle();
    await tricks.put(block, {
      ...block.columns,
      d0: (block.columns['d0'] ?? '').replace('person', 'persom'),
    });
    expect(await tricks.verdict()).toMatch(`bad chain-broken ${placeOf(block)}: The block of`);
  });

  test.each([
    ['first', 0, 'block-missing'],
    ['fifth', 4, 'block-missing'],
    ['last', -1, 'log-cut'],
  ])('that was deleted: the %s', async (_, at, code) => {
    const block = tricks.inGovernance('B|').at(at) as StoredRow;
    await tricks.put(block, undefined);
    expect(await tricks.verdict()).toMatch(`bad ${code} ${placeOf(block)}: `);
  });

  test('that changed places with another', async () => {
    const [a, b] = tricks.inGovernance('B|').filter(({ columns }) => columns['n'] === '1') as [
      StoredRow,
      StoredRow,
    ];
    await tricks.put(a, b.columns);
    await tricks.put(b, a.columns);
    expect(await tricks.verdict()).toMatch(`bad chain-broken ${placeOf(a)}: `);
  });

  test('that was cut out of the middle, with all later ones moved up', async () => {
    const blocks = tricks.inGovernance('B|');
    for (const [i, { columns }] of blocks.slice(5).entries())
      await tricks.put(blocks[i + 4] as StoredRow, columns);
    await tricks.put(blocks.at(-1) as StoredRow, undefined);
    expect(await tricks.verdict()).toMatch(/^bad (chain-broken|block-\w+) g\//);
  });

  test('whose line was hidden as if it had been purged, by who has the key of the macs', async () => {
    const at = middle();
    const block = blockOf({ ...at, etag: '' });
    await tricks.put(at, blockColumns(tricks.ours, GOVERNANCE, purgeBlock(block, [block.last], 3)));
    expect(await tricks.verdict()).toMatch(`bad purge-unexplained g/${block.last}: `);
  });

  test('that a key of the macs other than ours has written', async () => {
    const at = middle();
    await tricks.put(at, blockColumns(theirs, GOVERNANCE, blockOf({ ...at, etag: '' })));
    expect(await tricks.verdict()).toMatch(`bad row-forged g/${at.key}: `);
  });
});

describe('a whole log', () => {
  /** Who has the key of the macs makes everything fit: blocks, running hashes, head. */
  async function rewrite(change: (line: string) => string): Promise<void> {
    let [tree, chain, tx] = [emptyTree, '0'.repeat(64), ''];
    for (const at of tricks.inGovernance('B|')) {
      const block = blockOf({ ...at, etag: '' });
      const lines = parseBlock(block.text).map(change);
      const text = blockText(lines);
      chain = nextChain(chain, text);
      tree = pushLeaves(tree, lines.map(leafHash));
      tx = block.tx;
      await tricks.put(at, blockColumns(tricks.ours, GOVERNANCE, { ...block, text, chain }));
    }
    const at = tricks.row('H');
    const { head, fence } = readHead(tricks.ours, GOVERNANCE, { ...at, etag: '' });
    await tricks.put(
      at,
      headColumns(tricks.ours, GOVERNANCE, { head: { ...head, tree, chain, tx }, fence }),
    );
  }

  test('that was rewritten by who has the key of the macs contradicts its checkpoints', async () => {
    await rewrite((line) => line.replace('wrong recipients', 'right recipients'));
    const { size } = readHead(tricks.ours, GOVERNANCE, { ...tricks.row('H'), etag: '' }).head.tree;
    expect(await tricks.verdict()).toMatch(
      /^bad (chain|root)-differs g\/\d+: The (blocks|events) of log g after/,
    );
    expect(size).toBeGreaterThan(20);
  });

  test('that was rewritten into itself is as it was', async () => {
    await rewrite((line) => line);
    expect((await tricks.ledger.run('verify')).code).toBe(0);
  });

  test('that was rolled back with the whole table is shorter than the checkpoint outside', async () => {
    await tricks.ledger.stored.restore(tricks.ledger.early);
    expect(await tricks.verdict()).toMatch(
      /^bad log-cut g\/\d+: A checkpoint knows \d+ events of log g, which ends at \d+/,
    );
  });

  test('of which only heads and blocks were put back', async () => {
    const isPart = ({ key }: StoredRow) => key === 'H' || key.startsWith('B|');
    const kept = tricks.honest.filter((one) => !isPart(one));
    await tricks.ledger.stored.restore([...kept, ...tricks.ledger.early.filter(isPart)]);
    expect(await tricks.verdict()).toMatch(/^bad log-cut g\/\d+: /);
  });

  test('that lost its head', async () => {
    await tricks.put(tricks.row('H'), undefined);
    expect(await tricks.verdict()).toMatch(/^bad log-missing g\/H: /);
  });

  test('that is gone, a lane', async () => {
    for (const one of tricks.honest.filter(({ partition }) => partition.endsWith('|d|01')))
      await tricks.put(one, undefined);
    expect(await tricks.verdict()).toMatch(/^bad log-missing 01\/H: /);
  });

  test('that is gone, with all others', async () => {
    await tricks.ledger.stored.restore([]);
    expect(await tricks.verdict()).toMatch(
      /^bad log-missing g\/1: The checkpoint of .* knows a log g, which is gone/,
    );
  });
});

describe('a head', () => {
  test.each([
    ['size', '7', 'log-cut'],
    ['size', '99', 'block-missing'],
    ['size', 'many', 'head-differs'],
    ['peaks', 'ab'.repeat(32), 'head-differs'],
    ['chain', 'ab'.repeat(32), 'head-differs'],
    ['tx', 'another', 'head-differs'],
    ['cells', '{}', 'row-forged'],
    ['week', '2026-W01', 'row-forged'],
    ['ar', '1', 'row-forged'],
    ['lanes', '3', 'row-forged'],
    ['mac', 'none', 'row-forged'],
  ])('with another %s: %s', async (column, value, code) => {
    await tricks.put(tricks.row('H'), { ...tricks.row('H').columns, [column]: value });
    expect(await tricks.verdict()).toMatch(new RegExp(`^bad ${code} g/(H|\\d+): `));
  });

  test('with other counters, by who has the key of the macs', async () => {
    const { head, fence } = readHead(tricks.ours, GOVERNANCE, { ...tricks.row('H'), etag: '' });
    await tricks.put(
      tricks.row('H'),
      headColumns(tricks.ours, GOVERNANCE, { head: { ...head, cells: { a: 1 } }, fence }),
    );
    expect(await tricks.verdict()).toMatch('bad row-differs g/H: ');
    const counters = { ...head.counters, AR: 1 };
    await tricks.put(
      tricks.row('H'),
      headColumns(tricks.ours, GOVERNANCE, { head: { ...head, counters }, fence }),
    );
    expect(await tricks.verdict()).toMatch('bad row-differs g/H: ');
  });

  test('that seals other versions of what is kept in memory, by who has the key of the macs', async () => {
    const { head, fence } = readHead(tricks.ours, GOVERNANCE, { ...tricks.row('H'), etag: '' });
    expect(Object.keys(head.cached ?? {})).toContain('pause');
    const cached = { ...head.cached, pause: 'ab'.repeat(32) };
    await tricks.put(
      tricks.row('H'),
      headColumns(tricks.ours, GOVERNANCE, { head: { ...head, cached }, fence }),
    );
    expect(await tricks.verdict()).toMatch('bad row-differs g/H: ');
  });

  test('of before there were seals, or with one of a kind that a newer version keeps', async () => {
    const { head, fence } = readHead(tricks.ours, GOVERNANCE, { ...tricks.row('H'), etag: '' });
    const { cached, ...older } = head;
    for (const one of [older, { ...head, cached: { ...cached, ofTomorrow: 'ab'.repeat(32) } }]) {
      await tricks.put(tricks.row('H'), headColumns(tricks.ours, GOVERNANCE, { head: one, fence }));
      expect((await tricks.ledger.run('verify')).code).toBe(0);
    }
  });
});
