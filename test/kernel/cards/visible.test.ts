import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Look, visible } from '../../../src/kernel/cards/visible.ts';
import { hostileTexts, UNSEEN } from '../../support/hostileText.ts';

const shown = (text: string, look?: Look) =>
  visible(text, look)
    .map((piece) => piece.text)
    .join('');

/** Reads the escapes back: what a careful reader can work out from the card. */
function original(text: string, look: Look): string {
  return visible(text, look)
    .map((piece) => (piece.hidden ? unescaped(piece.text) : piece.text))
    .join('');
}

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:u\{?([\dA-F]+)\}?|([nrt]))(?:×(\d+))?/g,
    (_, hex?: string, name?: string, times?: string) => {
      const one = hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (NAMED[name ?? ''] ?? '');
      return one.repeat(Number(times ?? 1));
    },
  );
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\r',
      '\t',
      '{',
      '$',
      '\u200b',
      '\u202e',
      '\u0430',
      '\u0301',
      '\ufe0f',
      '⚠',
    ),
  }),
  fc.array(fc.constantFrom(...Object.values(hostileTexts))).map((texts) => texts.join('')),
);
const looks: readonly Look[] = ['prose', 'name', 'identifier'];

describe('visible', () => {
  it.each([
    ['\u202e', '\\u202E'],
    ['\u{e0061}', '\\u{E0061}'],
    ['a\tb', 'a\\tb'],
    ['\u200b'.repeat(40), '\\u200B×40'],
    ['\u200b\u200b', '\\u200B\\u200B'],
    ['two\nlines', 'two\nlines'],
    ['two\r\nlines', 'two\nlines'],
    ['a\n\n\n\nb', 'a\n\n\\n\\nb'],
    [`a${'\n'.repeat(300)}b`, 'a\n\n\\n×298b'],
    ['Dear Zoë, 10 € – grüße 你好 שלום 👍', 'Dear Zoë, 10 € – grüße 你好 שלום 👍'],
    ['⚠\ufe0f!\ufe0f', '⚠\ufe0f!\\uFE0F'],
    ['a\ud800', 'a\\uD800'],
    [`${'\u0301'.repeat(9)}`, `${'\u0301'.repeat(4)}\\u0301×5`],
    ['\\u202E', '\\u202E'],
  ])('shows the prose %j as %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['two\r\nlines', 'two\\r\\nlines'],
    ['admin ', 'admin\\u0020'],
    [' admin', '\\u0020admin'],
    ['a  b', 'a \\u0020b'],
    ['p\u0430ypal', 'p\\u0430ypal'],
    ['\u0251dmin', '\\u0251dmin'],
    ['Zoë Müller', 'Zoë Müller'],
    ['O’Brien & Söhne', 'O’Brien & Söhne'],
    ['Иван Петров', 'Иван Петров'],
    ['営業Bot', '営業Bot'],
    ['a\u00a0b', 'a\\u00A0b'],
  ])('shows the name %j as %j', (text, expected) => {
    expect(shown(text, 'name')).toBe(expected);
  });

  it.each([
    ['emma@cont\u043eso.example', 'emma@cont\\u043Eso.example'],
    ['zoë@contoso.example', 'zo\\u00EB@contoso.example'],
    ['emma@contoso.example', 'emma@contoso.example'],
  ])('shows the identifier %j as %j', (text, expected) => {
    expect(shown(text, 'identifier')).toBe(expected);
  });

  it('marks an escape as such, so that typed ones differ from ours', () => {
    expect(visible('\\u202E\u202e').map(({ hidden }) => hidden)).toEqual([false, true]);
  });

  it.each(looks)('lets nothing unseen through as %s', (look) => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(shown(text, look).replaceAll(/\n|\ufe0f/g, '')).not.toMatch(UNSEEN);
        if (look === 'identifier') expect(shown(text, look)).toMatch(/^[ -~×]*$/);
        if (look !== 'prose') expect(shown(text, look)).not.toContain('\n');
      }),
    );
  });

  it.each(looks)(
    'loses nothing as %s: the escapes can be read back, and every character counted',
    (look) => {
      fc.assert(
        fc.property(anyText, (text) => {
          const expected = look === 'prose' ? text.replaceAll('\r\n', '\n') : text;
          expect(original(text, look)).toBe(expected);
          const stands = visible(text, look).reduce((sum, piece) => sum + piece.stands, 0);
          expect(stands).toBe([...expected].length);
        }),
      );
    },
  );
});
