import { expect } from 'vitest';
import type { MemoryTable } from '../support/memoryTable.ts';
import { MAIL, SEND_MAIL, type Story, story, wordsOn } from './story.ts';

/** From its next change on, a request cannot be read any more. */
function unreadableOnceChanged(house: Story, request: string): void {
  const table = house.table as MemoryTable;
  const row = `R|${request}`;
  let isChanged = false;
  table.trouble = ({ kind, keys }) => {
    if (kind === 'transact' && keys.includes(row)) isChanged = true;
    return isChanged && kind === 'get' && keys.includes(row) ? 'before' : undefined;
  };
}

story(
  'a click that was committed is confirmed though nothing can be read after it',
  async ({ house }) => {
    const id = await house.asked();
    const activity = house.cardOf('owner', id);
    unreadableOnceChanged(house, id);
    const clicked = await house.teams.click(house.person('owner'), activity, 'approve');
    expect(clicked).toMatchObject({ status: 200, statusCode: 200 });
    expect(wordsOn(clicked.card)).toContain('Approved by you.');
  },
);

story(
  'an answer over the API that was committed is confirmed though nothing can be read after it',
  async ({ house }) => {
    const id = await house.asked();
    const { digest } = await house.request(id);
    unreadableOnceChanged(house, id);
    const told = await house.call('owner', 'POST', `/requests/${id}/answer`, {
      answer: 'reject',
      reason: 'No.',
      digest,
    });
    expect(told).toMatchObject({ status: 200, body: { id, status: 'rejected' } });
  },
);

story('a repeat that needs nothing written is told how it stands', async ({ house }) => {
  const id = await house.asked();
  const { digest } = await house.request(id);
  const body = { answer: 'approve', digest };
  const first = await house.call('owner', 'POST', `/requests/${id}/answer`, body);
  const again = await house.call('owner', 'POST', `/requests/${id}/answer`, body);
  expect(again).toMatchObject({ status: 200, body: first.body });
});

story('a click waits for nothing of storage but its commit', async ({ house }) => {
  const first = await house.asked();
  const id = await house.asked(SEND_MAIL, { arguments: { ...MAIL, subject: 'Another offer' } });
  await house.click('owner', first, 'approve'); // what the ledger keeps of this person is read once
  const activity = house.cardOf('owner', id);
  const table = house.table as MemoryTable;
  const before = table.calls.length;
  const clicked = await house.teams.click(house.person('owner'), activity, 'approve');
  expect(clicked).toMatchObject({ status: 200, statusCode: 200 });
  expect(table.calls[before]).toMatchObject({
    kind: 'transact',
    keys: expect.arrayContaining([`R|${id}`]),
  });
});
