import { expect, test } from 'vitest';
import { auditFacts } from '../../../src/features/audit/facts.ts';
import { auditSections } from '../../../src/features/audit/sections.ts';
import { DAY, type Instant, plus } from '../../../src/kernel/instant.ts';
import { weekOf } from '../../../src/kernel/week.ts';
import { HandClock, openHouse, START, writing } from '../../adapters/tables/house.ts';
import { MemoryTable } from '../../support/memoryTable.ts';

const hash = '0'.repeat(64);
const person = (end: string) => `00000000-0000-4000-8000-00000000${end}`;
const adopted = {
  type: 'ledger-adopted',
  data: {
    people: [
      { person: person('0001'), reason: 'the disk was lost', at: START },
      { person: person('0005'), reason: 'agreed', at: START },
    ],
    heads: [{ log: 'g', size: 12, root: hash, chain: hash }],
    overruled: [
      {
        note: hash,
        at: plus(START, -DAY),
        logs: [
          { log: 'g', size: 20 },
          { log: '00', size: 5 },
        ],
      },
    ],
  },
};

test('an adoption stands in every digest for a year, and in none before it', async () => {
  const table = new MemoryTable();
  const { ledger } = await openHouse(table, { features: [auditFacts], clock: new HandClock() });
  await ledger.commit(writing([adopted]));
  const build = async (at: Instant) => {
    const view = await ledger.view();
    const context = { ledger, view, week: weekOf(at), now: at, final: true, cells: {}, before: {} };
    const [built] = await Promise.all(auditSections.map((section) => section.build(context)));
    return built;
  };
  expect(await build(START)).toEqual({
    summary: 'In the past year, two people have accepted once that the ledger lost events.',
    items: [
      {
        text: 'The ledger was adopted behind a checkpoint: 13 events were lost. “the disk was lost” “agreed”',
        at: START,
      },
    ],
  });
  expect((await build(plus(START, 360 * DAY)))?.items).toHaveLength(1);
  for (const at of [plus(START, 372 * DAY), plus(START, -7 * DAY)])
    expect(await build(at)).toEqual({
      summary: 'No checkpoint was overruled in the past year.',
      items: [],
    });
});
