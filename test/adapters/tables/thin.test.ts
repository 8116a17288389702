import { expect, test } from 'vitest';
import { MemoryTable } from '../../support/memoryTable.ts';
import { done, judged, lamps, sent, switched, written } from './example.ts';
import { by, deciding, openHouse, resultOf, writing } from './house.ts';

test('a run through everything', async () => {
  const table = new MemoryTable();
  const { ledger, checkpoints } = await openHouse(table);
  const seen: string[] = [];
  ledger.follow((events) => seen.push(...events.map((e) => `${e.seq}:${e.type}`)));
  expect(resultOf(await ledger.commit(writing([switched('hall', true)])))).toEqual([1]);
  const view = await ledger.view();
  expect(view.get(lamps, 'hall')).toEqual({ on: true, switched: 1 });
  const ran: string[] = [];
  ledger.start([
    {
      kind: 'send',
      claimed: true,
      run: async (item) => {
        ran.push(item.id);
        await ledger.commit(writing([sent(item.id)]));
        return { kind: 'done' };
      },
    },
  ]);
  await ledger.commit(writing([written('n1', '2026-11-20T08:00:00.000Z')]));
  await ledger.runDue();
  expect(ran).toEqual(['n1']);
  const places = await Promise.all([1, 2, 3].map((n) => ledger.decide(deciding(done(n)))));
  expect(places.map(resultOf)).toHaveLength(3);
  const [log = '', seq = ''] = (places.map(resultOf)[0] ?? '').split('/');
  const about = { log, seq: Number(seq) };
  expect(resultOf(await ledger.reportOnce(about, by, judged(true)))).toBe(true);
  expect(resultOf(await ledger.reportOnce(about, by, judged(true)))).toBe(false);
  expect((await ledger.reads.outcomeOf(about))?.type).toBe('thing-judged');
  expect((await ledger.reads.history('lamp:hall')).map((e) => e.type)).toEqual(['lamp-switched']);
  expect((await ledger.reads.lines({ limit: 100 })).items).toHaveLength(7);
  expect(await ledger.reads.counters('2026-W47')).toEqual({
    'lamp-switched': 1,
    'note-written': 1,
    'note-sent': 1,
    'thing-done': 3,
    'thing-judged': 1,
  });
  await ledger.stop();
  expect(checkpoints.notes).toHaveLength(1);
  expect(seen).toEqual(['1:lamp-switched', '2:note-written', '3:note-sent']);
  const again = await openHouse(table, { checkpoints });
  expect((await again.ledger.view()).get(lamps, 'hall')).toEqual({ on: true, switched: 1 });
});
