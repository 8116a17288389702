import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inert, own, styled } from '../../../src/kernel/cards/text.ts';
import { hostileTexts } from '../../support/hostileText.ts';

const textOf = (runs: readonly { text: string }[]) => runs.map(({ text }) => text).join('');

describe('inert', () => {
  it.each(Object.entries(hostileTexts))(
    'shows %s in runs that hold no function and no expression',
    (_, text) => {
      for (const { type, text: run } of inert(text, 10_000)) {
        expect(type).toBe('TextRun');
        expect(run).not.toMatch(/\{\{|\$\{/);
      }
    },
  );

  it('splits braces without losing one', () => {
    expect(inert('{{DATE(x)}} ${y}', 100).map(({ text }) => text)).toEqual([
      '{',
      '{DATE(x)}} $',
      '{y}',
    ]);
  });

  it('sets escapes apart from the text around them', () => {
    expect(inert('a\u202eb', 100)).toEqual([
      { type: 'TextRun', text: 'a' },
      { type: 'TextRun', text: '\\u202E', fontType: 'Monospace', color: 'Warning' },
      { type: 'TextRun', text: 'b' },
    ]);
  });

  it('says how much a limit left out', () => {
    expect(textOf(inert('x'.repeat(100), 60))).toBe(`${'x'.repeat(60)} … 40 more`);
    expect(textOf(inert('exactly', 7))).toBe('exactly');
    expect(textOf(inert('👍👍👍', 3))).toBe('👍 … 2 more');
    expect(textOf(inert(`ab${'\u200b'.repeat(40)}`, 4))).toBe('ab … 40 more');
  });

  it.each([
    [{ type: 'Action.OpenUrl', title: 'Approve' }, '{"type":"Action.OpenUrl","title":"Approve"}'],
    [['a', 1], '["a",1]'],
    [0, '0'],
    [null, 'null'],
    [true, 'true'],
  ])('shows %j as data', (value, expected) => {
    expect(textOf(inert(value, 100))).toBe(expected);
  });

  it('keeps to its limit whatever comes: characters, runs, and a count that adds up', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 0, max: 80 }),
        (text, limit) => {
          const runs = inert(text, limit, 'name');
          const more = runs.at(-1)?.italic ? runs.at(-1) : undefined;
          const shown = runs.filter((run) => run !== more);
          expect(textOf(shown).length).toBeLessThanOrEqual(limit);
          expect(shown.length).toBeLessThanOrEqual(12);
          if (more)
            expect(Number(/\d+/.exec(more.text)?.[0])).toBeLessThanOrEqual([...text].length);
          else if (text !== '') expect(shown.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('styled', () => {
  it('keeps what a run says of itself', () => {
    expect(styled([own('a'), own('b', { color: 'Good' })], { color: 'Warning' })).toEqual([
      { type: 'TextRun', text: 'a', color: 'Warning' },
      { type: 'TextRun', text: 'b', color: 'Good' },
    ]);
  });
});
