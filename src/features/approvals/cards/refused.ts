import type { Room } from '../../../kernel/cards/define.ts';
import { fact, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import { matterTitle } from './matter.ts';
import type { RefusedView } from './view.ts';

function build({ request, matter, because, at, next }: RefusedView, room: Room): Sheet {
  return {
    kicker: inert(request, room.name, 'identifier'),
    title: matter ? matterTitle(matter, room) : [own('Nothing was changed')],
    banner: { weight: 'warning', runs: inert(because, room.text, 'name') },
    facts: [
      ...(at ? [fact('When', line(localTime(at)))] : []),
      ...(matter ? [fact('What you did', line(own('It changed nothing.')))] : []),
      ...(next === '' ? [] : [fact('What you can do', line(inert(next, room.text, 'name')))]),
    ],
  };
}

/** The answer to a late or wrong word: what is true now, and that nothing was changed. */
export const refusedCard = defineSheet<RefusedView>('refused', build);
