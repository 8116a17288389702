import type { Room } from '../../../kernel/cards/define.ts';
import { type Fact, fact, type Line, line } from '../../../kernel/cards/lines.ts';
import type { Weight } from '../../../kernel/cards/sheet.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own, type TextRun } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import { answersFact } from './facts.ts';
import { matterDetail, matterTitle, showAction } from './matter.ts';
import { isPreset, PRESETS } from './presets.ts';
import type { DecidedState, DecidedView } from './view.ts';

interface Ending {
  readonly weight: Weight;
  /** Between the agent and what it is about. */
  readonly title: string;
  /** Before and after the name of who did it; `you` where that is the reader. */
  readonly said: (who: readonly TextRun[]) => readonly TextRun[];
  /** What happens next, or what did not happen. */
  readonly next: string;
}

const by =
  (before: string, after = '') =>
  (who: readonly TextRun[]): readonly TextRun[] => [own(before), ...who, own(after)];
const plainly = (text: string) => () => [own(text)];

const ENDINGS: Readonly<Record<DecidedState, Ending>> = {
  answered: {
    weight: 'good',
    title: 'wants to',
    said: plainly('Your answer counts. More answers are needed.'),
    next: 'The others have been asked. Nothing is done before they have answered.',
  },
  approved: {
    weight: 'good',
    title: 'may',
    said: by('Approved by ', '.'),
    next: 'The agent may now do exactly this, once.',
  },
  rejected: {
    weight: 'attention',
    title: 'wanted to',
    said: by('Rejected by ', '.'),
    next: 'Nothing was done. The agent gets the reason.',
  },
  expired: {
    weight: 'warning',
    title: 'wanted to',
    said: plainly('Expired: nobody answered in time.'),
    next: 'Nothing was done. The agent can ask again.',
  },
  withdrawn: {
    weight: 'warning',
    title: 'wanted to',
    said: by('Withdrawn by ', '.'),
    next: 'Nothing was done, and no answer is needed any more.',
  },
  undone: {
    weight: 'warning',
    title: 'wanted to',
    said: by('Approval undone by ', '.'),
    next: 'It had not been used. Nothing was done.',
  },
  redeemed: {
    weight: 'good',
    title: 'was allowed to',
    said: plainly('Approved and used.'),
    next: 'The approval was redeemed and cannot be used again. It can no longer be undone.',
  },
  lapsed: {
    weight: 'warning',
    title: 'was allowed to',
    said: plainly('Approved, but not used in time.'),
    next: 'The approval is no longer valid. Nothing was done; the agent can ask again.',
  },
  void: {
    weight: 'attention',
    title: 'wanted to',
    said: by('Void: the pause ', ' came before it was used.'),
    next: 'Nothing was done. It stays void after the pause; the agent can ask again.',
  },
  held: {
    weight: 'warning',
    title: 'wants to',
    said: by('Held by the pause ', '.'),
    next: 'It can be rejected, and approved only after the pause. The time goes on.',
  },
};

function whoOf({ byReader, by: name }: DecidedView, room: Room): readonly TextRun[] {
  if (byReader) return [own('you')];
  return name === '' ? [own('nobody')] : inert(name, room.name, 'name');
}

function nextLines({ state, redeemBy, undoUntil }: DecidedView): readonly Line[] {
  const until = state === 'approved' ? redeemBy : undefined;
  return [
    line(
      own(ENDINGS[state].next),
      until ? [own(' It must begin by '), localTime(until), own('.')] : [],
    ),
    ...(undoUntil
      ? [
          line(
            own('You can undo it until '),
            localTime(undoUntil),
            own(', as long as it has not been used.'),
          ),
        ]
      : []),
  ];
}

function factsOf(view: DecidedView, room: Room): readonly Fact[] {
  const { preset = '', matter, stages, at } = view;
  return [
    ...(matter.detail === '' ? [] : [fact('What', line(matterDetail(matter, room)))]),
    fact('When', line(localTime(at))),
    ...(isPreset(preset) ? [fact('Reason', line(own(PRESETS[preset])))] : []),
    ...(stages.length < 2 ? [] : [answersFact(stages, room)]),
    fact('What happens now', ...nextLines(view)),
  ];
}

function build(view: DecidedView, room: Room): Sheet {
  const { weight, title, said } = ENDINGS[view.state];
  const { request, reason = '', undoUntil } = view;
  const undo = { title: 'Undo', data: { verb: 'undo', request } };
  return {
    kicker: [own(request)],
    title: matterTitle(view.matter, room, title),
    banner: { weight, runs: said(whoOf(view, room)) },
    facts: factsOf(view, room),
    sections:
      reason === ''
        ? []
        : [
            {
              heading: 'In their own words',
              quoted: true,
              lines: [line(inert(reason, room.text))],
            },
          ],
    actions: [...(undoUntil ? [undo] : []), showAction(request)],
  };
}

/** What stands in an approval's place once it is not the reader's to answer any more. */
export const decidedCard = defineSheet<DecidedView>('decided', build);
