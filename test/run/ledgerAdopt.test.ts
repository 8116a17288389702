import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { isAdopted } from '../../src/features/audit/domain/events.ts';
import { LEDGER_SUBJECT } from '../../src/kernel/feature.ts';
import { HOUR, MINUTE } from '../../src/kernel/instant.ts';
import { doneOf } from '../../src/kernel/ledger.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { openLocalLedger } from '../../src/run/localParts.ts';
import { temporaryFolder } from '../support/folders.ts';
import { Tampering } from './tampering.ts';

let tricks: Tampering;
beforeAll(async () => {
  tricks = await Tampering.begin({ server: 'stopped' });
}, 120_000);
beforeEach(() => tricks.ledger.clock.leap(MINUTE));
afterEach(async () => {
  await tricks.restore();
  rmSync(intent(), { force: true });
});
afterAll(() => tricks.ledger.close());

const run = (...args: readonly string[]) => tricks.ledger.run(...args);
const adopt = (who: string, reason = 'the disk was lost') =>
  run('adopt', '--as', `${who}@contoso.example`, '--reason', reason);
const rollBack = () => tricks.ledger.stored.restore(tricks.ledger.early);
const outside = () => readFileSync(join(tricks.ledger.dataDir, 'checkpoint'), 'utf8');
const intent = () => join(tricks.ledger.dataDir, 'adopt.json');

/** A server's ledger over the table as it is now. */
const open = () =>
  openLocalLedger(
    {
      dataDir: tricks.ledger.dataDir,
      tablesConnectionString: tricks.ledger.connectionString,
      tenantId: EXAMPLE_TENANT,
      log: silentLog,
      clock: tricks.ledger.clock,
    },
    tricks.ledger.keys,
  );

