import type { Room } from '../../../kernel/cards/define.ts';
import { line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import { matterDetail, matterTitle } from './matter.ts';
import type { WhyView } from './view.ts';

function build(view: WhyView, room: Room): Sheet {
  const answer = (heading: string, text: string) => ({
    heading,
    lines: [line(inert(text, room.text, 'name'))],
  });
  return {
    kicker: [...inert(view.id, room.name, 'identifier'), own(' · '), localTime(view.at)],
    title: matterTitle(view.matter, room, 'wanted to'),
    lead: view.matter.detail === '' ? [] : [line(matterDetail(view.matter, room))],
    sections: [
      answer('Who triggered it?', view.triggeredBy),
      answer('Why did it come out this way?', view.because),
      ...(view.statedReason === ''
        ? []
        : [
            {
              heading: `In the ${view.byPerson ? 'requester' : 'agent'}'s words, not checked by us`,
              quoted: true,
              lines: [line(inert(view.statedReason, room.text))],
            },
          ]),
      answer('Which permission allowed it?', view.permission),
      answer('Did a person approve it?', view.human),
      answer('Was the result used?', view.used),
    ],
  };
}

/** The five questions about one decision. */
export const whyCard = defineSheet<WhyView>('why', build);
