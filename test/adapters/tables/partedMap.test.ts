import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartedMap } from '../../../src/adapters/tables/rows/partedMap.ts';

const entry = fc.tuple(fc.string({ maxLength: 6 }), fc.nat());

describe('a map in parts', () => {
  it('holds what a map would, version after version', () => {
    fc.assert(
      fc.property(fc.array(fc.array(entry)), (steps) => {
        let parted = PartedMap.of<number>([]);
        const plain = new Map<string, number>();
        for (const step of steps) {
          parted = parted.with(step);
          for (const [key, value] of step) plain.set(key, value);
          expect(parted.size).toBe(plain.size);
          expect([...parted]).toEqual([...plain]);
          expect([...parted.keys()].every((key) => parted.has(key))).toBe(true);
          expect([...parted.values()]).toEqual([...plain.values()]);
        }
        for (const [key, value] of plain) expect(parted.get(key)).toBe(value);
      }),
    );
  });

  it('does not change once there is another version', () => {
    const before = PartedMap.of([['a', 1]]);
    const after = before.with([
      ['a', 2],
      ['b', 3],
    ]);
    const other = before.with([['c', 4]]);
    expect([...before]).toEqual([['a', 1]]);
    expect([...after.keys()]).toEqual(['a', 'b']);
    expect([...other.keys()]).toEqual(['a', 'c']);
    expect([before.get('b'), after.get('a'), after.get('b')]).toEqual([undefined, 2, 3]);
    const seen: [string, number][] = [];
    after.forEach((value, key) => {
      seen.push([key, value]);
    });
    expect(seen).toEqual([...after]);
  });
});
