import type { Field } from '../../../../kernel/cards/form.ts';
import type { Typed } from '../../requesting/typed.ts';

type Text = Readonly<{
  hint?: string;
  /** A sentence after the label. */
  help?: string;
  missing?: string;
  many?: boolean;
  most: number;
}>;

/** Texts of one form: each input is labelled by `labels`, and holds what was typed. */
export const textFieldsOf =
  <Id extends string>(labels: Readonly<Record<Id, string>>) =>
  (id: Id, typed: Typed<Id>, { help, ...text }: Text): Field => ({
    kind: 'text',
    id,
    label: help === undefined ? labels[id] : `${labels[id]}. ${help}`,
    value: typed[id],
    ...text,
  });
