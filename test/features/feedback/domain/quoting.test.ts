import { describe, expect, it } from 'vitest';
import { MOST_QUOTED, quotedText } from '../../../../src/features/feedback/domain/quoting.ts';
import { hostileTexts } from '../../../support/hostileText.ts';

describe('a quoted message', () => {
  it.each([
    [
      '<div><p>Dear&nbsp;Emma,</p><p>it comes on <b>24</b>&nbsp;November.</p></div>',
      'Dear Emma, it comes on 24 November.',
    ],
    [
      'a &lt;b&gt; &amp;amp; &#8217; &unknown; &#0; &#99999999;',
      'a <b> &amp; ’ &unknown; &#0; &#99999999;',
    ],
    ['<attachment id="1"></attachment>', ''],
    ['1 < 2 and 3 > 2', '1 2'],
    ['', ''],
  ])('%s reads %s', (html, words) => {
    expect(quotedText(html, true)).toBe(words);
  });

  it('that came as text stays as it is, in one line', () => {
    expect(quotedText(' <b>a</b>\r\n\tb ', false)).toBe('<b>a</b> b');
  });

  it.each(Object.entries(hostileTexts))('holds no control character with %s', (_, text) => {
    for (const isHtml of [true, false]) expect(quotedText(text, isHtml)).not.toMatch(/\p{Cc}/u);
  });

  it('is cut between characters, and soon read', () => {
    const long = quotedText('👍'.repeat(5_000), false);
    expect(long.length).toBeLessThanOrEqual(MOST_QUOTED);
    expect(long.isWellFormed()).toBe(true);
    expect(long.endsWith('…')).toBe(true);
    const began = performance.now();
    for (const text of ['<'.repeat(1_000_000), '&'.repeat(1_000_000), '<a'.repeat(500_000)])
      quotedText(text, true);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
