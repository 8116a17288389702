import { expect, test } from 'vitest';
import { Fault } from '../../src/kernel/faults.ts';
import { rate } from './rate.ts';

test('single faults are counted, told and do not end the measurement', async () => {
  let n = 0;
  const faulty = async () => {
    const own = (n += 1);
    await new Promise((resolve) => setImmediate(resolve));
    if (own % 10 === 0) throw new Fault('storage-unavailable', 'no confirmation in time');
    return 2;
  };
  const { perSecond, faults } = await rate({ ms: 20, abreast: 4 }, faulty);
  expect(faults).toBe(Math.floor(n / 10));
  expect(perSecond).toBeGreaterThan(0);
});

test('anything but a passing fault ends it', async () => {
  const forged = async () => {
    throw new Fault('row-forged', 'not ours');
  };
  await expect(rate({ ms: 20, abreast: 4 }, forged)).rejects.toThrow('not ours');
});

test('where more fails than works, nothing was measured', async () => {
  const down = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    throw new Fault('storage-unavailable', 'down');
  };
  await expect(rate({ ms: 20, abreast: 4 }, down)).rejects.toThrow(/faults/);
});
