import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import { sealText } from '../../../src/adapters/tables/rows/sealed.ts';
import type { Table } from '../../../src/adapters/tables/table/table.ts';
import { verifyLedger } from '../../../src/adapters/tables/verification/verifyLedger.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { done, judged, sent, switched, written } from './example.ts';
import {
  by,
  deciding,
  MemoryCheckpoints,
  openHouse,
  resultOf,
  sealerOf,
  TENANT,
  writing,
} from './house.ts';
import { foundIn, toVerify } from './verification.ts';

const GOVERNANCE = `${TENANT}|g`;
let table: MemoryTable;
let ledger: OpenLedger;
let checkpoints: MemoryCheckpoints;
let lane: string;

/** Every kind of row there is. */
beforeEach(async () => {
  table = new MemoryTable();
  checkpoints = new MemoryCheckpoints();
  ({ ledger } = await openHouse(table, { lanes: 2, checkpoints }));
  await ledger.commit(writing([switched('hall', true), switched('attic', true)]));
  await ledger.commit(
    writing([written('n1', '2027-01-01T00:00:00.000Z'), written('n2', '2027-01-01T00:00:00.000Z')]),
  );
  await ledger.commit(writing([sent('n2')], { answer: () => 'ok' }), { key: 'k1', bodyHash: 'b' });
  await ledger.commit(writing([switched('attic', false)], { narrows: true }));
  const [log = '', seq = ''] = resultOf(await ledger.decide(deciding(done(1)))).split('/');
  lane = `${TENANT}|d|${log}`;
  await ledger.reportOnce({ log, seq: Number(seq) }, by, judged(true, `D-${log}-${seq}`), {
    key: 'k2',
    bodyHash: 'b',
  });
  await ledger.learnConversation('00000000-0000-4000-8000-000000000001', {
    serviceUrl: 'https://smba.example/',
    conversationId: 'a:1',
    conversationType: 'personal',
    tenantId: TENANT,
    botId: '28:b',
  });
  await ledger.checkpoint();
});

const found = (more = {}): Promise<string> => foundIn(toVerify(table, checkpoints, more));
const columnsOf = (key: string, partition = GOVERNANCE) =>
  table.rows(partition).find((row) => row.key === key)?.columns;
const place = (partition: string): string => partition.slice(partition.lastIndexOf('|') + 1);

test('an honest ledger verifies', async () => {
  const verified = await verifyLedger(toVerify(table, checkpoints));
  expect(verified).toMatchObject({
    ok: true,
    value: { logs: [{ log: 'g', size: 7 }, { log: '00' }, { log: '01' }], checkpoints: [{}] },
  });
});

test('an empty table holds no ledger', async () => {
  const verified = await verifyLedger(toVerify(new MemoryTable()));
  expect(verified).toEqual({ ok: true, value: { logs: [], checkpoints: [] } });
});

