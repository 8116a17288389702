import { expect } from 'vitest';
import { HOUR } from '../../src/kernel/instant.ts';
import type { MemoryTable } from '../support/memoryTable.ts';
import { type Fields, MAIL, PAY_INVOICE, SEND_MAIL, type Story, story } from './story.ts';

const idsIn = ({ items }: { items: readonly Fields[] }) => items.map(({ id }) => id);

const mail = (subject: string) => ({ ...SEND_MAIL, arguments: { ...MAIL, subject } });

async function page(house: Story, query: string, as = 'board') {
  const { status, body, headers } = await house.call(as, 'GET', `/requests?${query}`);
  expect(status).toBe(200);
  return { ids: idsIn(body), isMore: headers.get('link') !== null };
}

story('the pending list holds what waits for anybody, page by page', async ({ house }) => {
  const waiting = [
    await house.asked(mail('one')),
    await house.asked(mail('two')),
    await house.asked(PAY_INVOICE),
  ];
  const decided = await house.asked(mail('three'));
  await house.click('owner', decided, 'reject');
  expect(await page(house, 'status=pending')).toEqual({ ids: waiting, isMore: false });
  expect(await page(house, 'status=pending&limit=2')).toEqual({
    ids: waiting.slice(0, 2),
    isMore: true,
  });
  expect(await page(house, `status=pending&limit=2&after=${waiting[1]}`)).toEqual({
    ids: waiting.slice(2),
    isMore: false,
  });
  expect(await page(house, 'status=pending&agentId=invoice-agent')).toEqual({
    ids: waiting.slice(2),
    isMore: false,
  });
  expect(await page(house, 'status=rejected')).toEqual({ ids: [decided], isMore: false });
});

story(
  'the pending list leaves out what is over, though nobody has written it down',
  async ({ house }) => {
    await house.asked();
    await house.clock.leap(24 * HOUR);
    expect((await page(house, 'status=pending')).ids).toEqual([]);
  },
);

story('the pending list reads no more for all that has ended', async ({ house }) => {
  const table = house.table as MemoryTable;
  const rows = async (): Promise<number> => {
    const before = table.rowsRead;
    await page(house, 'status=pending');
    return table.rowsRead - before;
  };
  await house.asked(mail('waits'));
  const few = await rows();
  for (const subject of ['a', 'b', 'c', 'd', 'e'])
    await house.click('owner', await house.asked(mail(subject)), 'reject');
  expect(await rows()).toBe(few);
});
