import { describe, expect, it } from 'vitest';
import type { Card } from '../../../../src/kernel/chat.ts';
import { expectLawful, ofType, partsOf } from '../../../support/cardLaws.ts';
import { hostileTexts, UNSEEN } from '../../../support/hostileText.ts';
import { examples } from './all.ts';

/** What people, agents and their records say. Everything else in a view is a closed word or a number of ours. */
const FOREIGN =
  /^(agent|agentId|workflow|text|where|quoted|note|answer|owner|reporter|name|mistakes)$/;
/** Sent back as it was typed: in inputs, and in the data of a button. */
const TYPED = /^(typed)$/;

function poisoned(value: unknown, text: string, name = ''): unknown {
  if (typeof value === 'string') return FOREIGN.test(name) && value !== '' ? text : value;
  if (Array.isArray(value)) return value.map((item: unknown) => poisoned(item, text, name));
  if (typeof value !== 'object' || value === null || TYPED.test(name)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, poisoned(item, text, key)]),
  );
}

const draw = (name: string, text: string): Card => {
  const example = examples[name] ?? expect.fail(name);
  return example.draw(poisoned(example.view, text) as never);
};

const structure = (card: Card): readonly string[] =>
  partsOf(card)
    .map(({ type }) => String(type))
    .filter((type) => type !== 'TextRun');

describe.each(Object.keys(examples))('%s', (name) => {
  it.each(Object.entries(hostileTexts))('stays lawful with %s in every foreign word', (_, text) => {
    const card = draw(name, text);
    expectLawful(card);
    expect(JSON.stringify(card).replaceAll(/\\n|\ufe0f/g, '')).not.toMatch(UNSEEN);
  });

  it('takes its shape from us: foreign words change no element and no button', () => {
    const buttons = (card: Card) => ofType(card, 'Action.Execute').map(({ verb }) => verb);
    const [plain, other] = [draw(name, 'plain'), draw(name, 'words')];
    expect(structure(other)).toEqual(structure(plain));
    expect(buttons(other)).toEqual(buttons(plain));
  });

  it('shows foreign words in runs of text, or as an entry of a menu', () => {
    const mark = 'Zqx';
    const elsewhere = partsOf(draw(name, mark)).filter(
      ({ type, ...fields }) =>
        type !== 'TextRun' &&
        Object.values(fields).some((field) => typeof field === 'string' && field.includes(mark)),
    );
    expect(elsewhere).toEqual([]);
    const spread = ofType(draw(name, mark), 'Input.ChoiceSet').filter(
      ({ style }) => style === 'expanded',
    );
    expect(JSON.stringify(spread)).not.toContain(mark);
  });

  it('fits, whatever the length of a foreign word', () => {
    for (const text of ['x', '\u200b', '{{', '"', '\u{1f44d}', 'a\u202e', ' '])
      expectLawful(draw(name, text.repeat(3_000)));
  });
});

describe('the form of a report', () => {
  const example = examples['feedback-report-dialog'] ?? expect.fail();
  const typed = (text: string): Card => {
    const view = example.view as { typed: object };
    return example.draw({ ...view, typed: { ...view.typed, text, quoted: text } } as never);
  };

  it.each(Object.entries(hostileTexts))(
    'gives %s back as it was typed, and quotes it as words',
    (_, text) => {
      const card = typed(text);
      const words = ofType(card, 'Input.Text').find(({ id }) => id === 'text');
      expect(words?.['value']).toBe(text);
      expect(ofType(card, 'Action.Submit')[0]).toMatchObject({ data: { quoted: text } });
      for (const { text: shown } of ofType(card, 'TextRun'))
        expect(shown).not.toMatch(UNSEEN_ON_A_LINE);
    },
  );
});

/** Line breaks of prose are seen. */
const UNSEEN_ON_A_LINE = new RegExp(`(?!\\n|\\ufe0f)${UNSEEN.source}`, 'u');
