import type { Choice, Field } from '../../../../kernel/cards/form.ts';

/** Something that a menu offers: an agent or a connector. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** With more entries than these a menu helps nobody, and would not fit: the id is typed. */
const MENU = 25;

interface Menu {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly entries: readonly Named[];
  readonly example: string;
  readonly missing: string;
}

/** A menu of agents or connectors, or a text for the id where there are too many. */
export function menuField({ entries, example, ...common }: Menu): Field {
  if (entries.length === 0 || entries.length > MENU)
    return { ...common, kind: 'text', hint: `Its id, for example ${example}`, most: 64 };
  const choices = entries.map(({ id, name }) => ({ title: `${name} (${id})`, value: id }));
  return { ...common, kind: 'choice', hint: 'Choose one', choices };
}

/** Choices of ours: value → title. */
export const choices = (titles: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(titles).map(([value, title]) => ({ title, value }));
