import { afterEach, describe, expect, test } from 'vitest';
import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import type { Table } from '../../../src/adapters/tables/table.ts';
import type { Recorded } from '../../../src/kernel/events.ts';
import type { Committed, Work } from '../../../src/kernel/ledger.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { done, judged, lamps, notes, switched, written } from './example.ts';
import {
  by,
  deciding,
  type House,
  MemoryCheckpoints,
  openHouse,
  resultOf,
  writing,
} from './house.ts';
import { WatchedTable } from './watchedTable.ts';

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const numbersOf = (events: readonly Recorded[]): readonly number[] => events.map(({ seq }) => seq);

/** What any table must make of the ledger. `fresh` gives a table with nothing of the tenant's in it. */
export function ledgerContract(
  name: string,
  fresh: () => Promise<{ readonly table: Table; readonly tenant: string }>,
): void {
  const open: OpenLedger[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((ledger) => ledger.stop()));
  });

  /** Servers over one new table. */
  async function servers(count: number) {
    const { table: inner, tenant } = await fresh();
    const table = new WatchedTable(inner);
    const checkpoints = new MemoryCheckpoints();
    const start = async (): Promise<OpenLedger> => {
      const house: House = await openHouse(table, { tenant, checkpoints });
      open.push(house.ledger);
      return house.ledger;
    };
    const ledgers: OpenLedger[] = [];
    for (let i = 0; i < count; i += 1) ledgers.push(await start());
    const [first] = ledgers;
    if (first === undefined) throw new RangeError('no server');
    return { table, tenant, ledgers, first, start };
  }

  describe(name, () => {
    test('what is committed is there to read, in the state, in the view and in the log', async () => {
      const { first } = await servers(1);
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

    test('works that come together share commits', async () => {
      const { first, table } = await servers(1);
      const before = table.transactions;
      const answers = await Promise.all(upTo(200).map((n) => first.commit(writing([done(n)]))));
      expect(answers.flatMap(resultOf).toSorted((a, b) => a - b)).toEqual(
        upTo(200).map((n) => n + 1),
      );
      expect(table.transactions - before).toBeLessThan(20);
      const decided = await Promise.all(upTo(1_000).map((n) => first.decide(deciding(done(n)))));
      expect(new Set(decided.map(resultOf)).size).toBe(1_000);
      expect(table.transactions - before).toBeLessThan(40);
    });

    test('of 32 who decide at once over 4 servers exactly one wins', async () => {
      const { ledgers, first } = await servers(4);
      const winOnce: Work<boolean> = async (tx) => {
        const lamp = await tx.get(lamps, 'hall');
        return {
          by,
          events: lamp === undefined ? [switched('hall', true)] : [],
          result: (places) => places.length > 0,
        };
      };
      const answers = await Promise.all(
        upTo(32).map((n) => (ledgers[n % ledgers.length] ?? first).commit(winOnce)),
      );
      expect(answers.map(resultOf).filter((won) => won)).toHaveLength(1);
      expect(await first.reads.history('lamp:hall')).toHaveLength(1);
    });

    test('numbers are given out once, without gaps, whichever server asks', async () => {
      const { ledgers, first } = await servers(3);
      const number: Work<number> = async (tx) => {
        const n = tx.next('AR');
        return { by, events: [done(n)], result: () => n };
      };
      const given = await Promise.all(
        upTo(60).map((n) => (ledgers[n % 3] ?? first).commit(number)),
      );
      expect(given.map(resultOf).toSorted((a, b) => a - b)).toEqual(upTo(60).map((n) => n + 1));
      const idle: Work<number> = async (tx) => ({ by, events: [], result: () => tx.next('AR') });
      await first.commit(idle);
      expect(resultOf(await first.commit(number))).toBe(61);
    });

    test('a key is answered from what was stored, whichever server is asked, and refused with another body', async () => {
      const { ledgers, first } = await servers(2);
      const [, second = first] = ledgers;
      const key = { key: 'k1', bodyHash: 'one' };
      const other = { key: 'k1', bodyHash: 'two' };
      const work = writing([done(7)], { answer: ([place]) => ({ seq: place?.seq ?? 0 }) });
      expect((await first.commit(work, key)).kind).toBe('done');
      expect(await second.commit(work, key)).toEqual({ kind: 'repeated', answer: { seq: 1 } });
      expect(await second.commit(work, other)).toEqual({ kind: 'key-reused' });
      const judge = {
        ...deciding(done(8))(await first.view(), '' as never),
        answer: () => 'stored',
      };
      expect((await first.decide(() => judge, key)).kind).toBe('done');
      expect(await second.decide(() => judge, key)).toEqual({ kind: 'repeated', answer: 'stored' });
      expect(await second.decide(() => judge, other)).toEqual({ kind: 'key-reused' });
      expect((await first.reads.lines({ limit: 10 })).items).toHaveLength(2);
    });

    test('equal keys at the same time make one event', async () => {
      const { ledgers, first } = await servers(2);
      const key = { key: 'k2', bodyHash: 'b' };
      const ask = (n: number): Promise<Committed<unknown>> =>
        (ledgers[n % 2] ?? first).commit(writing([done(n)], { answer: () => 1 }), key);
      const decide = (n: number): Promise<Committed<unknown>> =>
        (ledgers[n % 2] ?? first).decide(
          (v, now) => ({ ...deciding(done(n))(v, now), answer: () => 1 }),
          key,
        );
      for (const call of [ask, decide]) {
        const kinds = (await Promise.all(upTo(20).map(call))).map(({ kind }) => kind);
        expect(kinds.filter((kind) => kind === 'done')).toHaveLength(1);
        expect(kinds.filter((kind) => kind === 'repeated')).toHaveLength(19);
      }
    });

    test('a report is appended once to the log of its decision; a repeat is told from a second one', async () => {
      const { ledgers, first } = await servers(2);
      const [, second = first] = ledgers;
      const [log = '', seq = ''] = resultOf(await first.decide(deciding(done(1)))).split('/');
      const about = { log, seq: Number(seq) };
      const key = { key: 'k3', bodyHash: 'b' };
      expect(resultOf(await first.reportOnce(about, by, judged(true), key))).toBe(true);
      expect(resultOf(await second.reportOnce(about, by, judged(true), key))).toBe(true);
      expect(resultOf(await second.reportOnce(about, by, judged(false)))).toBe(false);
      expect(await second.reportOnce(about, by, judged(false), { ...key, bodyHash: 'c' })).toEqual({
        kind: 'key-reused',
      });
      expect(await first.reads.outcomeOf(about)).toMatchObject({ log, data: { well: true } });
      const [place] = resultOf(await first.commit(writing([done(2)])));
      const inGovernance = { log: 'g', seq: place ?? 0 };
      expect(resultOf(await first.reportOnce(inGovernance, by, judged(false)))).toBe(true);
      expect(resultOf(await second.reportOnce(inGovernance, by, judged(false)))).toBe(false);
      const { items } = await first.reads.lines({ subject: `D-${log}-${seq}`, limit: 10 });
      expect(items.map(({ type }) => type)).toEqual(['thing-done', 'thing-judged']);
    });

    test('a work that throws fails alone', async () => {
      const { first } = await servers(1);
      const answers = await Promise.allSettled(
        upTo(10).map((n) =>
          first.commit(
            n === 4 ? async () => Promise.reject(new Error('mine')) : writing([done(n)]),
          ),
        ),
      );
      expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      expect(answers[4]).toMatchObject({ reason: { message: 'mine' } });
      expect((await first.reads.lines({ limit: 100 })).items).toHaveLength(9);
    });

    test('an event outside the closed list, or of another form, is not written', async () => {
      const { first } = await servers(1);
      const odd = { type: 'lamp-broken', data: { lamp: 'hall' } };
      const bent = { type: 'lamp-switched', data: { lamp: 'hall', on: 'yes' } };
      for (const event of [odd, bent]) {
        await expect(first.commit(writing([event]))).rejects.toMatchObject({
          code: 'misconfigured',
        });
        await expect(first.decide(deciding(event))).rejects.toMatchObject({
          code: 'misconfigured',
        });
      }
      expect((await first.reads.lines({ limit: 10 })).items).toEqual([]);
    });

    test('derived rows follow the state: written, left alone, deleted', async () => {
      const { first, table, tenant } = await servers(1);
      const onRows = async () => (await first.reads.rows('ON|', { limit: 10 })).items;
      await first.commit(writing([switched('hall', true), switched('attic', true)]));
      expect(await onRows()).toEqual([
        { key: 'ON|attic', value: { lamp: 'attic' } },
        { key: 'ON|hall', value: { lamp: 'hall' } },
      ]);
      const before = await table.get(`${tenant}|g`, 'ON|hall');
      await first.commit(writing([switched('hall', true), switched('attic', false)]));
      expect((await onRows()).map(({ key }) => key)).toEqual(['ON|hall']);
      expect((await table.get(`${tenant}|g`, 'ON|hall'))?.etag).toBe(before?.etag);
      await first.commit(
        writing([switched('hall', false), switched('hall', true), switched('hall', false)]),
      );
      expect(await onRows()).toEqual([]);
    });

    test('a try sees the work before it in its group', async () => {
      const { first } = await servers(1);
      const toggle: Work<boolean> = async (tx) => {
        const on = !(tx.view.get(lamps, 'hall')?.on ?? false);
        expect(on).toBe(!((await tx.get(lamps, 'hall'))?.on ?? false));
        expect(await tx.row('ON|hall')).toEqual(
          on ? undefined : { key: 'ON|hall', value: { lamp: 'hall' } },
        );
        return { by, events: [switched('hall', on)], result: () => on };
      };
      const answers = await Promise.all(upTo(21).map(() => first.commit(toggle)));
      expect(answers.map(resultOf)).toEqual(upTo(21).map((n) => n % 2 === 0));
      expect(await first.reads.get(lamps, 'hall')).toEqual({ on: true, switched: 21 });
    });

    test('long texts of every kind of character come back as they went', async () => {
      const { first } = await servers(1);
      const text = `${'😀'.repeat(15_999)}x${'😀"\\\u0001ß'.repeat(9_000)}`;
      await first.commit(writing([written('long', '2027-01-01T00:00:00.000Z', text)]));
      expect((await first.reads.get(notes, 'long'))?.text).toBe(text);
      const [event] = await first.reads.history('long');
      expect(event?.data).toMatchObject({ text });
      const place = resultOf(await first.decide(deciding(done(1, text))));
      expect(place).toMatch(/\/1$/);
    });

    test('a server that starts later, or again, knows what the others know', async () => {
      const { first, start } = await servers(1);
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

    test('followers learn every event in order, their own and others’', async () => {
      const { ledgers, first } = await servers(2);
      const [, second = first] = ledgers;
      const seen: Recorded[] = [];
      const stop = first.follow((events) => seen.push(...events));
      await Promise.all(upTo(60).map((n) => (ledgers[n % 2] ?? first).commit(writing([done(n)]))));
      await first.poll();
      expect(numbersOf(seen)).toEqual(upTo(60).map((n) => n + 1));
      stop();
      await second.commit(writing([done(60)]));
      await first.poll();
      expect(seen).toHaveLength(60);
    });

    test('lists come in pages, lines too, log after log', async () => {
      const { first } = await servers(1);
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

    test('conversations are kept, and learned once', async () => {
      const { ledgers, first } = await servers(2);
      const [, second = first] = ledgers;
      const ada = '00000000-0000-4000-8000-000000000001';
      const reference = {
        serviceUrl: 'https://smba.example/teams/',
        conversationId: 'a:1',
        conversationType: 'personal',
        tenantId: 't',
        botId: '28:b',
      } as const;
      await first.learnConversation(ada, reference);
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
      expect(items.map(({ type }) => type)).toEqual([
        'conversation-learned',
        'conversation-learned',
      ]);
      expect(items.map(({ line }) => line).join('')).not.toContain('smba.example');
    });

    test('no allow stands behind a fence: 10,000 decisions in flight on two servers', async () => {
      const { ledgers, first, table, tenant } = await servers(2);
      await first.commit(writing([switched('hall', true)]));
      await Promise.all(ledgers.map((ledger) => ledger.poll()));
      const sizeAtFence = new Map<string, number>();
      table.onFence = async (partition) => {
        const head = await table.get(partition, 'H');
        sizeAtFence.set(partition.replace(`${tenant}|d|`, ''), Number(head?.columns['size']));
      };
      const decide = (n: number) =>
        (ledgers[n % 2] ?? first).decide((view) => {
          const allow = view.get(lamps, 'hall')?.on === true;
          return { by, event: done(n, allow ? 'allow' : 'deny'), result: () => allow };
        });
      let answered = 0;
      const flight = upTo(10_000).map((n) => decide(n).finally(() => (answered += 1)));
      while (answered < 2_500) await first.reads.head();
      await first.commit(writing([switched('hall', false)], { narrows: true }));
      const unanswered = 10_000 - answered;
      const after = upTo(200).map((n) => decide(10_000 + n));
      const allowed = (await Promise.all(flight)).map(resultOf).filter((allow) => allow).length;
      expect((await Promise.all(after)).map(resultOf)).not.toContain(true);
      expect(sizeAtFence.size).toBe(4);
      expect(unanswered).toBeGreaterThan(100);
      expect(allowed).toBeGreaterThan(2_000);
      const lines = (await first.reads.lines({ limit: 20_000 })).items;
      const behind = lines.filter(
        ({ log, seq, line }) => line.includes('"allow"') && seq > (sizeAtFence.get(log) ?? 0),
      );
      expect(behind).toEqual([]);
      expect(lines.filter(({ line }) => line.includes('"deny"')).length).toBe(10_200 - allowed);
    });
  });
}
