import { expect } from 'vitest';
import type { Call, MemoryTable } from '../support/memoryTable.ts';
import { type Story, story } from './story.ts';

/** Runs `deed` once, when the history of a request is about to be read. */
function beforeItsHistory(house: Story, id: string, deed: () => Promise<unknown>): void {
  const table = house.table as MemoryTable;
  table.gate = async ({ kind, keys }: Call) => {
    if (kind !== 'list' || !keys[0]?.startsWith(`X|${id}|`)) return;
    table.gate = undefined;
    await deed();
  };
}

async function approvedAndCardBehind(house: Story): Promise<string> {
  const id = await house.asked();
  const activity = house.cardOf('owner', id);
  await house.teams.click(house.person('owner'), activity, 'approve');
  return id;
}

story('a receipt can be had while its card is being acknowledged', async ({ house }) => {
  const id = await approvedAndCardBehind(house);
  beforeItsHistory(house, id, () => house.settle());
  const read = await house.call('gateway', 'GET', `/requests/${id}`);
  expect(read).toMatchObject({ status: 200, body: { status: 'approved' } });
  expect(read.body.receipt).toMatch(/^ey/);
});

story('no receipt is given for what was taken back in the same moment', async ({ house }) => {
  const id = await approvedAndCardBehind(house);
  await house.settle();
  beforeItsHistory(house, id, () => house.call('owner', 'POST', `/requests/${id}/undo`, {}));
  const read = await house.call('gateway', 'GET', `/requests/${id}`);
  expect(read.status).toBe(200);
  expect(read.body.receipt).toBeUndefined();
});
