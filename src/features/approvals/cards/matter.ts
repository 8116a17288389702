import type { Room } from '../../../kernel/cards/define.ts';
import type { SheetAction } from '../../../kernel/cards/sheet.ts';
import { inert, own, type TextRun } from '../../../kernel/cards/text.ts';
import type { Matter } from './view.ts';

/** `mail-assistant wants to send a mail`; `may`, `wanted to`, … once that is no longer so. */
export const matterTitle = (
  { agentId, does }: Matter,
  room: Room,
  verb = 'wants to',
): readonly TextRun[] => [
  ...inert(agentId, room.name, 'identifier'),
  own(` ${verb} `),
  ...inert(does, room.name * 2, 'name'),
];

export const matterDetail = ({ detail }: Matter, room: Room): readonly TextRun[] =>
  inert(detail, room.name * 2, 'name');

export const showAction = (request: string): SheetAction => ({
  title: 'Show it',
  data: { verb: 'show', request },
});

/** Opens the form of a report about the request's agent, beside the card. */
export const reportAction = (request: string): SheetAction => ({
  title: 'Report a problem',
  data: { verb: 'report-problem', request },
});
