import { describe, expect, it } from 'vitest';
import { requestEvents } from '../../../../src/features/approvals/domain/events.ts';
import { FINANCE, given, PENDING } from './world.ts';

const [event] = given(...PENDING).story.events;
const asked = requestEvents['request-asked'];
const fits = (change: object) => asked.safeParse({ ...event?.data, ...change }).success;

describe('what is written when a request is asked', () => {
  it('is of a closed form', () => {
    expect(fits({})).toBe(true);
    expect(asked.safeParse(given(...FINANCE).story.events[0]?.data).success).toBe(true);
    expect(fits({ extra: 1 })).toBe(false);
    expect(fits({ kind: 'other' })).toBe(false);
  });

  it.each([
    ['arguments', null],
    ['arguments', []],
    ['arguments', 'text'],
    ['request', 'AR-0'],
    ['request', 'AR-07'],
    ['digest', 'A'.repeat(64)],
    ['due', '2026-11-20T09:00:00Z'],
    ['due', 'soon'],
    ['invited', ['somebody']],
    ['invited', ['00000000-0000-4000-8000-00000000000A']],
    ['stages', []],
    ['redeemMs', -1],
    ['undoMs', 0.5],
  ])('%s is not %j', (field, value) => {
    expect(fits({ [field]: value })).toBe(false);
  });

  it('holds any JSON object as arguments', () => {
    for (const value of [{}, { a: null, b: [1, { c: 'd' }] }])
      expect(fits({ arguments: value })).toBe(true);
  });
});
