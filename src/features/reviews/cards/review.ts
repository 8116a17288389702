import type { Room } from '../../../kernel/cards/define.ts';
import { defineForm, type Field, type Form } from '../../../kernel/cards/form.ts';
import { fact, type Line, line } from '../../../kernel/cards/lines.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type Choice, REVIEW_SECTIONS, type ReviewItem } from '../domain/events.ts';

/** The review of one agent as its owner sees it. */
export interface ReviewView {
  readonly campaign: string;
  readonly agentId: string;
  readonly due: Instant;
  /** This person's own. */
  readonly nonce: string;
  /** What is open, with its place among all items. */
  readonly open: readonly (ReviewItem & { readonly place: number })[];
  /** What was answered so far. */
  readonly given: readonly (Pick<ReviewItem, 'section' | 'text'> & { readonly choice: Choice })[];
  /** An admin's to decide, since others use it too. */
  readonly handed: readonly string[];
  readonly mistakes: readonly string[];
}

export const REVIEW_VERB = 'review-answer';
/** The input of the item at a place. */
export const inputOf = (place: number): string => `item${place}`;

/** More than these on one card would not fit on a phone: the rest comes after they are answered. */
const AT_A_TIME = 8;

const SECTION_NAMES: Readonly<Record<ReviewItem['section'], string>> = {
  permissions: 'Permissions',
  connectors: 'Connectors',
  scopes: 'Delegated scopes',
  exceptions: 'Exceptions and grants',
};

const CHOICE_NAMES: Readonly<Record<Choice, string>> = {
  keep: 'Keep',
  reduce: 'Reduce by one tier',
  revoke: 'Revoke',
};

type Shown = ReviewView['open'][number];

const itemLine = ({ place, text }: Shown, room: Room): Line =>
  line(own(`${place + 1}. `, { weight: 'Bolder' }), inert(text, room.text, 'name'));

const field = ({ place, section, choices }: Shown): Field => ({
  kind: 'choice',
  id: inputOf(place),
  label: `${place + 1}. ${SECTION_NAMES[section]}`,
  value: '',
  hint: 'Not answered',
  choices: choices.map((value) => ({ title: CHOICE_NAMES[value], value })),
});

const DONE_NAMES: Readonly<Record<Choice, string>> = {
  keep: 'Kept: ',
  reduce: 'Reduced by one tier: ',
  revoke: 'Revoked: ',
};

/** What was answered, section by section; of a long list the first, and how many more. */
const answersOf = ({ given }: ReviewView, room: Room): NonNullable<Form['sections']> =>
  REVIEW_SECTIONS.flatMap((section) => {
    const all = given.filter((one) => one.section === section);
    const shown = all.slice(0, room.items);
    const more = all.length - shown.length;
    const lines = shown.map(({ text, choice }) =>
      line(own(DONE_NAMES[choice], { weight: 'Bolder' }), inert(text, room.text, 'name')),
    );
    return all.length === 0
      ? []
      : [
          {
            heading: SECTION_NAMES[section],
            lines: [...lines, ...(more > 0 ? [line(own(`and ${more} more`))] : [])],
          },
        ];
  });

function build(view: ReviewView, room: Room): Form {
  const { campaign, agentId, open, given, handed, due } = view;
  const answered = given.length;
  const shown = open.slice(0, AT_A_TIME);
  const later = open.length - shown.length;
  const sections = REVIEW_SECTIONS.map((section) => {
    const own_ = shown.filter((one) => one.section === section);
    const nothing = open.some((one) => one.section === section) ? 'Follows.' : 'Nothing is open.';
    return {
      heading: SECTION_NAMES[section],
      lines: own_.length === 0 ? [line(own(nothing))] : own_.map((one) => itemLine(one, room)),
    };
  });
  return {
    kicker: [own(`${campaign} · access review`)],
    title: [
      own(open.length === 0 ? 'Answered: ' : 'What is '),
      ...inert(agentId, room.name, 'identifier'),
      own(open.length === 0 ? '' : ' to keep?'),
    ],
    lead: [
      line(
        own(
          open.length === 0
            ? 'Every item has your answer. What was taken away is gone everywhere.'
            : 'Reduce and revoke take effect at once, everywhere. What is not answered stays open, and admins hear of it.',
        ),
      ),
    ],
    facts: [
      fact('Due', line(localTime(due))),
      fact('Answered', line(own(`${answered} of ${answered + open.length}`))),
      ...(later > 0 ? [fact('After these', line(own(`${later} more`)))] : []),
      ...(handed.length > 0
        ? [fact('For an admin', line(inert(handed.join(', '), room.text, 'name')))]
        : []),
    ],
    sections: open.length === 0 ? answersOf(view, room) : sections,
    mistakes: view.mistakes,
    fields: shown.map(field),
    actions:
      open.length === 0
        ? []
        : [
            {
              title: 'Record these answers',
              data: { verb: REVIEW_VERB, campaign, agent: agentId, nonce: view.nonce },
            },
          ],
  };
}

/** The card of one agent's review: four sections, and an answer for each item. */
export const reviewCard = defineForm<ReviewView>('review', build);
