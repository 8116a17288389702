import { beforeEach, describe, expect, test } from 'vitest';
import { Audit } from '../../../src/adapters/tables/audit.ts';
import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import { LogVerifier } from '../../../src/ledger/verify.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { done, example, judged, sent, switched, written } from './example.ts';
import { by, deciding, openHouse, resultOf, sealerOf, TENANT, writing } from './house.ts';

const GOVERNANCE = `${TENANT}|g`;
let table: MemoryTable;
let ledger: OpenLedger;
let audit: Audit;

/** Every kind of row there is. */
beforeEach(async () => {
  table = new MemoryTable();
  ({ ledger } = await openHouse(table, { lanes: 2 }));
  audit = new Audit({ table, tenant: TENANT, features: [example], sealer: sealerOf('row.mac') });
  await ledger.commit(writing([switched('hall', true), switched('attic', true)]));
  await ledger.commit(
    writing([written('n1', '2027-01-01T00:00:00.000Z'), written('n2', '2027-01-01T00:00:00.000Z')]),
  );
  await ledger.commit(writing([sent('n2')], { answer: () => 'ok' }), { key: 'k1', bodyHash: 'b' });
  await ledger.commit(writing([switched('attic', false)], { narrows: true }));
  const [log = '', seq = ''] = resultOf(await ledger.decide(deciding(done(1)))).split('/');
  await ledger.reportOnce({ log, seq: Number(seq) }, by, judged(true), {
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

async function allFindings(): Promise<readonly string[]> {
  const logs = await audit.logs();
  const found = await Promise.all(logs.map(({ log }) => audit.findings(log)));
  return found.flat().map(({ log, row, code }) => `${log} ${row} ${code}`);
}

test('an honest ledger has no findings, and its blocks verify', async () => {
  expect((await audit.logs()).map(({ log }) => log)).toEqual(['g', '00', '01']);
  expect(await allFindings()).toEqual([]);
  for (const stored of await audit.logs()) {
    const verifier = new LogVerifier(stored.log);
    for await (const block of stored.blocks()) expect(verifier.add(block)).toBeUndefined();
    const head = await stored.head();
    expect(head && verifier.finish(head)).toBeUndefined();
  }
  const notes: string[] = [];
  for await (const note of audit.checkpoints()) notes.push(note);
  expect(notes).toHaveLength(1);
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
    expect([...kinds].toSorted()).toEqual([
      'B',
      'C',
      'H',
      'I',
      'L',
      'O',
      'ON',
      'T',
      'U',
      'V',
      'W',
      'X',
    ]);
    for (const { partition, key, name } of columns) {
      const restore = table.snapshot();
      const row = table.rows(partition).find((one) => one.key === key);
      const value = row?.columns[name] ?? '';
      table.tamper(partition, key, {
        ...row?.columns,
        [name]: value.startsWith('0') ? `1${value.slice(1)}` : `0${value.slice(1)}`,
      });
      expect(await allFindings(), `${key} ${name}`).not.toEqual([]);
      restore();
    }
    expect(await allFindings()).toEqual([]);
  });

  test('who deletes a row that follows from the log is found', async () => {
    const free = new Set(['I', 'U', 'C']); // what no event names can go unnoticed by a replay
    for (const { partition, key } of rows().filter(
      (row) => !free.has(row.key.split('|')[0] ?? ''),
    )) {
      const restore = table.snapshot();
      table.tamper(partition, key, undefined);
      const found = partition === GOVERNANCE || key !== 'H' ? await allFindings() : ['lane gone'];
      expect(found, key).not.toEqual([]);
      restore();
    }
  });

  test('who puts back an older row, mac and all, is found', async () => {
    const before = table.rows(GOVERNANCE).find(({ key }) => key === 'L|hall');
    await ledger.commit(writing([switched('hall', false)]));
    table.tamper(GOVERNANCE, 'L|hall', before?.columns);
    expect(await allFindings()).toEqual(['g L|hall row-differs']);
  });

  test('who moves a sealed row to another place is found', async () => {
    const hall = table.rows(GOVERNANCE).find(({ key }) => key === 'ON|hall');
    table.tamper(GOVERNANCE, 'ON|attic', hall?.columns);
    expect(await allFindings()).toEqual(['g ON|attic row-forged']);
  });

  test('may change who has claimed an item: that is not the log’s affair', async () => {
    const due = table.rows(GOVERNANCE).find(({ key }) => key.startsWith('O|'));
    table.tamper(GOVERNANCE, due?.key ?? '', {
      ...due?.columns,
      by: 'me',
      try: '9',
      until: 'never',
    });
    expect(await allFindings()).toEqual([]);
  });
});

test('rows written while a verifier reads are no findings', async () => {
  let n = 0;
  table.gate = (call) =>
    call.kind === 'list' && n < 30
      ? ledger
          .commit(writing([switched('hall', (n += 1) % 2 === 0), switched(`l${n}`, true)]))
          .then(() => {})
      : undefined;
  expect(await audit.findings('g')).toEqual([]);
  expect(n).toBeGreaterThanOrEqual(3);
});
