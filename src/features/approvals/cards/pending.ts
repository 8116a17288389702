import { defineCard, type Room } from '../../../kernel/cards/define.ts';
import { line } from '../../../kernel/cards/lines.ts';
import { own, styled } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import { matterDetail, matterTitle } from './matter.ts';
import template from './pending.json' with { type: 'json' };
import type { PendingView } from './view.ts';

function itemData({ request, matter, due, held }: PendingView['items'][number], room: Room) {
  const detail = matterDetail(matter, room);
  const quiet = [
    own(`${request} · answer by `),
    localTime(due),
    own(held ? ' · held by a pause' : ''),
  ];
  return {
    request,
    title: styled(matterTitle(matter, room), { weight: 'Bolder' }),
    lines: [
      ...(detail.length === 0 ? [] : [line(detail)]),
      line(
        styled(
          quiet.filter(({ text }) => text !== ''),
          { size: 'Small', isSubtle: true },
        ),
      ),
    ],
  };
}

function normalise({ items, total }: PendingView, room: Room) {
  const shown = items.slice(0, room.items);
  const rest = Math.max(total, items.length) - shown.length;
  const title =
    items.length === 0
      ? 'Nothing waits for you'
      : `${Math.max(total, items.length)} waiting for your answer`;
  return {
    title: [own(title, { size: 'Large', weight: 'Bolder' })],
    empty: items.length === 0,
    items: shown.map((item) => itemData(item, room)),
    more: rest === 0 ? [] : [line(own(`And ${rest} more, which come up here as you answer.`))],
  };
}

/** What waits for the reader, most urgent first as given, each with a button that opens it. */
export const pendingCard = defineCard<PendingView>({ name: 'pending', template, normalise });