describe('a storage admin', () => {
  const rows = () =>
    table
      .partitions()
      .flatMap((partition) => table.rows(partition).map((row) => ({ partition, ...row })));

  test('who changes any column of any row is found', async () => {
    const columns = rows().flatMap(({ partition, key, columns: all }) =>
      Object.keys(all)
        .filter((name) => name !== 'fence')
        .map((name) => ({ partition, key, name })),
    );
    const kinds = new Set(columns.map(({ key }) => key.split('|')[0]));
    expect(
      [...kinds]
        .map(String)
        .toSorted((a, b) => (a < b ? -1 : 1))
        .join(' '),
    ).toBe('B C H I L O ON T U V W X');
    for (const { partition, key, name } of columns) {
      const restore = table.snapshot();
      const row = columnsOf(key, partition);
      const value = row?.[name] ?? '';
      table.tamper(partition, key, {
        ...row,
        [name]: value.startsWith('0') ? `1${value.slice(1)}` : `0${value.slice(1)}`,
      });
      expect(await found(), `${key} ${name}`).not.toBe('nothing');
      restore();
    }
    expect(await found()).toBe('nothing');
  });

  test('who deletes a row that follows from the log is found, and where', async () => {
    for (const { partition, key } of rows().filter((row) => !row.key.startsWith('I|'))) {
      const restore = table.snapshot();
      table.tamper(partition, key, undefined);
      const at = `${place(partition)}/`;
      const isBeside = !['B', 'H'].includes(key.split('|')[0] ?? '');
      expect(await found(), key).toMatch(isBeside ? `${at}${key} row-missing` : at);
      restore();
    }
  });

  test.each([
    ['g', 'L|attic2', 'row-unexplained'],
    ['g', 'ON|attic', 'row-unexplained'],
    ['g', 'X|lamp:hall|000000000000009', 'row-unexplained'],
    ['g', 'O|20270101T000000000Z|send|n9', 'row-unexplained'],
    ['g', 'O|20270101T000000000Z|fence|n9', 'row-unexplained'],
    ['g', 'I|made-up', 'row-unexplained'],
    ['g', 'U|D-g-1', 'row-unexplained'],
    ['g', 'V|00000000-0000-4000-8000-000000000009', 'row-unexplained'],
    ['g', 'K|2026-W01', 'row-unexplained'],
    ['g', 'ZZ', 'row-unexplained'],
    ['d|00', 'C|000000000000001', 'row-unexplained'],
    ['d|00', 'X|lamp:hall|000000000000001', 'row-unexplained'],
  ])('who adds a row is found, even with the key of the macs: %s %s', async (log, key, code) => {
    const partition = `${TENANT}|${log}`;
    const sealed = sealText(sealerOf('row.mac'), { partition, key }, { seq: 99, text: '{}' });
    table.tamper(partition, key, sealed);
    expect(await found()).toBe(`${place(partition)}/${key} ${code}`);
    const own = sealText(sealerOf('another'), { partition, key }, { seq: 1, text: '{}' });
    table.tamper(partition, key, own);
    expect(await found()).toBe(
      `${place(partition)}/${key} ${/^I|fence/.test(key) ? 'row-forged' : code}`,
    );
  });

  test.each([
    'L|hall',
    'T|n1',
    'V|00000000-0000-4000-8000-000000000001',
    'O|20270101T000000000Z|send|n1',
  ])('who changes a row is found, even with the key of the macs: %s', async (key) => {
    const spot = { partition: GOVERNANCE, key };
    const seq = Number(columnsOf(key)?.['seq']);
    table.tamper(GOVERNANCE, key, sealText(sealerOf('row.mac'), spot, { seq, text: '{"on":1}' }));
    expect(await found()).toBe(`g/${key} row-differs`);
    table.tamper(GOVERNANCE, key, sealText(sealerOf('another'), spot, { seq, text: '{"on":1}' }));
    expect(await found()).toBe(`g/${key} row-forged`);
    expect(await found({ sealer: undefined })).toBe(`g/${key} row-differs`);
  });

  test('who puts back an older row, mac and all, is found', async () => {
    const before = columnsOf('L|hall');
    await ledger.commit(writing([switched('hall', false)]));
    table.tamper(GOVERNANCE, 'L|hall', before);
    expect(await found()).toBe('g/L|hall row-differs');
  });

  test('who moves a sealed row to another place is found', async () => {
    await ledger.commit(writing([switched('attic', true)]));
    table.tamper(GOVERNANCE, 'ON|attic', columnsOf('ON|hall'));
    expect(await found()).toBe('g/ON|attic row-forged');
  });

  test('who puts an earlier head back finds the blocks speaking against it', async () => {
    const before = columnsOf('H');
    await ledger.commit(writing([switched('cellar', true)]));
    table.tamper(GOVERNANCE, 'H', before);
    expect(await found()).toBe('g/L|cellar row-unexplained');
    for (const key of ['L|cellar', 'ON|cellar', 'X|lamp:cellar|000000000000008'])
      table.tamper(GOVERNANCE, key, undefined);
    expect(await found()).toBe('g/B|000000000000008 row-unexplained');
  });

  test('who adds blocks behind the end is found', async () => {
    const block = columnsOf('B|000000000000007');
    table.tamper(GOVERNANCE, 'B|000000000000008', block);
    expect(await found()).toBe('g/B|000000000000008 row-unexplained');
  });

  test('who spells the key of a block otherwise is found without the key of the macs', async () => {
    const block = columnsOf('B|000000000000007');
    table.tamper(GOVERNANCE, 'B|000000000000007', undefined);
    table.tamper(GOVERNANCE, 'B|7', block);
    expect(await found({ sealer: undefined })).toBe('g/B|7 row-unexplained');
  });

  test('who says that a row reflects another event is found, even with the key of the macs', async () => {
    const spot = { partition: GOVERNANCE, key: 'L|hall' };
    const text = columnsOf('L|hall')?.['d0'] ?? '';
    table.tamper(GOVERNANCE, 'L|hall', sealText(sealerOf('row.mac'), spot, { seq: 2, text }));
    expect(await found()).toBe('g/L|hall row-differs');
  });

  test('who lowers the numbers given out is found only by the mac', async () => {
    table.tamper(GOVERNANCE, 'H', { ...columnsOf('H'), ar: '9' });
    expect(await found()).toBe('g/H row-forged');
    expect(await found({ sealer: undefined })).toBe('nothing');
  });

  test('who takes a lane away is found', async () => {
    for (const { key } of table.rows(lane)) table.tamper(lane, key, undefined);
    expect(await found()).toBe(`${place(lane)}/H log-missing`);
    table.tamper(GOVERNANCE, 'H', { ...columnsOf('H'), lanes: '0' });
    expect(await found({ sealer: undefined })).toBe('00/1 log-missing');
  });

  test('may change who has claimed an item: that is not the log’s affair', async () => {
    const due = 'O|20270101T000000000Z|send|n1';
    table.tamper(GOVERNANCE, due, { ...columnsOf(due), by: 'me', try: '9', until: 'never' });
    expect(await found()).toBe('nothing');
  });
});

