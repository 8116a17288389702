import { beforeEach, describe, expect, test } from 'vitest';
import { checkpointKey } from '../../../src/adapters/tables/rows/keys.ts';
import { sealText } from '../../../src/adapters/tables/rows/sealed.ts';
import {
  type CheckpointHistory,
  checkpointHistory,
} from '../../../src/adapters/tables/verification/checkpointHistory.ts';
import { epochMs, type Instant, MINUTE, plus, SECOND } from '../../../src/kernel/instant.ts';
import { checkpointBody, type LogState } from '../../../src/ledger/checkpoint.ts';
import { assembleNote, noteBytes } from '../../../src/ledger/note.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { MemoryCheckpoints, START, sealerOf, signer, TENANT } from './house.ts';
import { toVerify } from './verification.ts';

const GOVERNANCE = `${TENANT}|g`;
let table: MemoryTable;
let checkpoints: MemoryCheckpoints;
beforeEach(() => {
  table = new MemoryTable();
  checkpoints = new MemoryCheckpoints();
});

const hash = (n: number) => String(n % 10).repeat(64);
const state = (log: string, size: number): LogState => ({
  log,
  size,
  root: hash(size),
  chain: hash(size),
});

async function noteOf(at: Instant, logs: readonly LogState[], origin = `countersign/${TENANT}`) {
  const body = checkpointBody({ origin, at, logs });
  return assembleNote(body, signer, await signer.sign(noteBytes(body)));
}

/** A checkpoint in the table, some time after START. */
async function keep(ms: number, ...logs: readonly LogState[]): Promise<string> {
  const at = plus(START, ms);
  const note = await noteOf(at, logs);
  const spot = { partition: GOVERNANCE, key: checkpointKey(epochMs(at)) };
  table.tamper(
    spot.partition,
    spot.key,
    sealText(sealerOf('row.mac'), spot, { seq: 0, text: note }),
  );
  return note;
}

async function read(): Promise<string | CheckpointHistory> {
  const history = await checkpointHistory(toVerify(table, checkpoints));
  return history.ok ? history.value : `${history.found.place} ${history.found.code}`;
}
const sizes = (history: string | CheckpointHistory) =>
  typeof history === 'string'
    ? history
    : history.counting.map(({ checkpoint }) => checkpoint.logs.map(({ size }) => size).join(' '));

describe('the checkpoints of a ledger', () => {
  test('are those in the table and the one outside, oldest first', async () => {
    await keep(MINUTE, state('g', 5), state('00', 1));
    await keep(0, state('g', 3), state('00', 1));
    await checkpoints.put(await noteOf(plus(START, 2 * MINUTE), [state('g', 7), state('00', 2)]));
    expect(sizes(await read())).toEqual(['3 1', '5 1', '7 2']);
  });

  test('count the one outside once where it is in the table too', async () => {
    await checkpoints.put(await keep(0, state('g', 3)));
    expect(sizes(await read())).toEqual(['3']);
  });

  test('may cross within seconds, as servers sign without waiting for each other', async () => {
    await keep(0, state('g', 9));
    await keep(9 * SECOND, state('g', 8));
    await keep(MINUTE, state('g', 9));
    expect(sizes(await read())).toEqual(['9', '8', '9']);
  });

  test('never shrink over a longer time', async () => {
    await keep(0, state('g', 9));
    await keep(11 * SECOND, state('g', 8));
    expect(await read()).toBe(`g/${checkpointKey(epochMs(START) + 11 * SECOND)} log-cut`);
  });

  test('never say something else of the same size', async () => {
    await keep(0, state('g', 9));
    await keep(MINUTE, { ...state('g', 9), root: hash(1) });
    expect(await read()).toBe(`g/${checkpointKey(epochMs(START) + MINUTE)} root-differs`);
  });

  test('never forget a log', async () => {
    await keep(0, state('g', 9), state('00', 0));
    await keep(MINUTE, state('g', 9));
    expect(await read()).toBe(`g/${checkpointKey(epochMs(START) + MINUTE)} log-missing`);
  });

  test('are of this ledger', async () => {
    await checkpoints.put(await noteOf(START, [state('g', 1)], 'countersign/another'));
    expect(await read()).toBe('checkpoint origin-differs');
  });

  test('are signed while their key is the one to sign', async () => {
    await keep(0, state('g', 1));
    const until = plus(START, -MINUTE);
    const options = toVerify(table, checkpoints, {
      keys: [{ key: signer, from: undefined, until }],
    });
    const history = await checkpointHistory(options);
    expect(history).toMatchObject({ ok: false, found: { code: 'key-retired' } });
  });
});
