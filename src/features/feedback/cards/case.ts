import type { Room } from '../../../kernel/cards/define.ts';
import { defineForm, type Field, type Form } from '../../../kernel/cards/form.ts';
import { type Fact, fact, line } from '../../../kernel/cards/lines.ts';
import type { Sheet, SheetAction } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { REMEDY_NAMES, type Remedy } from '../domain/categories.ts';
import type { Severity, Status } from '../domain/events.ts';
import { SEVERITY_NAMES, STATUS_NAMES } from '../domain/sentences.ts';
import { type Priority, SEVERITY_WEIGHTS } from '../domain/urgency.ts';
import { MOST_NOTE } from '../forms.ts';

/** A case as one reader may see it. */
export interface CaseView {
  readonly id: string;
  readonly agent: string;
  readonly workflow: string;
  /** `agent` is what a person calls something that nobody registered. */
  readonly isUnregistered: boolean;
  /** Where that is used; empty: nobody said. */
  readonly where: string;
  readonly category: { readonly label: string; readonly definition: string };
  readonly severity: Severity;
  readonly status: Status;
  readonly at: Instant;
  /** A name; empty where the reader reported it. */
  readonly reporter: string;
  readonly owner: string;
  readonly remedy?: Remedy;
  readonly note: string;
  /** What the reporter said when asked. */
  readonly answer: string;
  readonly text: string;
  readonly quoted: string;
  readonly reopened: number;
  /** Only for those who triage. */
  readonly triage?: {
    readonly priority?: Priority;
    readonly systemicSince?: Instant;
    /** Other open cases of the defect. */
    readonly alike: readonly string[];
  };
  /** What was just done, in a sentence. */
  readonly said?: string;
}

const isReporters = ({ reporter }: CaseView): boolean => reporter === '';

/** The reporter is asked, and has not answered. */
const isAsked = (view: CaseView): boolean => isReporters(view) && view.status === 'fixed';

const BANNERS: Readonly<
  Record<Status, readonly [Exclude<Sheet['banner'], undefined>['weight'], string]>
> = {
  open: ['warning', 'Reported. You hear from me here as soon as it moves.'],
  inProgress: ['warning', 'It is being worked on. You hear from me here when it moves.'],
  fixed: ['good', 'It should be fixed now. Is it fixed for you?'],
  confirmed: ['good', 'You said that it is fixed. Thank you.'],
  closed: ['good', 'Closed as fixed, without your answer. Type report if it comes back.'],
  declined: ['warning', 'Nothing will be changed. The reason stands below.'],
};

const AGAIN = 'You said that it is not fixed, so it is open again. You hear from me here.';

function banner(view: CaseView): Sheet['banner'] {
  const { status, reopened, said } = view;
  if (said !== undefined) return { weight: 'good', runs: [own(said)] };
  if (!isReporters(view))
    return {
      weight: status === 'confirmed' || status === 'closed' ? 'good' : 'warning',
      runs: [own(`It is ${STATUS_NAMES[status]}.`)],
    };
  const [weight, words] = BANNERS[status];
  return { weight, runs: [own(status === 'open' && reopened > 0 ? AGAIN : words)] };
}

function triageFacts(
  { triage, reporter, reopened, status }: CaseView,
  room: Room,
): readonly Fact[] {
  if (!triage) return [];
  const { priority, systemicSince, alike } = triage;
  const more = alike.length - room.items;
  return [
    fact('Stands', line(own(STATUS_NAMES[status]))),
    ...(reporter === '' ? [] : [fact('Reported by', line(inert(reporter, room.name, 'name')))]),
    ...(priority ? [fact('Priority', line(own(priorityText(priority))))] : []),
    ...(systemicSince === undefined
      ? []
      : [
          fact(
            'Systemic',
            line(
              own('yes, since ', { color: 'Attention', weight: 'Bolder' }),
              localTime(systemicSince),
            ),
          ),
        ]),
    ...(alike.length === 0
      ? []
      : [
          fact(
            'Same defect',
            line(
              own(`${alike.slice(0, room.items).join(', ')}${more > 0 ? ` and ${more} more` : ''}`),
            ),
          ),
        ]),
    ...(reopened === 0
      ? []
      : [fact('Opened again', line(own(`${times(reopened)}, by its reporter`)))]),
  ];
}

