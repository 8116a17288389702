import type { Room } from '../../../kernel/cards/define.ts';
import { fact, line, namesLine } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import { matterTitle } from './matter.ts';
import type { ReviewView } from './view.ts';
import { TIER_NAMES } from './words.ts';

const build = ({ request, matter, tier, approvers, due }: ReviewView, room: Room): Sheet => ({
  kicker: [own(`${request} · answer by `), localTime(due)],
  title: matterTitle(matter, room),
  facts: [
    fact('Tier', line(own(TIER_NAMES[tier]))),
    ...(approvers.length === 0 ? [] : [fact('Asked', namesLine(approvers, room))]),
    fact(
      'To answer',
      line(
        own(
          'Those who are asked open their own view with Review. Nothing can be approved from here.',
        ),
      ),
    ),
  ],
  actions: [{ title: 'Review', data: { verb: 'review', request } }],
});

/** For a channel or a group: says that somebody is asked, shows nothing of the payload, has no Approve. */
export const reviewCard = defineSheet<ReviewView>('review', build);