test('a server does not start on a table that was put back, and says what to do', async () => {
  await rollBack();
  await expect(open()).rejects.toMatchObject({
    code: 'ledger-behind-checkpoint',
    message: expect.stringMatching(
      /^ledger-behind-checkpoint: log \S+ has \d+ events; \d+ others[^]*ledger -- adopt --as/,
    ),
  });
  expect((await run('verify')).out[0]).toMatch(/^bad log-cut g\//);
});

describe('to adopt it', () => {
  test('takes two people: then it verifies, exports and starts again, and says so', async () => {
    await rollBack();
    const overruled = outside();
    const first = await adopt('admin');
    expect(first).toMatchObject({
      code: 0,
      out: expect.arrayContaining([
        expect.stringMatching(/^Log g has \d+ events; the checkpoint of .* knows \d+\.$/),
      ]),
    });
    expect(first.out.at(-1)).toContain('a second person');
    expect((await run('verify')).code).toBe(1);
    await expect(open()).rejects.toMatchObject({ code: 'ledger-behind-checkpoint' });
    await tricks.ledger.clock.leap(59 * MINUTE);
    const second = await adopt('board', 'agreed: the backup of this morning is what we have');
    expect(second.code).toBe(0);
    expect(second.out.at(-1)).toContain('Adopted');
    expect(existsSync(intent())).toBe(false);
    expect(outside()).not.toBe(overruled);
    expect(await run('verify')).toMatchObject({ code: 0, err: [] });
    const ledger = await open();
    const [event, ...more] = await ledger.reads.history(LEDGER_SUBJECT);
    expect(more).toEqual([]);
    expect(
      event &&
        isAdopted(event) &&
        event.data.people.map(({ person, reason }) => [person.slice(-4), reason]),
    ).toEqual([
      ['0001', 'the disk was lost'],
      ['0005', 'agreed: the backup of this morning is what we have'],
    ]);
    await ledger.stop();
    const out = join(temporaryFolder(), 'export');
    expect((await run('export', '--out', out)).code).toBe(0);
    expect(readFileSync(join(out, 'checkpoints.ndjson'), 'utf8')).not.toContain(
      JSON.stringify(overruled).slice(1, -1),
    );
    expect((await run('verify', '--export', out)).code).toBe(0);
    // and to put the table back once more is found like the first time
    await rollBack();
    expect((await run('verify')).out[0]).toMatch(/^bad log-cut g\//);
  });

  test('of which the row stayed in the table is overruled there too', async () => {
    const early = tricks.ledger.early.filter(({ key }) => !key.startsWith('C|'));
    await tricks.ledger.stored.restore([...early, ...tricks.inGovernance('C|')]);
    await adopt('admin');
    await adopt('security');
    expect(await run('verify')).toMatchObject({ code: 0 });
    await (await open()).stop();
    expect(await run('verify')).toMatchObject({ code: 0 });
  });

  test('where nothing is left, a new ledger begins with the adoption', async () => {
    await tricks.ledger.stored.restore([]);
    expect((await adopt('admin2')).out[0]).toMatch(/^Log g has 0 events/);
    expect((await adopt('board')).code).toBe(0);
    expect((await run('verify')).out[0]).toMatch(/^ok: .*events: g 1, 00 0/);
    const ledger = await open();
    const told = ledger.commit(async () => ({
      by: { kind: 'system' },
      events: [],
      result: () => 'works',
    }));
    expect(doneOf(await told)).toBe('works');
    await ledger.stop();
  });

  test.each([
    ['owner', 'Only a governance admin'],
    ['finance1', 'Only a governance admin'],
  ])('%s has no say', async (who, words) => {
    await rollBack();
    expect(await adopt(who)).toMatchObject({
      code: 1,
      out: [],
      err: [expect.stringContaining(words)],
    });
    expect(existsSync(intent())).toBe(false);
  });

  test('one person alone is not enough, however often', async () => {
    await rollBack();
    await adopt('admin');
    expect(await adopt('admin', 'once more')).toMatchObject({
      code: 1,
      err: [expect.stringContaining('a second person')],
    });
    expect((await run('verify')).code).toBe(1);
  });

  test('what the first said counts for an hour, and for what stood then', async () => {
    await rollBack();
    await adopt('admin');
    await tricks.ledger.clock.leap(HOUR + MINUTE);
    expect((await adopt('board')).out.at(-1)).toContain('Kept.');
    const lane = tricks.ledger.early.find(
      ({ key, partition }) => key === 'H' && partition.endsWith('|g'),
    );
    expect(lane).toBeDefined();
    await tricks.ledger.stored.restore([]);
    expect((await adopt('admin')).out.at(-1)).toContain('Kept.');
    expect((await run('verify')).code).toBe(1);
  });

  test('that was cut short after the event is ended by asking again', async () => {
    await rollBack();
    const overruled = outside();
    await adopt('admin');
    await adopt('board');
    writeFileSync(join(tricks.ledger.dataDir, 'checkpoint'), overruled);
    await expect(open()).rejects.toMatchObject({ code: 'ledger-behind-checkpoint' });
    await tricks.ledger.clock.leap(MINUTE);
    expect((await adopt('admin')).out).toEqual([
      'The adoption stands in the ledger already, and a new checkpoint is signed.',
    ]);
    await (await open()).stop();
    expect(await run('verify')).toMatchObject({ code: 0 });
  });

  test('a ledger that is behind nothing is refused', async () => {
    expect(await adopt('admin')).toMatchObject({
      code: 1,
      err: [expect.stringContaining('nothing to adopt')],
    });
  });

  test('a ledger that was changed as well is refused, with the place', async () => {
    await rollBack();
    const state = tricks.ledger.early.find(({ key }) => key === 'R|AR-1');
    if (state === undefined) throw new RangeError('no request');
    await tricks.put(state, { ...state.columns, d0: '{}' });
    expect(await adopt('admin')).toMatchObject({
      code: 1,
      out: [
        'bad row-forged g/R|AR-1: Row R|AR-1 of log g was not written by a server of ours as it stands.',
      ],
      err: [expect.stringContaining('not one that was changed')],
    });
    expect(existsSync(intent())).toBe(false);
  });
});
