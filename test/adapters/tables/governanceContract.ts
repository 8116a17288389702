import { afterEach, expect, test } from 'vitest';
import type { Recorded } from '../../../src/kernel/events.ts';
import type { Work } from '../../../src/kernel/ledger.ts';
import { done, lamps, switched } from './example.ts';
import { by, deciding, resultOf, writing } from './house.ts';
import { type Fresh, serversOver, upTo } from './servers.ts';

const numbersOf = (events: readonly Recorded[]): readonly number[] => events.map(({ seq }) => seq);

/** What any table must make of governance: one order of events, whoever writes. */
export function governanceContract(fresh: Fresh): void {
  const servers = serversOver(fresh);
  afterEach(servers.stop);

  test('works that come together share commits', async () => {
    const { first, table } = await servers.open(1);
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
    const { ledgers, first } = await servers.open(4);
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
    const { ledgers, first } = await servers.open(3);
    const number: Work<number> = async (tx) => {
      const n = tx.next('AR');
      return { by, events: [done(n)], result: () => n };
    };
    const given = await Promise.all(upTo(60).map((n) => (ledgers[n % 3] ?? first).commit(number)));
    expect(given.map(resultOf).toSorted((a, b) => a - b)).toEqual(upTo(60).map((n) => n + 1));
    const idle: Work<number> = async (tx) => ({ by, events: [], result: () => tx.next('AR') });
    await first.commit(idle);
    expect(resultOf(await first.commit(number))).toBe(61);
  });

  test('a work that throws fails alone', async () => {
    const { first } = await servers.open(1);
    const answers = await Promise.allSettled(
      upTo(10).map((n) =>
        first.commit(n === 4 ? async () => Promise.reject(new Error('mine')) : writing([done(n)])),
      ),
    );
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(answers[4]).toMatchObject({ reason: { message: 'mine' } });
    expect((await first.reads.lines({ limit: 100 })).items).toHaveLength(9);
  });

  test('an event outside the closed list, or of another form, is not written', async () => {
    const { first } = await servers.open(1);
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
    const { first, table, tenant } = await servers.open(1);
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
    const { first } = await servers.open(1);
    await first.commit(writing([switched('hall', true)]));
    const toggle: Work<boolean> = async (tx) => {
      const on = !(tx.view.get(lamps, 'hall')?.on ?? false);
      expect(on).toBe(!((await tx.get(lamps, 'hall'))?.on ?? false));
      expect(await tx.row('ON|hall')).toEqual(
        on ? undefined : { key: 'ON|hall', value: { lamp: 'hall' } },
      );
      return { by, events: [switched('hall', on)], result: () => on };
    };
    const answers = await Promise.all(upTo(21).map(() => first.commit(toggle)));
    expect(answers.map(resultOf)).toEqual(upTo(21).map((n) => n % 2 === 1));
    expect(await first.reads.get(lamps, 'hall')).toEqual({ on: false, switched: 22 });
  });

  test('an answer that writes nothing rests on the newest version, whatever this server knew', async () => {
    const { ledgers, first } = await servers.open(2);
    const [, second = first] = ledgers;
    await first.commit(writing([switched('hall', true)])); // its head is cached now
    await second.commit(writing([switched('hall', false)]));
    const ask: Work<readonly unknown[]> = async (tx) => {
      const seen = [tx.view.get(lamps, 'hall')?.on, (await tx.row('ON|hall'))?.key];
      return { by, events: [], result: () => seen };
    };
    expect(resultOf(await first.commit(ask))).toEqual([false, undefined]);
  });

  test('followers learn every event in order, their own and others’', async () => {
    const { ledgers, first } = await servers.open(2);
    const [, second = first] = ledgers;
    const seen: Recorded[] = [];
    const stop = first.follow((events) => seen.push(...events));
    await Promise.all(upTo(60).map((n) => (ledgers[n % 2] ?? first).commit(writing([done(n)]))));
    await second.commit(writing([done(60)]));
    await Promise.all([
      first.poll(),
      first.commit(writing([done(61)])),
      first.poll(),
      first.poll(),
    ]);
    expect(numbersOf(seen)).toEqual(upTo(62).map((n) => n + 1));
    stop();
    await second.commit(writing([done(62)]));
    await first.poll();
    expect(seen).toHaveLength(62);
  });
}
