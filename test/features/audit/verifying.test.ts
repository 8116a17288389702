import { expect, test } from 'vitest';
import { type Provable, proofOf } from '../../../src/features/audit/verifying.ts';
import { switched } from '../../adapters/tables/example.ts';
import { HandClock, openHouse, writing } from '../../adapters/tables/house.ts';
import { story } from '../../scenario/story.ts';
import { MemoryTable } from '../../support/memoryTable.ts';

async function open() {
  const { ledger } = await openHouse(new MemoryTable(), { clock: new HandClock() });
  await ledger.commit(writing([switched('hall', true), switched('hall', false)]));
  return { ledger };
}

test('a ledger as it was written is proven, up to the newest checkpoint', async () => {
  const { ledger } = await open();
  const { size } = await ledger.reads.head();
  expect(await proofOf(ledger)).toMatchObject({ events: size, outcome: { kind: 'proven' } });
});

test('a line that is not what was signed is found', async () => {
  const { ledger } = await open();
  const lines: Provable['reads']['lines'] = async (options) => {
    const page = await ledger.reads.lines(options);
    return { ...page, items: page.items.map((one) => ({ ...one, line: `${one.line} ` })) };
  };
  const changed = { checkpoint: () => ledger.checkpoint(), reads: { lines } };
  expect(await proofOf(changed)).toMatchObject({
    outcome: { kind: 'differs', difference: { log: 'g', because: 'root-differs' } },
  });
});

test('nothing is said of more events than a chat waits for', async () => {
  const { ledger } = await open();
  expect(await proofOf(ledger, 1)).toMatchObject({ outcome: { kind: 'too-many', most: 1 } });
});

story('“verify” is answered to those who oversee, and to nobody else', async ({ house }) => {
  await house.asked();
  for (const who of ['admin', 'board', 'security'])
    expect(await house.say(who, 'verify')).toMatch(/All \d+ events are as they were/);
  for (const who of ['owner', 'pilot', 'finance1', 'outsider'])
    expect(await house.say(who, 'verify')).toContain(
      'The review board, admins, security and compliance verify the ledger',
    );
});
