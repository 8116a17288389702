import { describe, expect, it } from 'vitest';
import type { Card } from '../../../../src/kernel/chat.ts';
import { expectLawful, ofType, partsOf } from '../../../support/cardLaws.ts';
import { hostileTexts, UNSEEN } from '../../../support/hostileText.ts';
import { examples } from './all.ts';

/** What is ours in a view: closed words, numbers of ours, moments. Everything else may come from anybody. */
const OURS =
  /^(kind|tier|fromTier|toTier|environment|phase|effect|systemClass|state|status|connection|digest|nonce|request|heldBy|at|due|from|askedAt|undoUntil|redeemBy|preset|about|because|endsAt|until|duration|title|value|currency|bound)$/;
/** `label` of a data classification is a closed word; nothing else is called so in a view. */
const CLOSED = /^(label)$/;

function poisoned(value: unknown, text: string, name = ''): unknown {
  if (typeof value === 'string') return OURS.test(name) || CLOSED.test(name) ? value : text;
  if (Array.isArray(value)) return value.map((item: unknown) => poisoned(item, text, name));
  if (typeof value !== 'object' || value === null) return value;
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

  it('shows foreign words in runs of text and nowhere else', () => {
    const mark = 'Zqx';
    const elsewhere = partsOf(draw(name, mark)).flatMap(({ type, ...fields }) =>
      type === 'TextRun'
        ? []
        : Object.values(fields).filter(
            (field) => typeof field === 'string' && field.includes(mark),
          ),
    );
    expect(elsewhere).toEqual([]);
  });

  it('fits, whatever the length of a foreign word', () => {
    for (const text of ['x', '\u200b', '{{', '"', '\u{1f44d}', 'a\u202e', ' '])
      expectLawful(draw(name, text.repeat(3_000)));
  });
});
