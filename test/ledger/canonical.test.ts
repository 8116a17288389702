import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json, MAX_DEPTH, parseCanonical } from '../../src/ledger/canonical.ts';
import { LedgerFault } from '../../src/ledger/fault.ts';

/** What no type check lets through, and what still arrives where a value was cast. */
const cast = (value: unknown): Json => value as Json;

const HOSTILE = [
  '',
  '"',
  '\\',
  '\u0000',
  '\u001f',
  '\u007f',
  '\u0080',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ufffe',
  '\uffff',
  '\u202e',
  '\u200d',
  'e\u0301',
  '\u00e9',
  '\u212b',
  '😀',
  '\u{10ffff}',
  '__proto__',
  'constructor',
  'toJSON',
  '</script>',
  '10',
  '9',
  '\u20ac',
  '\r',
  '\ufb33',
  '1',
  '\u{1f602}',
  '\u00f6',
];
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE));
const { value: anyJson } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 6, noNullPrototype: false }),
  ),
}));

describe('canonicalJson', () => {
  it('agrees with the canonicalize package on every value', () => {
    fc.assert(
      fc.property(anyJson, (value) => canonicalJson(value) === canonicalize(value)),
      { numRuns: 2000 },
    );
  });

  it('reads back as the same value, and is then its own canonical form', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const canonical = canonicalJson(value);
        expect(canonicalJson(parseCanonical(canonical) as Json)).toBe(canonical);
      }),
    );
  });

  it('writes the example of RFC 8785, section 3.2.3, in its order', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\u{1f600}":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [Number.MAX_VALUE, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [1e21, '1e+21'],
    [999999999999999900000, '999999999999999900000'],
    [1e-7, '1e-7'],
    [0.000001, '0.000001'],
    [333333333.3333333, '333333333.3333333'],
  ])('writes the number %d as RFC 8785, appendix B, has it', (value, written) => {
    expect(canonicalJson(value)).toBe(written);
  });

  it('sorts members by UTF-16 code units, also those that look like numbers', () => {
    expect(canonicalJson({ 9: 'a', 10: 'b', '\u{1f600}': 'c', '\ufb33': 'd' })).toBe(
      '{"10":"b","9":"a","\u{1f600}":"c","\ufb33":"d"}',
    );
  });

  it('leaves out undefined members, and takes a member named __proto__ for what it is', () => {
    expect(canonicalJson(cast({ b: undefined, a: 1 }))).toBe('{"a":1}');
    expect(canonicalJson(JSON.parse('{"__proto__":{"x":1}}') as Json)).toBe(
      '{"__proto__":{"x":1}}',
    );
  });

  it.each([
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a lone high surrogate', 'a\ud800'],
    ['a lone low surrogate', '\udc00b'],
    ['a lone surrogate in a name', { '\ud800': 1 }],
    ['undefined', undefined],
    ['undefined in an array', [1, undefined]],
    ['a hole in an array', Object.assign([], { length: 1 })],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a byte array', new Uint8Array(1)],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson(cast({ deep: [value] }))).toThrow(LedgerFault);
    expect(() => canonicalJson(cast({ deep: [value] }))).toThrow(
      expect.objectContaining({ code: 'not-canonical' }),
    );
  });

  it('refuses nesting deeper than its limit, and cycles, without running out of stack', () => {
    const nest = (depth: number): Json => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as Json;
    expect(canonicalJson(nest(MAX_DEPTH))).toHaveLength(2 * MAX_DEPTH);
    expect(() => canonicalJson(nest(MAX_DEPTH + 1))).toThrow(LedgerFault);
    expect(() => canonicalJson(nest(200_000))).toThrow(LedgerFault);
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(() => canonicalJson(cast(loop))).toThrow(LedgerFault);
  });
});

describe('parseCanonical', () => {
  it.each([
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    ' {}',
    '{}\n',
    '1.0',
    '-0',
    '"\\u0061"',
    '"\\/"',
    '{',
    '',
    '"\\ud800"',
    'undefined',
  ])('gives nothing for %j, which is not canonical', (json) => {
    expect(parseCanonical(json)).toBeUndefined();
  });
});
