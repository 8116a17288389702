import { describe, expect, it } from 'vitest';
import { cardBytes, MOST_BYTES } from '../../../src/kernel/cards/define.ts';
import { defineForm, type Field } from '../../../src/kernel/cards/form.ts';
import { own } from '../../../src/kernel/cards/text.ts';
import { expectLawful, ofType, wordsOf } from '../../support/cardLaws.ts';
import { cardMistakes } from '../../support/cardSchema.ts';
import { hostileTexts } from '../../support/hostileText.ts';

interface View {
  readonly text: string;
  readonly option: string;
  readonly mistakes: readonly string[];
}

const fields = ({ text, option }: View): readonly Field[] => [
  {
    kind: 'text',
    id: 'words',
    label: 'What happened',
    hint: 'Optional',
    value: text,
    many: true,
    most: 4_000,
  },
  {
    kind: 'choice',
    id: 'agent',
    label: 'Which agent',
    value: 'b',
    choices: [
      { title: option, value: 'a' },
      { title: 'B', value: 'b' },
    ],
    missing: 'Choose an agent.',
  },
  { kind: 'toggle', id: 'all', label: 'All of them', value: true },
];

const inChat = defineForm<View>('try', (view) => ({
  title: [own('Report')],
  mistakes: view.mistakes,
  fields: fields(view),
  actions: [{ title: 'Send', data: { verb: 'try', form: '1' } }],
}));
const inDialog = defineForm<View>('try', (view) => ({
  title: [own('Report')],
  mistakes: view.mistakes,
  fields: fields(view),
  dialog: { title: 'Send', data: { dialog: 'try', form: '1' } },
}));

const plain: View = { text: 'It was wrong.', option: 'A', mistakes: [] };

describe('a form', () => {
  it('asks for what it needs, in the order of its fields, with what was typed before', () => {
    const [words] = ofType(inChat(plain), 'Input.Text');
    expect(words).toMatchObject({
      id: 'words',
      value: 'It was wrong.',
      maxLength: 4_000,
      isMultiline: true,
      isRequired: false,
    });
    expect(ofType(inChat(plain), 'Input.ChoiceSet')[0]).toMatchObject({
      id: 'agent',
      value: 'b',
      isRequired: true,
      errorMessage: 'Choose an agent.',
      style: 'compact',
    });
    expect(ofType(inChat(plain), 'Input.Toggle')[0]).toMatchObject({ id: 'all', value: 'true' });
  });

  it('sends a verb from a chat and a submit from a dialog', () => {
    expect(ofType(inChat(plain), 'Action.Execute')).toMatchObject([
      { verb: 'try', data: { verb: 'try', form: '1' } },
    ]);
    expect(ofType(inDialog(plain), 'Action.Execute')).toEqual([]);
    expect(ofType(inDialog(plain), 'Action.Submit')).toMatchObject([
      { title: 'Send', data: { dialog: 'try', form: '1' } },
    ]);
  });

  it('says what is wrong', () => {
    const card = inChat({ ...plain, mistakes: ['Choose an agent.', ''] });
    expect(wordsOf(card)).toContain('Choose an agent.');
    expect(cardMistakes(card)).toEqual([]);
  });

  it.each(Object.entries(hostileTexts))(
    'gives %s back as it was typed, and shows it as words elsewhere',
    (_, text) => {
      expect(ofType(inChat({ ...plain, text }), 'Input.Text')[0]?.['value']).toBe(text);
      const card = inChat({ ...plain, option: text, mistakes: [text] });
      expectLawful(card);
      expect(cardMistakes(card)).toEqual([]);
      expect(JSON.stringify(ofType(card, 'Input.ChoiceSet'))).not.toContain('{{');
    },
  );

  it('gives a long text back whole, and counts what no card can hold', () => {
    const long = 'word '.repeat(1_600);
    expect(ofType(inChat({ ...plain, text: long }), 'Input.Text')[0]?.['value']).toBe(long);
    for (const text of ['x'.repeat(100_000), '\u0001'.repeat(4_000), '"'.repeat(8_000)]) {
      const card = inChat({ ...plain, text });
      expect(cardBytes(card)).toBeLessThanOrEqual(MOST_BYTES);
      const given = String(ofType(card, 'Input.Text')[0]?.['value']);
      expect(text.startsWith(given)).toBe(true);
      expect(wordsOf(card)).toContain((text.length - given.length).toLocaleString('en'));
    }
  });
});
