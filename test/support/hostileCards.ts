import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/kernel/chat.ts';
import { expectLawful, ofType, partsOf } from './cardLaws.ts';
import { hostileTexts, UNSEEN } from './hostileText.ts';

/** A view and the card that shows it: `draw` takes any other view of the same kind. */
export interface Example {
  readonly view: object;
  readonly draw: (view: never) => Card;
}

export interface HostileSuite {
  readonly examples: Readonly<Record<string, Example>>;
  /** Whether a text with this name in a view may hold anything, whoever wrote it. */
  readonly isForeign: (name: string, text: string) => boolean;
  /** Members that are given back as they came, in inputs: not looked into. */
  readonly typed?: RegExp;
}

const structure = (card: Card): readonly string[] =>
  partsOf(card)
    .map(({ type }) => String(type))
    .filter((type) => type !== 'TextRun');

const buttons = (card: Card) => ofType(card, 'Action.Execute').map(({ verb }) => verb);

/** Foreign words on cards are words: they change no shape, make no markup, and stand in runs of text or as entries of a menu. */
export function describeHostileCards({
  examples,
  isForeign,
  typed = /^typed$/,
}: HostileSuite): void {
  const poisoned = (value: unknown, text: string, name = ''): unknown => {
    if (typeof value === 'string') return isForeign(name, value) ? text : value;
    if (Array.isArray(value)) return value.map((item: unknown) => poisoned(item, text, name));
    if (typeof value !== 'object' || value === null || typed.test(name)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, poisoned(item, text, key)]),
    );
  };

  describe.each(Object.entries(examples))('%s', (_name, example) => {
    const draw = (text: string): Card => example.draw(poisoned(example.view, text) as never);

    it.each(Object.entries(hostileTexts))(
      'stays lawful with %s in every foreign word',
      (_, text) => {
        const card = draw(text);
        expectLawful(card);
        expect(JSON.stringify(card).replaceAll(/\\n|\ufe0f/g, '')).not.toMatch(UNSEEN);
      },
    );

    it('takes its shape from us: foreign words change no element and no button', () => {
      const [plain, other] = [draw('plain'), draw('words')];
      expect(structure(other)).toEqual(structure(plain));
      expect(buttons(other)).toEqual(buttons(plain));
    });

    it('shows foreign words in runs of text, or as an entry of a menu', () => {
      const mark = 'Zqx';
      const card = draw(mark);
      const elsewhere = partsOf(card).flatMap(({ type, ...fields }) =>
        type === 'TextRun'
          ? []
          : Object.values(fields).filter(
              (field) => typeof field === 'string' && field.includes(mark),
            ),
      );
      expect(elsewhere).toEqual([]);
      const spread = ofType(card, 'Input.ChoiceSet').filter(({ style }) => style === 'expanded');
      expect(JSON.stringify(spread)).not.toContain(mark);
    });

    it('fits, whatever the length of a foreign word', () => {
      for (const text of ['x', '\u200b', '{{', '"', '\u{1f44d}', 'a\u202e', ' '])
        expectLawful(draw(text.repeat(3_000)));
    });
  });
}