const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);

/** `27: 3 people blocked × 3 (high) × 3 reports in 28 days`. */
export const priorityText = ({ value, blocked, severity, recurrence }: Priority): string =>
  `${value}: ${blocked} ${blocked === 1 ? 'person' : 'people'} blocked × ${SEVERITY_WEIGHTS[severity]} (${severity}) × ${recurrence} ${recurrence === 1 ? 'report' : 'reports'} in 28 days`;

/** Facts of a case, for whoever may read it. */
export function caseFacts(view: CaseView, room: Room): readonly Fact[] {
  const { agent, workflow, where, category, severity, owner, remedy, note, answer } = view;
  const optional = (label: string, words: string): readonly Fact[] =>
    words === '' ? [] : [fact(label, line(inert(words, room.text, 'prose')))];
  return [
    fact(
      view.isUnregistered ? 'Not registered' : 'Agent',
      line(
        inert(agent, room.name, 'identifier'),
        ...(workflow === agent ? [] : [own(' · '), ...inert(workflow, room.name, 'name')]),
      ),
    ),
    fact(
      'What went wrong',
      line(
        own(category.label, { weight: 'Bolder' }),
        own(`. ${category.definition}.`, { isSubtle: true }),
      ),
    ),
    ...optional('Used where', where),
    fact('How bad', line(own(SEVERITY_NAMES[severity]))),
    ...(owner === '' ? [] : [fact('In the hands of', line(inert(owner, room.name, 'name')))]),
    ...(remedy === undefined ? [] : [fact('Remedy', line(own(REMEDY_NAMES[remedy])))]),
    ...optional('Their note', note),
    ...optional('The reporter says', answer),
    ...triageFacts(view, room),
  ];
}

/** What somebody wrote, apart from all that is ours. */
export const caseWords = (view: CaseView, room: Room): NonNullable<Sheet['sections']> =>
  [
    [isReporters(view) ? 'Your words' : 'The reporter’s words', view.text] as const,
    ['The message it was reported on, as the reporter’s Teams gave it', view.quoted] as const,
  ]
    .filter(([, words]) => words !== '')
    .map(([heading, words]) => ({
      heading,
      quoted: true,
      lines: [line(inert(words, room.text, 'prose'))],
    }));

const askedFields: readonly Field[] = [
  {
    kind: 'text',
    id: 'text',
    label: 'If it is not: what is still wrong?',
    hint: 'Optional',
    value: '',
    many: true,
    most: MOST_NOTE,
  },
];

function buttons(view: CaseView): readonly SheetAction[] {
  const about = { case: view.id };
  const answers: readonly SheetAction[] = [
    { title: 'Yes, it is fixed', data: { verb: 'feedback-fixed', ...about } },
    { title: 'No, not for me', data: { verb: 'feedback-not-fixed', ...about } },
  ];
  const triage: readonly SheetAction[] = [
    { title: `Triage ${view.id}`, data: { verb: 'feedback-open', ...about } },
    { title: 'Backlog', data: { verb: 'backlog' } },
  ];
  return [...(isAsked(view) ? answers : []), ...(view.triage ? triage : [])];
}

export const caseTitle = ({ id, at }: CaseView): Sheet['kicker'] => [
  own(`${id} · reported `),
  localTime(at),
];

const build = (view: CaseView, room: Room): Form => ({
  kicker: caseTitle(view) ?? [],
  title: [own(`${view.category.label}: `), ...inert(view.agent, room.name, 'identifier')],
  banner: banner(view),
  facts: caseFacts(view, room),
  sections: caseWords(view, room),
  fields: isAsked(view) ? askedFields : [],
  actions: buttons(view),
});

/** A case: what was reported, how it stands, and the question at its end. */
export const caseCard = defineForm<CaseView>('feedback-case', build);
