import { generateKeyPairSync, sign } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LedgerOptions, OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { drive } from './drive.ts';
import { done, lamps, switched } from './example.ts';
import {
  deciding,
  HandClock,
  MemoryCheckpoints,
  openHouse,
  sealerOf,
  signer,
  TENANT,
  writing,
} from './house.ts';

let clock: HandClock;
let table: MemoryTable;
let checkpoints: MemoryCheckpoints;

type More = Partial<LedgerOptions> & { readonly checkpoints?: MemoryCheckpoints };
const open = async (more: More = {}): Promise<OpenLedger> =>
  (await drive(clock, openHouse(table, { clock, timers: clock, checkpoints, ...more }))).ledger;
const codeOf = (call: Promise<unknown>): Promise<unknown> =>
  drive(
    clock,
    call.then(
      () => 'done',
      (error: { readonly code?: unknown }) => error.code,
    ),
  );

beforeEach(() => {
  clock = new HandClock();
  table = new MemoryTable(clock);
  checkpoints = new MemoryCheckpoints();
});

describe('a table that was put back', () => {
  let restore: () => void;

  beforeEach(async () => {
    const ledger = await open();
    await drive(clock, ledger.commit(writing([switched('hall', true)])));
    await drive(clock, ledger.decide(deciding(done(1))));
    restore = table.snapshot();
    await drive(clock, ledger.commit(writing([switched('hall', false)])));
    await drive(clock, ledger.stop()); // signs a checkpoint
  });

  test('is not opened', async () => {
    restore();
    expect(await codeOf(open())).toBe('ledger-behind-checkpoint');
  });

  test('is opened where it holds all that was signed', async () => {
    expect(await codeOf(open())).toBe('done');
  });

  test('is not opened where only a lane was put back', async () => {
    const ledger = await open();
    await drive(
      clock,
      Promise.all([1, 2, 3, 4, 5, 6].map((n) => ledger.decide(deciding(done(n))))),
    );
    await drive(clock, ledger.stop());
    const later = table.rows(`${TENANT}|g`);
    restore();
    for (const { key } of table.rows(`${TENANT}|g`)) table.tamper(`${TENANT}|g`, key, undefined);
    for (const { key, columns } of later) table.tamper(`${TENANT}|g`, key, columns);
    expect(await codeOf(open({ checkpoints: new MemoryCheckpoints() }))).toBe(
      'ledger-behind-checkpoint',
    );
  });

  test('is not opened where the store outside is empty, but its own checkpoint rows say more', async () => {
    const head = table.rows(`${TENANT}|g`).find(({ key }) => key === 'H');
    const checkpoint = table.rows(`${TENANT}|g`).find(({ key }) => key.startsWith('C|'));
    restore();
    expect(head?.columns['size']).toBe('2');
    table.tamper(`${TENANT}|g`, checkpoint?.key ?? '', checkpoint?.columns);
    expect(await codeOf(open({ checkpoints: new MemoryCheckpoints() }))).toBe(
      'ledger-behind-checkpoint',
    );
  });

  test('is not opened where it was emptied', async () => {
    table = new MemoryTable(clock);
    expect(await codeOf(open())).toBe('ledger-behind-checkpoint');
    expect(table.rows(`${TENANT}|g`)).toEqual([]);
  });

  test('is not opened where it went another way with the same length', async () => {
    restore();
    const ledger = await open({ checkpoints: new MemoryCheckpoints() });
    await drive(clock, ledger.commit(writing([switched('attic', false)])));
    expect(await codeOf(open())).toBe('ledger-behind-checkpoint');
  });
});

