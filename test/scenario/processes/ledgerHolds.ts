import { expect } from 'vitest';
import type { Confirmed } from './load.ts';
import type { Line } from './machine.ts';

const isOf =
  (type: string) =>
  (line: Line): boolean =>
    line.type === type;

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

const requestOf = ({ data }: Line): string => String(data['request']);
const markOf = ({ data }: Line): string => String(data['justification']);
const twice = (counts: ReadonlyMap<string, number>): readonly string[] =>
  [...counts].filter(([, count]) => count > 1).map(([key]) => key);

/** Every sequence is there from 1 on, once. */
export function expectWhole(lines: readonly Line[]): void {
  for (const log of new Set(lines.map((line) => line.log))) {
    const seqs = lines.filter((line) => line.log === log).map(({ seq }) => seq);
    expect(seqs.toSorted((a, b) => a - b)).toEqual(seqs.map((_, i) => i + 1));
  }
}

/** Everything that was confirmed stands in the ledger, and nothing stands there twice. */
export function expectHeld(lines: readonly Line[], confirmed: Confirmed): void {
  expectWhole(lines);
  const decided = new Map(
    lines
      .filter(isOf('action-authorized'))
      .map((line) => [`D-${line.log}-${line.seq}`, markOf(line)]),
  );
  const missing = [...confirmed.decisions].filter(([id, mark]) => decided.get(id) !== mark);
  expect(missing, 'decisions that were confirmed and are not there').toEqual([]);
  const marks = countBy([...decided.values()], (mark) => mark);
  expect(twice(marks), 'decisions twice').toEqual([]);
  for (const mark of confirmed.keyed) expect(marks.get(mark)).toBe(1);

  const asked = lines.filter(isOf('request-asked'));
  const numbers = asked.map(requestOf);
  expect(
    [...confirmed.requests.keys()].filter((id) => !numbers.includes(id)),
    'requests that were confirmed and are not there',
  ).toEqual([]);
  expect(
    twice(countBy(asked, ({ data }) => String(data['digest']))),
    'one action asked twice',
  ).toEqual([]);
  for (const type of ['request-asked', 'request-answered', 'request-redeemed'])
    expect(twice(countBy(lines.filter(isOf(type)), requestOf)), `${type} twice`).toEqual([]);
  const ends = lines.filter(({ type }) => /^request-(?:approved|rejected)$/.test(type));
  expect(twice(countBy(ends, requestOf)), 'requests decided twice').toEqual([]);

  const answers = new Map(
    lines.filter(isOf('request-answered')).map((line) => [requestOf(line), line.data['answer']]),
  );
  expect(
    [...confirmed.answers].filter(([id, answer]) => answers.get(id) !== answer),
    'answers that were confirmed and are not there',
  ).toEqual([]);
  const redeemed = new Set(lines.filter(isOf('request-redeemed')).map(requestOf));
  expect(
    [...confirmed.redemptions.keys()].filter((id) => !redeemed.has(id)),
    'redemptions that were confirmed and are not there',
  ).toEqual([]);
  expect(
    [...confirmed.redemptions].filter(([, times]) => times > 1),
    'receipts redeemed twice',
  ).toEqual([]);
}
