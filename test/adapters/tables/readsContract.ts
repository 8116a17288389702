import { afterEach, expect, test } from 'vitest';
import type { Place, Recorded } from '../../../src/kernel/events.ts';
import { weekOf } from '../../../src/kernel/week.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { done, lamps, notes, sent, switched, written } from './example.ts';
import { by, deciding, resultOf, writing } from './house.ts';
import { type Fresh, serversOver, upTo } from './servers.ts';

/** What any table must make of reading: what was written is there, for every server. */
export function readsContract(fresh: Fresh): void {
  const servers = serversOver(fresh);
  afterEach(servers.stop);

  test('what is committed is there to read, in the state, in the view and in the log', async () => {
    const { first } = await servers.open(1);
    const committed = await first.commit(
      writing([switched('hall', true), switched('hall', false)]),
    );
    expect(resultOf(committed)).toEqual([1, 2]);
    expect(await first.reads.get(lamps, 'hall')).toEqual({ on: false, switched: 2 });
    expect((await first.view()).get(lamps, 'hall')).toEqual({ on: false, switched: 2 });
    const { items } = await first.reads.lines({ limit: 10 });
    expect(items.map(({ log, seq, type }) => `${log}/${seq} ${type}`)).toEqual([
      'g/1 lamp-switched',
      'g/2 lamp-switched',
    ]);
    expect(items.map(({ leaf }) => leaf)).toEqual(items.map(({ line }) => leafHash(line)));
    expect(await first.reads.eventAt({ log: 'g', seq: 2 })).toMatchObject({
      by,
      data: { lamp: 'hall', on: false },
    });
    expect(await first.reads.eventAt({ log: 'g', seq: 3 })).toBeUndefined();
  });

  test('long texts of every kind of character come back as they went', async () => {
    const { first } = await servers.open(1);
    const text = `${'😀'.repeat(15_999)}x${'😀"\\\u0001ß'.repeat(9_000)}`;
    await first.commit(writing([written('long', '2027-01-01T00:00:00.000Z', text)]));
    expect((await first.reads.get(notes, 'long'))?.text).toBe(text);
    const [event] = await first.reads.history('long');
    expect(event?.data).toMatchObject({ text });
    const place = resultOf(await first.decide(deciding(done(1, text))));
    expect(place).toMatch(/\/1$/);
  });

  test('a request’s history holds its lines; long ones are pointed to', async () => {
    const { first } = await servers.open(1);
    const far = '2027-01-01T00:00:00.000Z';
    await first.commit(writing([written('AR-1', far, 'short')]));
    await first.commit(writing([written('AR-1', far, 'x'.repeat(40_000)), written('n1', far)]));
    const listed = async (subject: string) =>
      (await first.reads.rows(`X|${subject}|`, { limit: 5 })).items.map(({ value }) =>
        Object.keys(value),
      );
    expect(await listed('AR-1')).toEqual([['line', 'seq'], ['seq']]);
    expect(await listed('n1')).toEqual([['seq']]);
    const history = await first.reads.history('AR-1');
    expect(history.map(({ data }) => 'text' in data && String(data.text).length)).toEqual([
      5, 40_000,
    ]);
  });

  test('what a week lists is read page after page', async () => {
    const { first } = await servers.open(1);
    const far = '2027-01-01T00:00:00.000Z';
    for (const note of ['n1', 'n2', 'n3'])
      await first.commit(writing([written(note, far), sent(note)]));
    const [{ at } = expect.fail('nothing')] = await first.reads.history('n1');
    const page = async (limit: number, after?: number) =>
      (await first.reads.listed(weekOf(at).name, 'notes', limit, after)).map(({ seq }) => seq);
    expect(await page(2)).toEqual([2, 4]);
    expect(await page(2, 4)).toEqual([6]);
    expect(await page(2, 6)).toEqual([]);
  });

  test('a server that starts later, or again, knows what the others know', async () => {
    const { first, start } = await servers.open(1);
    await first.commit(
      writing([switched('hall', true), written('n1', '2027-01-01T00:00:00.000Z')]),
    );
    await first.decide(deciding(done(1)));
    const later = await start();
    expect((await later.view()).get(lamps, 'hall')).toEqual({ on: true, switched: 1 });
    expect(await later.reads.get(notes, 'n1')).toMatchObject({ sent: false });
    expect(await later.reads.head()).toEqual(await first.reads.head());
    await later.commit(writing([switched('hall', false)]));
    await first.poll();
    expect((await first.view()).get(lamps, 'hall')).toEqual({ on: false, switched: 2 });
  });

  test('lists come in pages, lines too, log after log', async () => {
    const { first } = await servers.open(1);
    await first.commit(writing(upTo(12).map((n) => switched(`lamp${10 + n}`, true))));
    await Promise.all(upTo(8).map((n) => first.decide(deciding(done(n)))));
    const ids: string[] = [];
    for (let after: string | undefined, page = 0; page < 10; page += 1) {
      const { items, next } = await first.reads.list(lamps, {
        limit: 5,
        ...(after !== undefined && { after }),
      });
      ids.push(...items.map(([id]) => id));
      after = next;
      if (next === undefined) break;
    }
    expect(ids).toEqual(upTo(12).map((n) => `lamp${10 + n}`));
    const places: string[] = [];
    for (let after: string | undefined, page = 0; page < 10; page += 1) {
      const { items, next } = await first.reads.lines({
        limit: 7,
        ...(after !== undefined && { after }),
      });
      places.push(...items.map(({ log, seq }) => `${log}/${seq}`));
      after = next;
      if (next === undefined) break;
    }
    expect(places).toHaveLength(20);
    expect(places.slice(0, 12)).toEqual(upTo(12).map((n) => `g/${n + 1}`));
    expect(new Set(places).size).toBe(20);
    for (const after of ['', 'x', '99/1', 'g/', `g/${'9'.repeat(40)}`])
      expect((await first.reads.lines({ limit: 7, after })).items).toEqual([]);
  });

  test('the newest events since a week began are read of all logs, each log in order; bounded, of each its newest', async () => {
    const { first } = await servers.open(1);
    await first.commit(writing(upTo(12).map((n) => switched('hall', n % 2 === 0))));
    await Promise.all(upTo(24).map((n) => first.decide(deciding(done(n)))));
    const read = async (from: string, most: number) => {
      const { total, batches } = await first.reads.recent({ from, most });
      const places: Place[] = [];
      for await (const batch of batches) places.push(...batch);
      return { total, places };
    };
    const all = await read('2026-W47', 1_000);
    expect(all.total).toBe(36);
    expect(all.places).toHaveLength(36);
    expect((await read('2026-W01', 1_000)).places).toEqual(all.places);
    expect(await read('2026-W48', 1_000)).toEqual({ total: 0, places: [] });
    const half = await read('2026-W47', 18);
    expect(half.total).toBe(36);
    expect(half.places.length).toBeLessThanOrEqual(18);
    expect(half.places.length).toBeGreaterThanOrEqual(14);
    expect(half.places.filter(({ log }) => log === 'g').map(({ seq }) => seq)).toEqual([
      7, 8, 9, 10, 11, 12,
    ]);
  });

  test('read backwards, every event comes once, page after page, however much is taken of a page', async () => {
    const { first } = await servers.open(1);
    await first.commit(writing(upTo(12).map((n) => switched('hall', n % 2 === 0))));
    await Promise.all(upTo(24).map((n) => first.decide(deciding(done(n)))));
    await first.commit(writing(upTo(5).map((n) => switched('attic', n % 2 === 0))));
    const all = async (most: number, taking: number) => {
      const events: Recorded[] = [];
      let before: string | undefined;
      do {
        const page = await first.reads.backwards({
          most,
          ...(before !== undefined && { before }),
        });
        const taken = page.items.slice(0, taking);
        events.push(...taken);
        before = page.next(taken.length);
      } while (before !== undefined && events.length < 100);
      return events;
    };
    const whole = await all(1_000, 1_000);
    expect(new Set(whole.map(({ log, seq }) => `${log}/${seq}`)).size).toBe(41);
    for (const [most, taking] of [
      [1_000, 3],
      [7, 7],
      [20, 1],
      [1, 1],
    ] as const) {
      const events = await all(most, taking);
      expect(events.map(({ log, seq }) => `${log}/${seq}`).sort()).toEqual(
        whole.map(({ log, seq }) => `${log}/${seq}`).sort(),
      );
      const times = events.map(({ at }) => at);
      expect(times).toEqual([...times].sort().reverse());
      for (const log of new Set(events.map((event) => event.log))) {
        const seqs = events.filter((event) => event.log === log).map(({ seq }) => seq);
        expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
      }
    }
    for (const before of ['', 'x', 'g', 'g.x', '99.4', 'g.0'])
      expect((await first.reads.backwards({ most: 10, before })).items).toEqual([]);
  });

  test('conversations are kept, and learned once', async () => {
    const { ledgers, first } = await servers.open(2);
    const [, second = first] = ledgers;
    const ada = '00000000-0000-4000-8000-000000000001';
    const reference = {
      serviceUrl: 'https://smba.example/teams/',
      conversationId: 'a:1',
      conversationType: 'personal',
      tenantId: 't',
      botId: '28:b',
    } as const;
    await Promise.all([
      first.learnConversation(ada, reference),
      second.learnConversation(ada, reference),
    ]);
    await second.learnConversation(ada, reference);
    await second.learnConversation('19:x@thread.v2;messageid=/#?', {
      ...reference,
      conversationType: 'channel',
    });
    expect(await second.conversation(ada)).toEqual(reference);
    expect((await first.conversation('19:x@thread.v2;messageid=/#?'))?.conversationType).toBe(
      'channel',
    );
    const { items } = await first.reads.lines({ limit: 10 });
    expect(items.map(({ type }) => type)).toEqual(['conversation-learned', 'conversation-learned']);
    expect(items.map(({ line }) => line).join('')).not.toContain('smba.example');
  });
}
