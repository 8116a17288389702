import type { Room } from '../../../kernel/cards/define.ts';
import { fact, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { PauseReceipt } from '../receipt.ts';
import { targetRuns } from './words.ts';

export interface PausesView {
  readonly pauses: readonly { readonly receipt: PauseReceipt; readonly by: string }[];
}

const pauseLines = ({ receipt, by }: PausesView['pauses'][number], room: Room) => [
  line(own('Stops '), targetRuns(receipt.target, room)),
  line(
    ...(by === ''
      ? [own('since ')]
      : [own('by '), ...inert(by, room.name, 'name'), own(', since ')]),
    localTime(receipt.at),
    ...(receipt.until === undefined ? [] : [own(', until '), localTime(receipt.until)]),
  ),
  ...(receipt.reason === '' ? [] : [line(inert(receipt.reason, room.text, 'prose'))]),
];

const listed = ({ pauses }: PausesView, room: Room): Sheet => ({
  title: [
    own(
      pauses.length === 0
        ? 'Nothing is paused'
        : `${pauses.length} ${pauses.length === 1 ? 'pause' : 'pauses'} in force`,
    ),
  ],
  lead:
    pauses.length === 0
      ? [line(own('To stop an agent, type pause, its id, because, and why.'))]
      : [],
  sections: pauses
    .slice(0, room.items)
    .map((one) => ({ heading: one.receipt.id, lines: pauseLines(one, room) })),
});

export const pausesCard = defineSheet<PausesView>('pauses', listed);

export interface AgentsView {
  readonly agents: readonly {
    readonly id: string;
    readonly owner: string;
    readonly environment: string;
    readonly phase: string;
    readonly status: 'active' | 'paused' | 'retired';
  }[];
  /** How many there are, where these are not all. */
  readonly total?: number;
}

const agentLine = (
  { id, owner, environment, phase, status }: AgentsView['agents'][number],
  room: Room,
) =>
  line(
    inert(id, room.name, 'identifier'),
    own(status === 'active' ? '' : `  ${status}`, { color: 'Attention', weight: 'Bolder' }),
    own(`  ${environment}, phase ${phase}, owner `, { isSubtle: true }),
    inert(owner, room.name, 'name'),
  );

/** Every governed agent in a line. */
export const agentsCard = defineSheet<AgentsView>(
  'agents',
  ({ agents, total = agents.length }, room) => ({
    title: [own(`${total} governed agents`)],
    lead: agents.slice(0, room.items).map((agent) => agentLine(agent, room)),
    facts:
      total > room.items
        ? [
            fact(
              'And',
              line(
                own(
                  `${total - Math.min(agents.length, room.items)} more: ask for one with status and its id.`,
                ),
              ),
            ),
          ]
        : [],
  }),
);
