import { expect, test } from 'vitest';
import type { Op, Table } from '../../../src/adapters/tables/table/table.ts';

const big = (units: number): string => 'x'.repeat(units);
const columnsOf = (n: number, value = 'v'): Record<string, string> =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`c${i}`, value]));
const create = (key: string, columns = { c: '1' } as Record<string, string>): Op => ({
  kind: 'create',
  key,
  columns,
});

/** What Table Storage does, as far as the ledger relies on it. `fresh` gives a partition with nothing in it. */
export function tableContract(
  fresh: () => Promise<{ readonly table: Table; readonly partition: string }>,
): void {
  test('a transaction is all or nothing', async () => {
    const { table, partition } = await fresh();
    expect(await table.transact(partition, [create('a'), create('b')])).toMatchObject({
      kind: 'done',
    });
    expect(await table.transact(partition, [create('c'), create('a')])).toEqual({
      kind: 'exists',
    });
    expect(await table.transact(partition, [create('c'), { kind: 'delete', key: 'z' }])).toEqual({
      kind: 'missing',
    });
    const stale: Op = {
      kind: 'replace',
      key: 'a',
      columns: { c: '2' },
      etag: 'W/"datetime\'2020-01-01T00%3A00%3A00.0000000Z\'"',
    };
    expect(await table.transact(partition, [create('c'), stale])).toEqual({ kind: 'conflict' });
    expect(await table.get(partition, 'c')).toBeUndefined();
    expect((await table.get(partition, 'a'))?.columns).toEqual({ c: '1' });
  });

  test('the ETags told are those of the rows, whatever the order of the operations', async () => {
    const { table, partition } = await fresh();
    await table.transact(partition, [create('h'), create('x')]);
    const head = await table.get(partition, 'h');
    const done = await table.transact(partition, [
      { kind: 'replace', key: 'h', columns: { c: '2' }, etag: head?.etag ?? '' },
      { kind: 'delete', key: 'x' },
      create('b'),
      { kind: 'put', key: 'p', columns: { c: '3' } },
    ]);
    const now = await table.get(partition, 'h');
    expect(done.kind === 'done' && done.etags[0]).toBe(now?.etag);
    expect(now?.etag).not.toBe(head?.etag);
    expect(done.kind === 'done' && done.etags[2]).toBe((await table.get(partition, 'b'))?.etag);
    const again = await table.transact(partition, [
      {
        kind: 'replace',
        key: 'h',
        columns: { c: '4' },
        etag: (done.kind === 'done' && done.etags[0]) || '',
      },
    ]);
    expect(again.kind).toBe('done');
  });

  test('put and replace leave nothing of what stood there; merge leaves the other columns', async () => {
    const { table, partition } = await fresh();
    await table.transact(partition, [create('a', { x: '1', y: '1' })]);
    await table.transact(partition, [{ kind: 'put', key: 'a', columns: { z: '2' } }]);
    expect((await table.get(partition, 'a'))?.columns).toEqual({ z: '2' });
    const merged = await table.merge(partition, 'a', { y: '3' });
    const row = await table.get(partition, 'a');
    expect(row?.columns).toEqual({ z: '2', y: '3' });
    expect(merged).toEqual({ kind: 'done', etag: row?.etag });
  });

  test('a blind merge moves the ETag even where it changes nothing; one with a stale ETag does not happen', async () => {
    const { table, partition } = await fresh();
    await table.transact(partition, [create('a', { fence: '5' })]);
    const before = await table.get(partition, 'a');
    await table.merge(partition, 'a', { fence: '5' });
    const after = await table.get(partition, 'a');
    expect(after?.etag).not.toBe(before?.etag);
    expect(await table.merge(partition, 'a', { fence: '6' }, before?.etag)).toEqual({
      kind: 'conflict',
    });
    expect(await table.merge(partition, 'none', { fence: '6' })).toEqual({ kind: 'missing' });
    expect((await table.merge(partition, 'a', { fence: '6' }, after?.etag)).kind).toBe('done');
  });

  test('a range is what its bounds say, in ordinal order', async () => {
    const { table, partition } = await fresh();
    const keys = [
      'X|a|1',
      'X|a|10',
      'X|a|2',
      'X|b|1',
      'X|aé|1',
      'Y|',
      'X|a b|1',
      'X|A|1',
      "X|o'h|1",
      'X|a&b=c+d%25|1',
    ];
    // One by one: Azurite cannot take every one of these in a transaction with others.
    for (const key of keys)
      expect(await table.transact(partition, [create(key)]), key).toMatchObject({ kind: 'done' });
    const all = await table.list(partition, { from: 'X|', to: 'X}' }, 100);
    expect(all.map(({ key }) => key)).toEqual(keys.filter((key) => key < 'X}').toSorted());
    const some = await table.list(partition, { from: 'X|a|1', to: 'X|a}' }, 2);
    expect(some.map(({ key }) => key)).toEqual(['X|a|1', 'X|a|10']);
    expect((await table.get(partition, 'X|a&b=c+d%25|1'))?.columns).toEqual({ c: '1' });
  });

  test('more rows than a page are all listed', async () => {
    const { table, partition } = await fresh();
    const key = (n: number): string => `B|${String(n).padStart(5, '0')}`;
    for (let from = 0; from < 1_100; from += 100) {
      const ops = Array.from({ length: 100 }, (_, i) => create(key(from + i)));
      expect((await table.transact(partition, ops)).kind).toBe('done');
    }
    const rows = await table.list(partition, { from: 'B|', to: 'B}' }, 5_000);
    expect(rows.map((row) => row.key)).toEqual(Array.from({ length: 1_100 }, (_, i) => key(i)));
    expect(await table.list(partition, { from: key(50), to: 'B}' }, 1_020)).toHaveLength(1_020);
  });

  test('texts come back unit by unit', async () => {
    const { table, partition } = await fresh();
    const text = `"\\\n\r\t\u0001\u007f\u0085\u2028\u2029😀${'é'.repeat(1_000)}<>&'`;
    await table.transact(partition, [create('a', { d0: text, d1: '' })]);
    expect((await table.get(partition, 'a'))?.columns).toEqual({ d0: text, d1: '' });
    await table.merge(partition, 'a', { d1: text });
    expect((await table.get(partition, 'a'))?.columns).toEqual({ d0: text, d1: text });
  });

  test.each<readonly [string, readonly Op[]]>([
    ['a property of more than 64 KiB', [create('a', { c: big(32_769) })]],
    ['a row of more than 1 MiB', [create('a', columnsOf(17, big(32_000)))]],
    ['more than 252 properties', [create('a', columnsOf(253))]],
    ['more than 100 operations', Array.from({ length: 101 }, (_, i) => create(`k${i}`))],
    ['no operation', []],
    [
      'more than 4 MiB',
      Array.from({ length: 9 }, (_, i) => create(`k${i}`, columnsOf(15, big(32_000)))),
    ],
    [
      'more than 4 MiB once written out',
      Array.from({ length: 5 }, (_, i) => create(`k${i}`, columnsOf(15, '"'.repeat(32_000)))),
    ],
    ['a row twice', [create('a'), { kind: 'delete', key: 'a' }]],
    ['a slash in a key', [create('a/b')]],
    ['a control character in a key', [create('a\u0081')]],
    ['a key of more than 1 KiB', [create(big(513))]],
    ['a lone surrogate', [create('a', { c: '\ud800' })]],
    ['a property name that is none', [create('a', { 'c d': '1' })]],
  ])('%s is refused before it is sent', async (_, ops) => {
    const { table, partition } = await fresh();
    expect(await table.transact(partition, ops)).toMatchObject({ kind: 'refused' });
    expect(await table.list(partition, { from: ' ', to: '~' }, 10)).toEqual([]);
  });

  test('what just fits is taken', async () => {
    const { table, partition } = await fresh();
    const ops = [
      create('a', { c: big(32_768) }),
      create('b', columnsOf(15, big(32_000))),
      create('c', columnsOf(252)),
      create(big(512)),
    ];
    for (const op of ops)
      expect(await table.transact(partition, [op])).toMatchObject({ kind: 'done' });
    const hundred = Array.from({ length: 100 }, (_, i) => create(`k${i}`));
    expect(await table.transact(partition, hundred)).toMatchObject({ kind: 'done' });
  });
}