describe('a table that is put back under a running server', () => {
  test('is not extended and not believed, even where nothing was signed yet', async () => {
    const ledger = await open();
    await drive(clock, ledger.commit(writing([switched('hall', true)])));
    await drive(clock, ledger.decide(deciding(done(1))));
    const restore = table.snapshot();
    await drive(clock, ledger.commit(writing([switched('hall', false)])));
    await drive(clock, Promise.all([2, 3].map((n) => ledger.decide(deciding(done(n))))));
    restore();
    expect(await codeOf(ledger.poll())).toBe('ledger-behind-checkpoint');
    expect(await codeOf(ledger.commit(writing([done(3)])))).toBe('ledger-behind-checkpoint');
    expect(await codeOf(ledger.decide(deciding(done(4))))).toBe('ledger-behind-checkpoint');
    expect(await codeOf(ledger.checkpoint())).toBe('ledger-behind-checkpoint');
    await clock.pass(1_100);
    expect(await codeOf(ledger.view())).toBe('ledger-behind-checkpoint');
  });

  test('is noticed where it lost everything', async () => {
    const ledger = await open();
    await drive(clock, ledger.commit(writing([switched('hall', true)])));
    for (const partition of table.partitions())
      for (const { key } of table.rows(partition)) table.tamper(partition, key, undefined);
    expect(await codeOf(ledger.poll())).toBe('ledger-behind-checkpoint');
    expect(await codeOf(ledger.commit(writing([done(3)])))).toBe('ledger-behind-checkpoint');
  });
});

describe('blocks of another history, macs and all', () => {
  const GOVERNANCE = `${TENANT}|g`;
  const blocks = () => table.rows(GOVERNANCE).filter(({ key }) => key.startsWith('B|'));

  /** Of three blocks these are another history's: the first of them on, or one in the middle. */
  test.each([[0], [1], [2], [1, 2], [0, 1, 2]])('are not followed (%i, …)', async (...swapped) => {
    const first = await open({ checkpoints: new MemoryCheckpoints() });
    const follower = await open({ checkpoints: new MemoryCheckpoints() });
    if (swapped[0] === 2) await drive(clock, first.commit(writing([switched('hall', true)])));
    const restore = table.snapshot();
    const other = await open({ checkpoints: new MemoryCheckpoints() });
    for (const n of [1, 2, 3])
      await drive(clock, other.commit(writing([switched('attic', n > 9)])));
    const theirs = blocks();
    restore();
    const writer = await open({ checkpoints: new MemoryCheckpoints() });
    for (const n of [1, 2, 3])
      await drive(clock, writer.commit(writing([switched('hall', n > 9)])));
    for (const n of swapped) table.tamper(GOVERNANCE, theirs[n]?.key ?? '', theirs[n]?.columns);
    const told: unknown[] = [];
    follower.follow((events) => told.push(...events));
    expect(await codeOf(follower.poll())).toBe('ledger-corrupt');
    await clock.pass(1_100);
    expect(await codeOf(follower.view())).toBe('ledger-corrupt');
    expect(told).toEqual([]);
  });
});

test('a server that starts while another writes counts no event twice', async () => {
  const writer = await open();
  await drive(clock, writer.commit(writing([switched('hall', true)])));
  let during = 3;
  table.gate = async ({ kind, keys }) => {
    if (kind !== 'list' || keys[0] !== 'L|' || (during -= 1) < 0) return;
    await writer.commit(writing([switched('hall', false), switched('hall', true)]));
  };
  const later = await open();
  table.gate = undefined;
  const { switched: times } = (await drive(clock, later.reads.get(lamps, 'hall'))) ?? {};
  expect(times).toBeGreaterThan(1);
  expect((await drive(clock, later.view())).get(lamps, 'hall')?.switched).toBe(times);
});

