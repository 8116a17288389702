import type { Card } from '../chat.ts';
import { defineCard, type Room } from './define.ts';
import fields from './form.json' with { type: 'json' };
import { type Line, line } from './lines.ts';
import sheet from './sheet.json' with { type: 'json' };
import { normaliseSheet, type Sheet } from './sheet.ts';
import { inert, own, styled } from './text.ts';
import { visible } from './visible.ts';
import { isFields } from './walk.ts';

export type Choice = { readonly title: string; readonly value: string };

interface Asked {
  /** What the client sends it as; unique on the card, and a member of the verb's or dialog's data. */
  readonly id: string;
  readonly label: string;
  /** Words of ours: the client keeps the button shut and says this while nothing is given. */
  readonly missing?: string;
}

/** Something to be filled in. `value` is what was typed before, given back as it came. */
export type Field =
  | (Asked & {
      readonly kind: 'text';
      readonly value: string;
      readonly hint?: string;
      readonly many?: boolean;
      /** Characters that the client takes at most. */
      readonly most: number;
    })
  | (Asked & {
      readonly kind: 'choice';
      readonly value: string;
      readonly hint?: string;
      readonly choices: readonly Choice[];
      /** All of them to be seen at once, instead of a menu. Titles may then be styled by the client: words of ours only. */
      readonly spread?: boolean;
    })
  | (Asked & { readonly kind: 'toggle'; readonly value: boolean });

/** A sentence about what was typed: beside the field of that id, or above all of them. */
export type Mistake = string | { readonly field: string; readonly words: string };

/**
 * A sheet with something to fill in. Its `actions` are verbs, which a card in chat sends; `dialog` is the button of the
 * same form in a dialog. The inputs come beside the data, each as text: `""` or absent where nothing was given.
 */
export interface Form extends Sheet {
  /** What is wrong with what was typed; foreign words in it are shown as words. */
  readonly mistakes?: readonly Mistake[];
  readonly fields: readonly Field[];
  readonly dialog?: {
    readonly title: string;
    readonly data: { readonly dialog: string; readonly [field: string]: string };
  };
}

/** Times the room of a text: 8,000 characters come back whole, unless JSON spells many of them longer. */
const BACK = 8;

const MOST_MISTAKES = 10;
const MOST_BESIDE = 3;

interface Given {
  readonly value: string;
  readonly left: number;
}

/** As much of what was typed as the card can hold, divided between characters. */
function givenBack(value: string, room: Room): Given {
  const most = room.text * BACK;
  const low = value.charCodeAt(most);
  const given = value.slice(0, low >= 0xdc00 && low <= 0xdfff ? most - 1 : most);
  return { value: given, left: value.length - given.length };
}

const lost = ({ label }: Field, left: number): string =>
  `${label}: the last ${left.toLocaleString('en')} characters do not fit on this card. Take them from where you have them.`;

/** A menu's entries are plain text in every client; nothing in them is hidden or a function. */
const menuTitle = (title: string, room: Room): string =>
  visible(title, 'name')
    .map(({ text }) => text)
    .join('')
    .slice(0, room.name * 4)
    .replaceAll(/(?<=[{$])(?=\{)/g, ' ');

const wordsOf = (mistake: Mistake): string =>
  typeof mistake === 'string' ? mistake : mistake.words;

const beside = (mistakes: readonly Mistake[], id: string): readonly Mistake[] =>
  mistakes.filter((mistake) => typeof mistake !== 'string' && mistake.field === id);

const wrongLine = (mistake: Mistake) =>
  line(styled(inert(wordsOf(mistake), 300), { color: 'Attention', weight: 'Bolder' }));

/** What stands above the fields: what belongs to none of them, and which of them need another look. */
function aboveOf({ fields, mistakes = [] }: Form): readonly Line[] {
  const marked = fields.filter(({ id }) => beside(mistakes, id).length > 0);
  const general = mistakes.filter(
    (one) => wordsOf(one) !== '' && !marked.some(({ id }) => beside([one], id).length > 0),
  );
  const labels = marked.map(({ label }) => label.split(/[.?(]/)[0]?.trim() ?? label);
  return [
    ...(labels.length === 0
      ? []
      : [line(own(`Please look again at: ${labels.join(', ')}.`, { weight: 'Bolder' }))]),
    ...general.slice(0, MOST_MISTAKES).map((one) => line(inert(wordsOf(one), 300))),
  ];
}

function normaliseField(field: Field, mistakes: readonly Mistake[], room: Room) {
  const { kind, id, label, missing = '' } = field;
  const wrong = beside(mistakes, id).slice(0, MOST_BESIDE).map(wrongLine);
  const common = { kind, id, label, required: missing !== '', missing, hint: '', value: '', wrong };
  const rest = { many: false, most: 1, style: 'compact', choices: [], on: 'false' };
  switch (kind) {
    case 'text': {
      const { hint = '', many = false, most, value } = field;
      return { ...common, ...rest, hint, many, most, value: givenBack(value, room).value };
    }
    case 'choice': {
      const { hint = '', value, spread = false, choices } = field;
      const titled = choices.map((one) => ({ ...one, title: menuTitle(one.title, room) }));
      const style = spread ? 'expanded' : 'compact';
      return { ...common, ...rest, hint, value, style, choices: titled };
    }
    case 'toggle':
      return { ...common, ...rest, on: String(field.value) };
  }
}

function normalise(form: Form, room: Room) {
  const { fields: asked, mistakes = [], dialog, ...rest } = form;
  const left = asked.flatMap((field) => {
    const cut = field.kind === 'text' ? givenBack(field.value, room).left : 0;
    return cut > 0 ? [lost(field, cut)] : [];
  });
  const wrong = [...aboveOf(form), ...left.map((words) => line(inert(words, 300)))];
  return {
    ...normaliseSheet(rest),
    above: wrong.length === 0 ? [] : [{ lines: wrong }],
    fields: asked.map((field) => normaliseField(field, mistakes, room)),
    submits: dialog ? [dialog] : [],
  };
}

const template = {
  ...sheet,
  body: [...sheet.body, ...fields.body],
  actions: [...sheet.actions, ...fields.actions],
};

/** Whether a form holds every text as it was typed, in full. */
export function givesBack(card: Card, typed: { readonly [id: string]: unknown }): boolean {
  const given = new Map(inputsIn(card['body']).map(({ id, value }) => [id, value]));
  return Object.entries(typed).every(
    ([id, text]) => text === undefined || !given.has(id) || given.get(id) === text,
  );
}

function inputsIn(part: unknown): readonly { readonly id: unknown; readonly value: unknown }[] {
  if (Array.isArray(part)) return part.flatMap(inputsIn);
  if (!isFields(part)) return [];
  const isInput = String(part['type']).startsWith('Input.');
  return isInput ? [{ id: part['id'], value: part['value'] }] : inputsIn(part['items']);
}

/** A card with inputs out of its own view, in the build of every sheet. */
export const defineForm = <View>(
  name: string,
  build: (view: View, room: Room) => Form,
): ((view: View) => Card) =>
  defineCard<View>({
    name,
    template,
    normalise: (view, room) => normalise(build(view, room), room),
  });
