import type { Room } from '../../../kernel/cards/define.ts';
import {
  type Choice,
  defineForm,
  type Field,
  type Form,
  type Mistake,
} from '../../../kernel/cards/form.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { REMEDIES, REMEDY_NAMES } from '../domain/categories.ts';
import { TRIAGED } from '../domain/events.ts';
import { STATUS_NAMES } from '../domain/sentences.ts';
import { MOST_NOTE } from '../forms.ts';
import { type CaseView, caseFacts, caseTitle, caseWords } from './case.ts';

/** What stands in the fields: as the case is, or as it was typed. */
export interface TriageTyped {
  readonly status: string;
  readonly remedy: string;
  /** An object id, or empty. */
  readonly owner: string;
  readonly note: string;
  readonly alike: boolean;
}

export interface TriageView {
  readonly view: CaseView;
  /** The revision that this card shows. */
  readonly seen: number;
  readonly typed: TriageTyped;
  /** Who is likely to own it: object ids with names. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** The remedy that usually helps for the category. */
  readonly suggested: string;
  readonly mistakes: readonly Mistake[];
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const menu = (id: string, label: string, value: string, choices: readonly Choice[]): Field => ({
  kind: 'choice',
  id,
  label,
  value,
  hint: 'Choose',
  choices,
});

function fields({ view, typed, people, suggested }: TriageView): readonly Field[] {
  const alike = view.triage?.alike.length ?? 0;
  return [
    menu(
      'status',
      'How it stands',
      typed.status,
      TRIAGED.map((value) => ({ value, title: capital(STATUS_NAMES[value]) })),
    ),
    menu(
      'remedy',
      `Remedy (usually a ${suggested})`,
      typed.remedy,
      REMEDIES.map((value) => ({ value, title: capital(REMEDY_NAMES[value]) })),
    ),
    menu(
      'owner',
      'In whose hands',
      typed.owner,
      people.map(({ id, name }) => ({ value: id, title: name })),
    ),
    {
      kind: 'text',
      id: 'note',
      label: 'A word to the reporter',
      hint: 'What was changed, or why nothing is',
      value: typed.note,
      many: true,
      most: MOST_NOTE,
    },
    ...(alike === 0
      ? []
      : [
          {
            kind: 'toggle',
            id: 'alike',
            label: `Also ${alike === 1 ? 'the other open case' : `the ${alike} other open cases`} of this defect`,
            value: typed.alike,
          } as const,
        ]),
  ];
}

const build = (view: TriageView, room: Room): Form => ({
  kicker: caseTitle(view.view) ?? [],
  title: [
    own(`Triage: ${view.view.category.label.toLowerCase()}, `),
    ...inert(view.view.agent, room.name, 'identifier'),
  ],
  facts: caseFacts(view.view, room),
  sections: caseWords(view.view, room),
  mistakes: view.mistakes,
  fields: fields(view),
  actions: [
    {
      title: 'Save and tell',
      data: { verb: 'feedback-triage', case: view.view.id, seen: String(view.seen) },
    },
    { title: 'Backlog', data: { verb: 'backlog' } },
  ],
});

/** A case with what whoever triages can set. */
export const triageCard = defineForm<TriageView>('feedback-triage', build);
