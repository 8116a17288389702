import { afterEach, expect, test } from 'vitest';
import type { Committed } from '../../../src/kernel/ledger.ts';
import { done, judged, lamps, switched } from './example.ts';
import { by, deciding, resultOf, writing } from './house.ts';
import { type Fresh, serversOver, upTo } from './servers.ts';

/** What any table must make of what may happen once only, or not at all after a fence. */
export function onceContract(fresh: Fresh): void {
  const servers = serversOver(fresh);
  afterEach(servers.stop);

  test('a key is answered from what was stored, whichever server is asked, and refused with another body', async () => {
    const { ledgers, first } = await servers.open(2);
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
    const { ledgers, first, table } = await servers.open(2);
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
    expect(table.refused).toBe(0);
  });

  test('of two bodies under one key one is reported, wherever their decisions stand', async () => {
    const { ledgers, first } = await servers.open(2);
    const decided = await Promise.all(upTo(8).map((n) => first.decide(deciding(done(n)))));
    const report = (n: number) => {
      const [log = '', seq = ''] = resultOf(
        decided[n] ?? decided[0] ?? { kind: 'key-reused' },
      ).split('/');
      const key = { key: 'k9', bodyHash: `b${n}` };
      return (ledgers[n % 2] ?? first).reportOnce({ log, seq: Number(seq) }, by, judged(true), key);
    };
    const kinds = (await Promise.all(upTo(8).map(report))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'done')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'key-reused')).toHaveLength(7);
  });

  test('a report is appended once to the log of its decision; a repeat is told from a second one', async () => {
    const { ledgers, first } = await servers.open(2);
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

  test('no allow stands behind a fence: 10,000 decisions in flight on two servers', async () => {
    const { ledgers, first, table, tenant } = await servers.open(2);
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
}
