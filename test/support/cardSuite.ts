import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../src/kernel/chat.ts';
import { chromiumPath } from './browser.ts';
import { buttonsOf, expectLawful } from './cardLaws.ts';
import { cardMistakes } from './cardSchema.ts';
import { describeHostileCards, type Example } from './hostileCards.ts';
import { readableJson } from './readableJson.ts';
import { type CardBrowser, openCardBrowser } from './renderCard.ts';

export interface CardSuite {
  readonly examples: Readonly<Record<string, Example>>;
  /** Members of views that may hold anything, whoever wrote them. */
  readonly foreign: RegExp;
  /** Members that are given back as they came, in inputs: not looked into. */
  readonly typed?: RegExp;
}

const goldens = join(import.meta.dirname, '../golden/cards');
const chromium = chromiumPath();

export const drawn = ({ view, draw }: Example): Card => draw(view as never);

/** What every card owes: its golden, Teams' schema, our laws, inert foreign words, and its buttons on a phone. */
export function describeCards({ examples, foreign, typed }: CardSuite): void {
  describeHostileCards({
    examples,
    isForeign: (name, text) => foreign.test(name) && text !== '',
    ...(typed && { typed }),
  });

  describe.each(Object.entries(examples))('%s', (name, example) => {
    it('looks as in its golden file', async () => {
      const text = `${readableJson(drawn(example))}\n`;
      await expect(text).toMatchFileSnapshot(join(goldens, `${name}.json`));
    });

    it('is a card that Teams knows, and keeps the laws of our cards', () => {
      expect(cardMistakes(drawn(example))).toEqual([]);
      expectLawful(drawn(example));
    });
  });

  describe.skipIf(chromium === undefined)('in front of a person', () => {
    let browser: CardBrowser;
    beforeAll(async () => {
      browser = await openCardBrowser(chromium ?? '');
    });
    afterAll(() => browser.close());

    it.each(Object.entries(examples))(
      '%s has its buttons, no link, no image, and nothing cut off on a phone',
      async (_, example) => {
        const card = drawn(example);
        const seen = await browser.read(card, 330);
        expect(seen.buttons.toSorted()).toEqual(buttonsOf(card));
        expect(seen.links).toEqual([]);
        expect(seen.images).toBe(0);
        expect(seen.cutOff).toEqual([]);
      },
    );

    it.each(['light', 'dark', 'contrast'] as const)(
      'can be drawn for the %s theme',
      async (look) => {
        for (const example of Object.values(examples)) {
          const png = await browser.picture(drawn(example), look);
          expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
        }
      },
    );
  });
}
