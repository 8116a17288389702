import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Orders } from '../../src/kernel/order.ts';

const orders = new Orders<{ readonly size: number }, 'id' | 'size'>({
  id: (id) => id,
  size: (_id, { size }) => size,
});
const things = fc
  .array(fc.record({ id: fc.string({ maxLength: 4 }), size: fc.nat(5) }), { maxLength: 30 })
  .map((all) => new Map(all.map(({ id, size }) => [id, { size }] as const)));

describe('things in an order', () => {
  it('come page by page as they come at once, each exactly once, in either direction', () => {
    fc.assert(
      fc.property(
        things,
        fc.constantFrom('id', 'size'),
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        (all, order, down, limit) => {
          const whole = [...orders.along(all, { order, down, from: undefined })];
          expect(new Map(whole)).toEqual(all);
          const paged: string[] = [];
          for (let last: string | undefined; ; ) {
            const from = last === undefined ? undefined : orders.markOf(all, order, last);
            const page = [...orders.along(all, { order, down, from })].slice(0, limit);
            paged.push(...page.map(([id]) => id));
            last = page.at(-1)?.[0];
            if (last === undefined) break;
          }
          expect(paged).toEqual(whole.map(([id]) => id));
          const sizes = whole.map(([, { size }]) => (down ? -size : size));
          if (order === 'size') expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
        },
      ),
    );
  });

  it('go on behind a thing that is there no more', () => {
    const all = new Map([
      ['a', { size: 1 }],
      ['c', { size: 3 }],
    ]);
    const from = { id: 'b', key: 2 };
    const ids = (down: boolean) =>
      [...orders.along(all, { order: 'size', down, from })].map(([id]) => id);
    expect([ids(false), ids(true)]).toEqual([['c'], ['a']]);
    expect(orders.markOf(all, 'size', 'b')).toBeUndefined();
  });
});
