import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentStates } from '../../../src/adapters/tables/commit/recentStates.ts';
import { modelOf } from '../../../src/adapters/tables/rows/model.ts';
import type { Work } from '../../../src/kernel/ledger.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { example, type Note, notes, written } from './example.ts';
import { by, openHouse, resultOf } from './house.ts';

const DUE = '2026-12-24T09:00:00.000Z';
const NAMES = ['a', 'b', 'c'] as const;
const event = (seq: number, note: string) => ({ ...written(note, DUE), seq });
const keyOf = (note: string): string => `T|${note}`;
/** The row of a note after the event `seq`. */
const rowOf = (seq: number) => ({ seq, text: `as of ${seq}` });

/** What a server goes through: an event of anybody's that is followed or missed, and rows kept as of some earlier event. */
const steps = fc.array(
  fc.oneof(
    fc.record({ note: fc.constantFrom(...NAMES), followed: fc.constantFrom(true, true, false) }),
    fc.record({ keptAgo: fc.constantFrom(0, 0, 0, 1, 2) }),
  ),
  { maxLength: 40 },
);

test('what it says of a row is what stands at that version, or nothing', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const recent = new RecentStates(modelOf([example]));
      const versions = [new Map<string, number>()];
      const now = () => versions.length - 1;
      for (const step of taken) {
        if ('note' in step) {
          versions.push(new Map(versions[now()]).set(step.note, versions.length));
          if (step.followed) recent.follow([event(now(), step.note)]);
        } else {
          const then = Math.max(0, now() - step.keptAgo);
          const rows = [...(versions[then] ?? [])].map(
            ([note, seq]) => [keyOf(note), rowOf(seq)] as const,
          );
          recent.keep(then, rows);
        }
        for (const [seq, version] of versions.entries())
          for (const note of NAMES) {
            const said = recent.get(keyOf(note), seq);
            if (said !== undefined) expect(said).toEqual(rowOf(version.get(note) ?? -1));
          }
      }
    }),
  );
});

test('it says something: of rows that no event has touched since', () => {
  const recent = new RecentStates(modelOf([example]));
  recent.follow([event(1, 'a'), event(2, 'b')]);
  recent.keep(2, [
    [keyOf('a'), rowOf(1)],
    [keyOf('b'), rowOf(2)],
  ]);
  recent.follow([event(3, 'b')]);
  expect(recent.get(keyOf('a'), 3)).toEqual(rowOf(1));
  expect(recent.get(keyOf('b'), 3)).toBeUndefined();
  expect(recent.get(keyOf('a'), 2)).toBeUndefined();
});

test('it keeps the thousand that were used last, and none that is long', () => {
  const recent = new RecentStates(modelOf([example]));
  recent.follow([event(1, 'a')]);
  const row = (n: number) => [keyOf(`n${n}`), rowOf(1)] as const;
  recent.keep(1, [row(0), row(1), [keyOf('a'), { seq: 1, text: 'x'.repeat(8_001) }]]);
  recent.get(keyOf('n0'), 1);
  recent.keep(
    1,
    Array.from({ length: 999 }, (_, i) => row(2 + i)),
  );
  const known = ['a', 'n0', 'n1', 'n2', 'n1000'].filter((note) => recent.get(keyOf(note), 1));
  expect(known).toEqual(['n0', 'n2', 'n1000']);
});

/** Adds a word to a note, and answers what it says then. */
const adding =
  (word: string): Work<string> =>
  async (tx) => {
    const before: Note | undefined = await tx.get(notes, 'n');
    const text = `${before?.text ?? ''}${word}`;
    return { by, events: [written('n', DUE, text)], result: () => text };
  };

test('work that writes nothing is answered from the table', async () => {
  const table = new MemoryTable();
  const { ledger } = await openHouse(table);
  await ledger.commit(adding('a'));
  const before = table.calls.length;
  const asked: Work<Note | undefined> = async (tx) => {
    const note = await tx.get(notes, 'n');
    return { by, events: [], result: () => note };
  };
  expect(resultOf(await ledger.commit(asked))).toMatchObject({ text: 'a' });
  const keys = table.calls.slice(before).map((call) => call.keys[0]);
  expect(keys).toContain('T|n');
  await ledger.stop();
});

test('a state that this server wrote last is not read again; one that another wrote since is', async () => {
  const table = new MemoryTable();
  const { ledger: first } = await openHouse(table);
  const { ledger: second } = await openHouse(table);
  const isRead = async (ledger: typeof first, word: string) => {
    const before = table.calls.length;
    const text = resultOf(await ledger.commit(adding(word)));
    const calls = table.calls.slice(before);
    return [text, calls.some(({ kind, keys }) => kind === 'get' && keys[0] === 'T|n')];
  };
  expect(await isRead(first, 'a')).toEqual(['a', true]);
  expect(await isRead(first, 'b')).toEqual(['ab', false]);
  expect(await isRead(second, 'c')).toEqual(['abc', true]);
  expect(await isRead(first, 'd')).toEqual(['abcd', true]);
  await second.poll();
  expect(await isRead(second, 'e')).toEqual(['abcde', true]);
  expect(await isRead(second, 'f')).toEqual(['abcdef', false]);
  await Promise.all([first.stop(), second.stop()]);
});
