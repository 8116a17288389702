import { afterEach, expect, test } from 'vitest';
import { MemoryTable } from '../../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../../support/wholeHouse.ts';

let house: WholeHouse | undefined;
afterEach(() => house?.close());

test('a report costs no more, however many there are', async () => {
  const table = new MemoryTable();
  const world = await openWholeHouse({ table });
  house = world;
  const report = async (workflow: string): Promise<void> => {
    const body = {
      agentId: 'crm-assistant',
      category: 'poorSummarization',
      text: 'Wrong',
      workflow,
    };
    expect((await world.call('outsider', 'POST', '/feedback', body)).status).toBe(201);
  };
  /** Rows that are read for one report and for a look at it. */
  const costOf = async (workflow: string): Promise<number> => {
    const before = table.rowsRead;
    await report(workflow);
    expect((await world.call('outsider', 'GET', '/feedback/F-1')).status).toBe(200);
    return table.rowsRead - before;
  };
  const first = await costOf('first');
  for (let n = 0; n < 60; n += 1) await report(`flow ${n % 20}`);
  expect(await costOf('last')).toBeLessThan(first + 30);
});
