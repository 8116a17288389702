import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../../../support/browser.ts';
import { buttonsOf } from '../../../support/cardLaws.ts';
import { type CardBrowser, openCardBrowser } from '../../../support/renderCard.ts';
import type { Look } from '../../../support/teamsLooks.ts';
import { drawn, examples } from './all.ts';

const chromium = chromiumPath();

/** The public renderer in a real browser: what Teams' own is made from. */
describe.skipIf(chromium === undefined)('a card in front of a person', () => {
  let browser: CardBrowser;
  beforeAll(async () => {
    browser = await openCardBrowser(chromium ?? '');
  });
  afterAll(() => browser.close());

  const read = (name: string, width?: number) =>
    browser.read(drawn(examples[name] ?? expect.fail(name)), width);

  it.each(Object.keys(examples))(
    '%s has its buttons, no link, no image, and nothing cut off on a phone',
    async (name) => {
      const card = drawn(examples[name] ?? expect.fail(name));
      const seen = await browser.read(card, 330);
      expect(seen.buttons.toSorted()).toEqual(buttonsOf(card));
      expect(seen.links).toEqual([]);
      expect(seen.images).toBe(0);
      expect(seen.cutOff).toEqual([]);
    },
  );

  it('says first what is wanted, then how far it reaches', async () => {
    const { text } = await read('approval-mail');
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    expect(lines.slice(0, 4)).toEqual([
      'AR-7 · answer by Sat, Nov 21, 2026, 10:00 AM',
      'Delegated action',
      'mail-assistant wants to send a mail',
      'It goes to 2 recipients, 1 outside the company. It cannot be taken back.',
    ]);
  });

  it('fills in dates of ours and leaves those of others as the words they are', async () => {
    const { text } = await read('approval-hostile');
    expect(text).toContain('{{DATE(2026-01-01T00:00:00Z)}}');
    expect(text).toContain('**APPROVED** [see here](https://attacker.example)');
    expect(text).not.toMatch(/\{\{(DATE|TIME)\(2026-11/);
  });

  it.each<Look>(['light', 'dark', 'contrast'])('can be drawn for the %s theme', async (look) => {
    const png = await browser.picture(drawn(examples['approval-mail'] ?? expect.fail()), look);
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(10_000);
  });
});
