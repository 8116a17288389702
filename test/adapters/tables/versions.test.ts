import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Versions } from '../../../src/adapters/tables/rows/versions.ts';

const ids = fc.string({ unit: fc.constantFrom('a', 'b', '1', '|', ' '), maxLength: 3 });
const maps = fc
  .array(fc.tuple(ids, fc.integer({ min: 1, max: 20 })), { maxLength: 12 })
  .map((pairs) => new Map(pairs));

test('the digest is the same exactly where the same ids stand at the same seqs, in whatever order they came', () => {
  fc.assert(
    fc.property(maps, maps, (one, other) => {
      const sorted = new Map([...one].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      const oneByOne = [...one].reduce(
        (all, [id, seq]) => all.with(new Map([[id, seq + 1]])).with(new Map([[id, seq]])),
        Versions.none,
      );
      expect(oneByOne.digest()).toBe(Versions.none.with(sorted).digest());
      const isSame =
        one.size === other.size && [...one].every(([id, seq]) => other.get(id) === seq);
      const digest = Versions.none.with(other).digest();
      expect(oneByOne.digest() === digest).toBe(isSame);
    }),
  );
});

test('it knows the seq of an id and is never changed', () => {
  const before = Versions.none.with(new Map([['a', 1]]));
  const digest = before.digest();
  const after = before.with(
    new Map([
      ['a', 2],
      ['b', 3],
    ]),
  );
  expect([before.of('a'), before.of('b'), after.of('a'), after.of('b')]).toEqual([
    1,
    undefined,
    2,
    3,
  ]);
  expect(before.digest()).toBe(digest);
});
