import { expect, test } from 'vitest';
import { pooledRandom } from '../../src/run/pooledRandom.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('gives as many bytes as asked for, and none of them twice', () => {
  const random = pooledRandom();
  const given = Array.from({ length: 2_000 }, () => hex(random(16)));
  expect(given.every((one) => one.length === 32)).toBe(true);
  expect(new Set(given).size).toBe(given.length);
  const both = given.join('');
  for (const one of given) expect(both.indexOf(one)).toBe(both.lastIndexOf(one));
});

test('what was given stays as it was', () => {
  const random = pooledRandom();
  const first = random(16);
  const before = hex(first);
  for (let i = 0; i < 1_000; i += 1) random(16);
  expect(hex(first)).toBe(before);
});

test('gives any length, also one beyond a helping', () => {
  const random = pooledRandom();
  for (const bytes of [0, 1, 15, 4_095, 4_096, 4_097, 20_000])
    expect(random(bytes)).toHaveLength(bytes);
});
