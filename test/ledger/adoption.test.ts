import { describe, expect, test } from 'vitest';
import { type Adoption, adoptionIn, isOverruled } from '../../src/ledger/adoption.ts';
import type { Json } from '../../src/ledger/canonical.ts';
import { parseCheckpoint } from '../../src/ledger/checkpoint.ts';
import { sha256 } from '../../src/ledger/hash.ts';
import { parseNote } from '../../src/ledger/note.ts';
import { eventLine, makeKey, makeLog, signCheckpoint, stateOf, valueOf } from './support.ts';

const data = {
  heads: [
    { log: 'g', size: 9, root: 'of no concern here' },
    { log: '00', size: 0 },
  ],
  overruled: [{ note: sha256('a note'), at: '2026-03-02T07:00:00.000Z' }],
  people: [],
};
const line = (changed: Json = data) => eventLine(10, 'ledger-adopted', changed);

describe('an adoption in a line', () => {
  test('says what was accepted and what it overrules', () => {
    expect(adoptionIn(line(), 10)).toEqual({
      seq: 10,
      at: '2026-03-02T08:00:00.010Z',
      heads: [
        { log: 'g', size: 9 },
        { log: '00', size: 0 },
      ],
      overruled: [sha256('a note')],
    });
  });

  test.each([
    ['another event', eventLine(10, 'request-asked', data)],
    ['no heads', line({ overruled: [] })],
    ['a head of no log', line({ ...data, heads: [{ log: 'x', size: 1 }] })],
    ['a size that is none', line({ ...data, heads: [{ log: 'g', size: -1 }] })],
    ['a note that is no hash', line({ ...data, overruled: [{ note: 'all' }] })],
    ['its words in another event', eventLine(10, 'request-asked', { type: 'ledger-adopted' })],
    ['a line that is not canonical', `${line().slice(0, -1)} }`],
  ])('is none: %s', (_, text) => {
    expect(adoptionIn(text, 10)).toBeUndefined();
  });
});

const key = makeKey();
const log = makeLog('g', [4, 5, 3]);
const at = '2026-03-02T08:00:00.000Z';
const adoption: Adoption = {
  seq: 10,
  at,
  heads: [
    { log: 'g', size: 9 },
    { log: '00', size: 0 },
  ],
  overruled: [],
};

function checkpoint(time: string, ...states: Parameters<typeof signCheckpoint>[1]) {
  const note = signCheckpoint(time, states, key);
  return { note, said: valueOf(parseCheckpoint(valueOf(parseNote(note)).body)) };
}

describe('a checkpoint', () => {
  const before = '2026-03-02T07:59:59.999Z';

  test('that knew more than was accepted is overruled', () => {
    const { said, note } = checkpoint(before, stateOf(log));
    expect(isOverruled(said, note, [adoption])).toBe(true);
  });

  test('that knew a log which was lost is overruled', () => {
    const { said, note } = checkpoint(before, stateOf(log, 0), { ...stateOf(log, 0), log: '01' });
    expect(isOverruled(said, note, [adoption])).toBe(true);
  });

  test('that knew no more still counts', () => {
    const { said, note } = checkpoint(before, stateOf(log, 1));
    expect(isOverruled(said, note, [adoption])).toBe(false);
  });

  test('that was made since counts, however much it knows', () => {
    const { said, note } = checkpoint(at, stateOf(log));
    expect(isOverruled(said, note, [adoption])).toBe(false);
  });

  test('that is named is overruled, whatever it knows', () => {
    const { said, note } = checkpoint(before, stateOf(log, 0));
    const named = { ...adoption, overruled: [sha256(note)] };
    expect(isOverruled(said, note, [named])).toBe(true);
    expect(isOverruled(said, `${note} `, [named])).toBe(false);
  });

  test('counts where nothing was adopted', () => {
    const { said, note } = checkpoint(before, stateOf(log));
    expect(isOverruled(said, note, [])).toBe(false);
  });
});
