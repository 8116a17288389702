import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../../../support/browser.ts';
import { ofType } from '../../../support/cardLaws.ts';
import { type CardBrowser, openCardBrowser } from '../../../support/renderCard.ts';
import type { Look } from '../../../support/teamsLooks.ts';
import { drawn, examples } from './all.ts';

const chromium = chromiumPath();

/** The public renderer in a real browser: what Teams' own is made from. */
describe.skipIf(chromium === undefined)('a card of feedback in front of a person', () => {
  let browser: CardBrowser;
  beforeAll(async () => {
    browser = await openCardBrowser(chromium ?? '');
  });
  afterAll(() => browser.close());

  it.each(Object.keys(examples))(
    '%s has its buttons, no link, no image, and nothing cut off on a phone',
    async (name) => {
      const card = drawn(examples[name] ?? expect.fail(name));
      const seen = await browser.read(card, 330);
      const titles = ['Action.Execute', 'Action.Submit']
        .flatMap((type) => ofType(card, type))
        .map(({ title, mode }) => (mode === 'secondary' ? '...' : String(title)));
      expect(seen.buttons.toSorted()).toEqual([...new Set(titles)].toSorted());
      expect(seen.links).toEqual([]);
      expect(seen.images).toBe(0);
      expect(seen.cutOff).toEqual([]);
    },
  );

  it('asks the reporter in so many words', async () => {
    const { text, buttons } = await browser.read(
      drawn(examples['feedback-case-fixed'] ?? expect.fail()),
    );
    expect(text).toContain('Is it fixed for you?');
    expect(buttons).toEqual(['Yes, it is fixed', 'No, not for me']);
  });

  it.each<Look>(['light', 'dark', 'contrast'])('can be drawn for the %s theme', async (look) => {
    const png = await browser.picture(
      drawn(examples['feedback-report-chat'] ?? expect.fail()),
      look,
    );
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(10_000);
  });
});
