import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileDiffs } from '../../../src/features/policy/domain/fileDiff.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '- x', '+ y'), { minLength: 1, maxLength: 12 })
  .map((lines) => lines.join('\n'))
  .filter((all) => all !== '');
const of = (diff: string, ...marks: readonly string[]) =>
  diff
    .split('\n')
    .filter((line) => marks.includes(line[0] ?? ''))
    .map((line) => line.slice(2))
    .join('\n');

describe('the files of a candidate beside those in force', () => {
  it('can be read in full, old and new, out of one text', () => {
    fc.assert(
      fc.property(text, text, (was, is) => {
        const [diff] = fileDiffs([{ name: 'x.cedar', text: was }], [{ name: 'x.cedar', text: is }]);
        expect(of(diff?.text ?? '', ' ', '+')).toBe(is);
        expect(of(diff?.text ?? '', ' ', '-')).toBe(was);
        expect(diff?.state).toBe(was === is ? 'unchanged' : 'changed');
      }),
    );
  });

  it('say which come and which go', () => {
    const [gone, stays, comes] = ['gone', 'stays', 'zz'].map((name) => ({
      name: `${name}.cedar`,
      text: name,
    }));
    if (!gone || !stays || !comes) throw new TypeError('three files');
    expect(fileDiffs([gone, stays], [stays, comes])).toEqual([
      { name: 'gone.cedar', state: 'removed', text: '- gone' },
      { name: 'stays.cedar', state: 'unchanged', text: '  stays' },
      { name: 'zz.cedar', state: 'added', text: '+ zz' },
    ]);
  });

  it('are compared in good time, whatever somebody writes', () => {
    const many = (line: string) =>
      Array.from({ length: 60_000 }, (_, i) => `${line}${i % 7}`).join('\n');
    const started = performance.now();
    fileDiffs([{ name: 'x.cedar', text: many('a') }], [{ name: 'x.cedar', text: many('b') }]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
