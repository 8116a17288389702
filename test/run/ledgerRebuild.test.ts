import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { LEDGER_SUBJECT } from '../../src/kernel/feature.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { openLocalLedger } from '../../src/run/localParts.ts';
import { Tampering } from './tampering.ts';

let tricks: Tampering;
beforeAll(async () => {
  tricks = await Tampering.begin({ server: 'stopped' });
}, 120_000);
afterEach(() => tricks.restore());
afterAll(() => tricks.ledger.close());

const rebuild = (who: string) =>
  tricks.ledger.run(
    'rebuild',
    '--as',
    `${who}@contoso.example`,
    '--reason',
    'somebody deleted a pause',
  );

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

test('a pause that was deleted keeps servers from starting until its row is made again', async () => {
  const pause = tricks.row('Z|');
  await tricks.put(pause, undefined);
  await expect(open()).rejects.toMatchObject({
    code: 'ledger-corrupt',
    message: expect.stringMatching(/rows of pause .*ledger -- verify.*ledger -- rebuild --as/),
  });
  expect(await tricks.verdict()).toMatch(/^bad row-missing g\/Z\|/);
  const { code, out } = await rebuild('admin');
  expect({ code, said: out[0] }).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^Rebuilt: 1 rows written, 0 deleted/),
  });
  expect((await tricks.ledger.run('verify')).code).toBe(0);
  const ledger = await open();
  const events = await ledger.reads.history(LEDGER_SUBJECT);
  await ledger.stop();
  expect(events.at(-1)).toMatchObject({
    type: 'ledger-rebuilt',
    by: { kind: 'person' },
    data: { reason: 'somebody deleted a pause', written: 1, deleted: 0, lost: 0 },
  });
});

test('nobody without a governance role can have it done', async () => {
  await tricks.put(tricks.row('Z|'), undefined);
  for (const who of ['owner', 'outsider', 'finance1']) {
    const { code, err } = await rebuild(who);
    expect(code).toBe(1);
    expect(err.join()).toContain('Only a governance admin or a member of the review board');
  }
  expect(await tricks.verdict()).toMatch(/^bad row-missing g\/Z\|/);
});

test('a ledger that is behind a checkpoint is not made to look whole', async () => {
  await tricks.ledger.stored.restore(tricks.ledger.early);
  const { code, err } = await rebuild('admin');
  expect({ code, err: err.at(-1) }).toMatchObject({
    code: 1,
    err: expect.stringContaining('behind a checkpoint'),
  });
});

test('what the log does not hold is told', async () => {
  const conversation = tricks.row('V|');
  await tricks.put(conversation, undefined);
  const { code, out } = await rebuild('board');
  expect(code).toBe(0);
  expect(out).toContain(`g/${conversation.key}`);
});
