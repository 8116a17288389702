import type { Room } from '../../../kernel/cards/define.ts';
import { type Line, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own, styled } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { ConnectorRecord } from '../domain/model.ts';
import { listed, patternOf } from './words.ts';

export interface ListedConnector {
  readonly record: ConnectorRecord;
  /** Agents that have a capability for it. */
  readonly agents: readonly string[];
  /** On probation: until when; absent where it has no end. */
  readonly ends?: Instant | undefined;
  /** The end has come, and nobody has decided. */
  readonly over: boolean;
}

/** The three lists, each in the order of names. */
export interface ApprovedView {
  readonly approved: readonly ListedConnector[];
  readonly probation: readonly ListedConnector[];
  readonly closed: readonly ListedConnector[];
}

const name = ({ record }: ListedConnector, room: Room) => [
  ...styled(inert(record.displayName, room.name, 'name'), { weight: 'Bolder' }),
  own(' ('),
  ...inert(record.id, room.name, 'identifier'),
  own('): '),
];

/** Named up to so many; beyond that they are counted. */
const MOST_AGENTS = 5;

function users({ agents }: ListedConnector, room: Room) {
  if (agents.length === 0) return [own(' Used by no agent.')];
  const shown = agents.slice(0, MOST_AGENTS);
  const more = agents.length - shown.length;
  return [
    own(' Used by '),
    ...inert(listed([...shown, ...(more > 0 ? [`${more} more`] : [])]), room.text, 'name'),
    own('.'),
  ];
}

const openLine = (one: ListedConnector, room: Room): Line =>
  line(name(one, room), inert(`${patternOf(one.record)}.`, room.text, 'name'), users(one, room));

function probationLine(one: ListedConnector, room: Room): Line {
  const until = one.ends ? [own(' Until '), localTime(one.ends), own('.')] : [];
  const over = own(' Its time is over: nothing may be done until an admin decides.', {
    color: 'Warning',
  });
  return line(openLine(one, room).runs, one.over ? [over] : until);
}

const closedLine = (one: ListedConnector, room: Room): Line =>
  line(name(one, room), own(`${one.record.status}.`));

type Draw = (one: ListedConnector, room: Room) => Line;

function section(heading: string, all: readonly ListedConnector[], draw: Draw, room: Room) {
  const shown = all.slice(0, room.items);
  const more = all.length - shown.length;
  const lines = [
    ...shown.map((one) => draw(one, room)),
    ...(more > 0 ? [line(own(`and ${more} more`, { isSubtle: true }))] : []),
  ];
  return { heading, lines: all.length === 0 ? [line(own('None.'))] : lines };
}

const build = ({ approved, probation, closed }: ApprovedView, room: Room): Sheet => ({
  title: [own('What is already allowed')],
  lead: [
    line(own('Build on these: they have been reviewed. Each agent has its own tier on them.')),
  ],
  sections: [
    section('Approved, also for production', approved, openLine, room),
    section('On probation, for development and pilot', probation, probationLine, room),
    section('Rejected or revoked', closed, closedLine, room),
    {
      heading: 'Something else?',
      lines: [line(own('Write “request connector”, or “request escalation” for a higher tier.'))],
    },
  ],
});

/** The approved patterns, what is being tried out, and what was turned down. */
export const approvedCard = defineSheet<ApprovedView>('approved', build);