test('a fence that was left behind is explained by its commit, and by no other', async () => {
  table.trouble = ({ kind, partition }) =>
    kind === 'merge' && partition !== GOVERNANCE ? 'before' : undefined;
  const narrowing = ledger.commit(writing([switched('hall', false)], { narrows: true }));
  await expect(narrowing).rejects.toMatchObject({ code: 'storage-unavailable' });
  table.trouble = undefined;
  const fence = table.rows(GOVERNANCE).find(({ key }) => key.includes('|fence|'));
  expect(fence).toBeDefined();
  expect(await found()).toBe('nothing');
  expect(await found({ sealer: undefined })).toBe('nothing');
  table.tamper(GOVERNANCE, fence?.key ?? '', { ...fence?.columns, seq: '2' });
  expect(await found({ sealer: undefined })).toBe(`g/${fence?.key} row-unexplained`);
});

describe('while servers write', () => {
  /** The table as a verifier sees it who comes at a bad time: before each of its calls something is committed. */
  function busy(commits: number): { readonly table: Table; readonly written: () => number } {
    let n = 0;
    const before = async () => {
      if (n < commits) await write((n += 1));
    };
    const seen: Table = {
      create: () => table.create(),
      get: async (...at) => {
        await before();
        return table.get(...at);
      },
      list: async (...range) => {
        await before();
        return table.list(...range);
      },
      transact: (...ops) => table.transact(...ops),
      merge: (...row) => table.merge(...row),
    };
    return { table: seen, written: () => n };
  }
  let isOn = (n: number): boolean => n % 2 === 0;
  const write = (n: number) =>
    ledger.commit(
      writing([switched('hall', isOn(n)), switched(`l${n}`, true), sent('n1')], {
        narrows: n % 5 === 0,
      }),
    );

  test.each<[string, typeof isOn]>([
    ['again and again', (n) => n % 2 === 0],
    ['at last', (n) => n >= 12],
    ['no more', (n) => n < 12],
  ])('rows written, changed and deleted meanwhile are no findings: %s', async (_, on) => {
    isOn = on;
    const { table: seen, written: count } = busy(60);
    expect(await found({ table: seen })).toBe('nothing');
    expect(count()).toBeGreaterThanOrEqual(10);
  });

  test('a row that no event explains still is one', async () => {
    const { table: seen, written: count } = busy(60);
    table.tamper(GOVERNANCE, 'ON|attic', columnsOf('ON|hall'));
    expect(await found({ table: seen })).toBe('g/ON|attic row-unexplained');
    expect(count()).toBeGreaterThanOrEqual(10);
  });
});

test('an event that cannot have happened to its thing is found, and where', async () => {
  const due = '2027-01-01T00:00:00.000Z';
  await ledger.commit(writing([written('n3', due, 'once'), sent('n3')]));
  expect(await found()).toBe('nothing');
  await ledger.commit(writing([sent('n3')]));
  expect(await found()).toBe('g/10 event-does-not-fit');
});
