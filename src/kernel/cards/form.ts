import type { Card } from '../chat.ts';
import { defineCard, type Room } from './define.ts';
import fields from './form.json' with { type: 'json' };
import { line } from './lines.ts';
import sheet from './sheet.json' with { type: 'json' };
import { normaliseSheet, type Sheet } from './sheet.ts';
import { inert } from './text.ts';
import { visible } from './visible.ts';

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

/**
 * A sheet with something to fill in. Its `actions` are verbs, which a card in chat sends; `dialog` is the button of the
 * same form in a dialog. The inputs come beside the data, each as text: `""` or absent where nothing was given.
 */
export interface Form extends Sheet {
  /** What is wrong with what was typed, a sentence each; foreign words in them are shown as words. */
  readonly mistakes?: readonly string[];
  readonly fields: readonly Field[];
  readonly dialog?: {
    readonly title: string;
    readonly data: { readonly dialog: string; readonly [field: string]: string };
  };
}

/** Times the room of a text: 8,000 characters come back whole, unless JSON spells many of them longer. */
const BACK = 8;

const MOST_MISTAKES = 10;

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

function normaliseField(field: Field, room: Room) {
  const { kind, id, label, missing = '' } = field;
  const common = { kind, id, label, required: missing !== '', missing, hint: '', value: '' };
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

function normalise({ fields: asked, mistakes = [], dialog, ...rest }: Form, room: Room) {
  const left = asked.flatMap((field) => {
    const cut = field.kind === 'text' ? givenBack(field.value, room).left : 0;
    return cut > 0 ? [lost(field, cut)] : [];
  });
  const wrong = [...mistakes.filter((words) => words !== '').slice(0, MOST_MISTAKES), ...left];
  return {
    ...normaliseSheet(rest),
    wrong: wrong.length === 0 ? [] : [{ lines: wrong.map((words) => line(inert(words, 300))) }],
    fields: asked.map((field) => normaliseField(field, room)),
    submits: dialog ? [dialog] : [],
  };
}

const template = {
  ...sheet,
  body: [...sheet.body, ...fields.body],
  actions: [...sheet.actions, ...fields.actions],
};

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
