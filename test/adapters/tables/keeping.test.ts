import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import type { Idempotency, Work } from '../../../src/kernel/ledger.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { sent } from './example.ts';
import { by, type MemoryCheckpoints, openHouse, writing } from './house.ts';
import { foundIn, toVerify } from './verification.ts';

let table: MemoryTable;
let ledger: OpenLedger;
let checkpoints: MemoryCheckpoints;
beforeEach(async () => {
  table = new MemoryTable();
  ({ ledger, checkpoints } = await openHouse(table));
});
afterEach(() => ledger.stop());

const key = (bodyHash: string): Idempotency => ({ key: 'a'.repeat(64), bodyHash });
/** Work that writes nothing and has something to say. */
const telling =
  (words: string): Work<string> =>
  async () => ({ by, events: [], result: () => words, answer: () => words });

it('keeps an answer for which nothing is written, and repeats it', async () => {
  expect(await ledger.commit(telling('first'), key('b'))).toMatchObject({ kind: 'done' });
  expect(await ledger.commit(telling('second'), key('b'))).toEqual({
    kind: 'repeated',
    answer: 'first',
  });
  expect(await ledger.commit(telling('third'), key('c'))).toEqual({ kind: 'key-reused' });
});

it('keeps none where no key came, or nothing is to be kept', async () => {
  const silent: Work<string> = async () => ({ by, events: [], result: () => 'silent' });
  await ledger.commit(telling('first'));
  await ledger.commit(silent, key('b'));
  expect(await ledger.commit(telling('second'), key('c'))).toMatchObject({ kind: 'done' });
});

it('tells of two at the same moment which was the first', async () => {
  const [first, second] = await Promise.all([
    ledger.commit(telling('first'), key('b')),
    ledger.commit(telling('second'), key('c')),
  ]);
  expect([first.kind, second.kind].toSorted()).toEqual(['done', 'key-reused']);
  const same = await Promise.all(
    Array.from({ length: 5 }, () =>
      ledger.commit(telling('x'), { ...key('d'), key: 'e'.repeat(64) }),
    ),
  );
  expect(same.map(({ kind }) => kind).toSorted()).toEqual(['done', ...Array(4).fill('repeated')]);
});

it('keeps it beside what others write in the same commit', async () => {
  const [told, written] = await Promise.all([
    ledger.commit(telling('told'), key('b')),
    ledger.commit(writing([sent('n-1')]), {
      ...key('b'),
      key: 'f'.repeat(64),
    }),
  ]);
  expect([told.kind, written.kind]).toEqual(['done', 'done']);
  expect(await ledger.commit(telling('again'), key('b'))).toMatchObject({ answer: 'told' });
});

it('leaves nothing that a verifier does not understand', async () => {
  await ledger.commit(telling('first'), key('b'));
  await ledger.checkpoint();
  expect(await foundIn(toVerify(table, checkpoints))).toBe('nothing');
});
