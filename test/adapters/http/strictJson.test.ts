import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStrictJson } from '../../../src/adapters/http/strictJson.ts';

const accepted = (text: string) => readStrictJson(text).ok;

describe('strict JSON', () => {
  it('reads whatever JSON.stringify writes', () => {
    const value = fc.jsonValue({ maxDepth: 6 }).filter((json) => {
      const text = JSON.stringify(json);
      return !text.includes('__proto__') && JSON.stringify(JSON.parse(text)) === text;
    });
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (json, indent) => {
        const text = JSON.stringify(json, null, indent);
        const wellFormed = text.isWellFormed() && !/\\ud[89a-f]/i.test(text);
        const read = readStrictJson(text);
        expect(read.ok).toBe(wellFormed);
        if (read.ok) expect(read.value).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses whatever JSON.parse refuses, and never throws', () => {
    const almost = fc.string({
      unit: fc.constantFrom(...'{}[]",:\\ 01-.eEtrufals\n\u00e9\ud800'.split('')),
      maxLength: 40,
    });
    fc.assert(
      fc.property(almost, (text) => {
        const parses = (() => {
          try {
            JSON.parse(text);
            return true;
          } catch {
            return false;
          }
        })();
        if (!parses) expect(accepted(text)).toBe(false);
        else expect(typeof accepted(text)).toBe('boolean');
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['a member twice', '{"a":1,"a":1}'],
    ['a member twice, spelt with an escape', '{"outcome":"deny","out\\u0063ome":"allow"}'],
    ['a member twice, deep inside', '{"x":[{"y":{"a":1,"b":2,"a":3}}]}'],
    ['a member twice, around an object', '{"a":{"b":{"c":[]}},"a":0}'],
    ['an empty name twice', '{"":0,"":0}'],
    ['half a surrogate pair in a value', '["\\ud800"]'],
    ['half a surrogate pair in a name', '{"\\udfaa":0}'],
    ['the halves the wrong way round', '["\\udc00\\ud800"]'],
    ['a number beyond a double', '{"n":1e400}'],
    ['a negative number beyond a double', '[-1E+999]'],
    ['an integer that a double rounds', '[9007199254740993]'],
    ['a fraction that a double rounds', '[0.1000000000000000055]'],
    ['a number too small for a double', '[1e-400]'],
    ['__proto__', '{"__proto__":{"role":"admin"}}'],
    ['__proto__, spelt with an escape', '{"a":{"__pr\\u006fto__":1}}'],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['a hundred thousand levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['a byte order mark', '\ufeff{}'],
    ['nothing', ''],
    ['two values', '{}{}'],
    ['a comment', '{"a":1/**/}'],
  ])('refuses %s', (_, text) => {
    expect(readStrictJson(text)).toEqual({ ok: false, refusal: expect.stringMatching(/\w\.$/) });
  });

  it.each([
    ['the same name in different objects', '{"a":{"a":1},"b":[{"a":1},{"a":2}]}'],
    ['a name that is also a value', '{"a":"a","b":["a","a"]}'],
    ['words with e in them', '[true,false,null]'],
    ['quotes and backslashes', '{"\\"":"\\\\","\\\\":"\\\\\\""}'],
    ['a whole surrogate pair', '["\\ud83d\\ude39"]'],
    ['numbers', '[0,-0,1e22,-1.0E-28,1.50,100,9007199254740992,0.30000000000000004,1.7e308]'],
    ['32 levels', `${'['.repeat(32)}${']'.repeat(32)}`],
    ['constructor as a name', '{"constructor":{"prototype":1}}'],
    ['a bare text', '"approve"'],
  ])('accepts %s', (_, text) => {
    expect(readStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it('rounds numbers where they are asked for as JSON.parse gives them', () => {
    const text = '[12345678901234567890,0.1000000000000000055]';
    expect(readStrictJson(text, 'rounded')).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it('names the member that stands twice', () => {
    expect(readStrictJson('{"to":1,"to":2}')).toMatchObject({
      refusal: 'The member "to" stands twice in one object.',
    });
  });
});