describe('rows that were forged', () => {
  let ledger: OpenLedger;

  beforeEach(async () => {
    ledger = await open();
    const narrow = writing([switched('hall', false)], { answer: () => 1 });
    await drive(clock, ledger.commit(narrow, { key: 'k', bodyHash: 'b' }));
    await drive(
      clock,
      ledger.learnConversation('x', {
        serviceUrl: 'https://smba.example/',
        conversationId: 'a',
        conversationType: 'channel',
        tenantId: TENANT,
        botId: '28:b',
      }),
    );
  });

  const forge = (prefix: string, from: string, to: string, partition = `${TENANT}|g`): void => {
    const row = table.rows(partition).find(({ key }) => key.startsWith(prefix));
    const columns = Object.fromEntries(
      Object.entries(row?.columns ?? {}).map(([name, value]) => [name, value.replace(from, to)]),
    );
    expect(columns).not.toEqual(row?.columns);
    table.tamper(partition, row?.key ?? '', columns);
  };

  test('a state', async () => {
    forge('L|', 'false', 'true');
    expect(await codeOf(ledger.reads.get(lamps, 'hall'))).toBe('row-forged');
    expect(await codeOf(open())).toBe('row-forged');
  });

  test('a block', async () => {
    forge('B|', 'false', 'true');
    expect(await codeOf(ledger.reads.eventAt({ log: 'g', seq: 1 }))).toBe('row-forged');
    expect(await codeOf(ledger.reads.lines({ limit: 5 }))).toBe('row-forged');
  });

  test('a head', async () => {
    forge('H', '{', '{ ');
    expect(await codeOf(ledger.poll())).toBe('row-forged');
    expect(await codeOf(open())).toBe('row-forged');
  });

  test('a lane’s head', async () => {
    for (const lane of ['00', '01', '02', '03']) forge('H', '{', '{ ', `${TENANT}|d|${lane}`);
    expect(await codeOf(ledger.decide(deciding(done(1))))).toBe('row-forged');
    expect(await codeOf(open())).toBe('row-forged');
  });

  test('a stored answer', async () => {
    forge('I|', '"answer":1', '"answer":2');
    const again = ledger.commit(writing([done(1)], { answer: () => 1 }), {
      key: 'k',
      bodyHash: 'b',
    });
    expect(await codeOf(again)).toBe('row-forged');
    expect(await codeOf(ledger.commit(writing([done(1)])))).toBe('done');
  });

  test('a conversation', async () => {
    forge('V|', 'smba.example', 'evil.example');
    expect(await codeOf(ledger.conversation('x'))).toBe('row-forged');
  });

  test('any row, for a server with another key', async () => {
    expect(await codeOf(open({ sealer: sealerOf('other') }))).toBe('row-forged');
  });
});

describe('checkpoints', () => {
  test('are made every minute while something is written, and not while nothing is', async () => {
    const ledger = await open();
    ledger.start([]);
    for (let minute = 0; minute < 5; minute += 1) {
      await drive(clock, ledger.commit(writing([done(minute)])));
      await clock.pass(60_000);
    }
    expect(checkpoints.notes.length).toBeGreaterThanOrEqual(4);
    await clock.pass(120_000);
    const before = checkpoints.notes.length;
    for (let i = 0; i < 12; i += 1) await clock.pass(60_000);
    expect(checkpoints.notes.length).toBe(before);
  });

  test('are answered from the last one for a minute, whichever server made it', async () => {
    const [first, second] = [await open(), await open()];
    await drive(clock, first.commit(writing([done(1)])));
    const note = await drive(clock, first.checkpoint());
    await drive(clock, first.commit(writing([done(2)])));
    await clock.pass(30_000);
    expect(await drive(clock, first.checkpoint())).toBe(note);
    expect(await drive(clock, second.checkpoint())).toBe(note);
    await clock.pass(31_000);
    const next = await drive(clock, second.checkpoint());
    expect(next).toMatch(/^g 2 /m);
    expect(note).toMatch(/^g 1 /m);
    expect(await drive(clock, first.checkpoint())).toBe(next);
  });

  test('by a former key still count, by a stranger’s they do not', async () => {
    const ledger = await open();
    await drive(clock, ledger.commit(writing([done(1)])));
    await drive(clock, ledger.stop());
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const next = {
      keyName: 'countersign/test',
      publicKeySpkiDer: pair.publicKey.export({ type: 'spki', format: 'der' }),
      sign: async (bytes: Uint8Array) => sign('sha256', bytes, pair.privateKey),
    };
    expect(await codeOf(open({ checkpointSigner: next }))).toBe('ledger-behind-checkpoint');
    const after = await open({ checkpointSigner: next, formerKeys: [signer] });
    await clock.pass(61_000);
    expect(await codeOf(after.checkpoint())).toBe('done');
    expect(checkpoints.notes).toHaveLength(2);
  });

  test('that cannot be signed are a fault of their own', async () => {
    const refusing = { ...signer, sign: async () => Promise.reject(new Error('vault closed')) };
    const ledger = await open({ checkpointSigner: refusing });
    expect(await codeOf(ledger.checkpoint())).toBe('signer-unavailable');
    expect(await codeOf(ledger.commit(writing([done(1)])))).toBe('done');
  });
});
