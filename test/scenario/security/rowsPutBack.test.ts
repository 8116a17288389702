import { expect, test } from 'vitest';
import { MemoryTable } from '../../support/memoryTable.ts';
import { openStory } from '../story.ts';

/** Rows that follow from a request's state; each has a mac of ours, the old ones too. */
const DERIVED = /^(?:R|L|Q|O|P|M)\|/;

test('an approval is not spent again after its old rows were put back', async () => {
  const table = new MemoryTable();
  const house = await openStory({ table });
  const id = await house.asked();
  await house.click('owner', id, 'approve');
  const receipt = await house.receipt(id);
  const governance = table.partitions().find((name) => name.endsWith('|g')) ?? '';
  const before = table.rows(governance).filter(({ key }) => DERIVED.test(key));
  expect((await house.redeem(receipt)).status).toBe(200);
  for (const { key } of table.rows(governance))
    if (DERIVED.test(key) && !before.some((row) => row.key === key))
      table.tamper(governance, key, undefined);
  for (const { key, columns } of before) table.tamper(governance, key, columns);
  const again = await house.redeem(receipt);
  expect(again).toMatchObject({ status: 500, body: { code: 'internal' } });
  const spent = (await house.history(id)).filter((type) => type === 'request-redeemed');
  expect(spent).toHaveLength(1);
  expect(house.alarms).toMatchObject([{ event: 'call-failed' }]);
  await house.close();
});
