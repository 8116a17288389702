import type { Room } from '../../../kernel/cards/define.ts';
import { line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';

export interface ReviewsView {
  /** What waits for the reader. */
  readonly waiting: readonly {
    readonly campaign: string;
    readonly agentId: string;
    readonly open: number;
    readonly due: Instant;
  }[];
  /** Empty for somebody who oversees nothing. */
  readonly campaigns: readonly {
    readonly id: string;
    readonly department: string;
    readonly done: number;
    readonly agents: number;
    readonly due: Instant;
    readonly overdue: boolean;
  }[];
}

const percent = (done: number, all: number): string =>
  all === 0 ? '100 %' : `${Math.round((done / all) * 100)} %`;

function list({ waiting, campaigns }: ReviewsView, room: Room): Sheet {
  const mine = waiting.slice(0, room.items);
  const rounds = campaigns.slice(0, room.items);
  const more = waiting.length - mine.length;
  return {
    title: [own('Access reviews')],
    lead: [
      line(
        own(
          waiting.length === 0
            ? 'Nothing waits for you.'
            : 'These wait for you. Write “reviews” and an agent to answer.',
        ),
      ),
    ],
    sections: [
      ...mine.map(({ campaign, agentId, open, due }) => ({
        heading: campaign,
        lines: [
          line(
            inert(agentId, room.name, 'identifier'),
            own(`, ${open} ${open === 1 ? 'item' : 'items'} open, due `),
            localTime(due),
          ),
        ],
      })),
      ...(more > 0 ? [{ heading: 'And', lines: [line(own(`${more} more.`))] }] : []),
      ...rounds.map(({ id, department, done, agents, due, overdue }) => ({
        heading: `${id}, everybody`,
        lines: [
          line(
            inert(department, room.name, 'name'),
            own(`: ${done} of ${agents} agents answered (${percent(done, agents)}), due `),
            localTime(due),
            overdue ? [own(', overdue', { color: 'Attention' })] : [],
          ),
        ],
      })),
    ],
  };
}

/** What waits for the reader, and how far each round has come for those who oversee them. */
export const reviewsCard = defineSheet<ReviewsView>('reviews', list);
