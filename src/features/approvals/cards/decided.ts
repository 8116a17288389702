import type { Room } from '../../../kernel/cards/define.ts';
import { type Fact, fact, type Line, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own, type TextRun } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import { endingOf } from './endings.ts';
import { answersFact } from './facts.ts';
import { matterDetail, matterTitle, reportAction, showAction } from './matter.ts';
import { isPreset, PRESETS } from './presets.ts';
import type { DecidedView } from './view.ts';

function whoOf({ byReader, by: name }: DecidedView, room: Room): readonly TextRun[] {
  if (byReader) return [own('you')];
  return name === '' ? [own('nobody')] : inert(name, room.name, 'name');
}

function nextLines(view: DecidedView): readonly Line[] {
  const { state, redeemBy, undoUntil, endsAt } = view;
  const [begin, end] = state === 'approved' ? [redeemBy, endsAt] : [];
  return [
    line(
      own(endingOf(view).next),
      begin ? [own(' It must begin by '), localTime(begin), own('.')] : [],
      end ? [own(' It ends by itself: '), localTime(end), own('.')] : [],
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
  const { weight, title, said } = endingOf(view);
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
    quiet: view.about === 'policy' || view.about === 'models' ? [] : [reportAction(request)],
  };
}

/** What stands in an approval's place once it is not the reader's to answer any more. */
export const decidedCard = defineSheet<DecidedView>('decided', build);
