import { expect, it } from 'vitest';
import { quoted } from '../../src/kernel/quoted.ts';

it.each([
  ['erase', '"erase"'],
  ['', '""'],
  ['two words', '"two words"'],
  ['a "b" c', `"a 'b' c"`],
  ['line\nbreak', String.raw`"line\nbreak"`],
  ['invoice\u202efdp.exe', String.raw`"invoice\u202Efdp.exe"`],
  ['\u2066approved\u2069', String.raw`"\u2066approved\u2069"`],
  ['\u0430pprove', String.raw`"\u0430pprove"`],
  ['a\u0000b', String.raw`"a\u0000b"`],
  ['x'.repeat(80), `"${'x'.repeat(80)}"`],
  ['x'.repeat(81), `"${'x'.repeat(80)}…"`],
  [`${'x'.repeat(79)}😀😀`, `"${'x'.repeat(79)}${String.raw`\u{1F600}`}…"`],
])('%j stands as %s in a sentence of ours', (text, shown) => {
  expect(quoted(text)).toBe(shown);
});
