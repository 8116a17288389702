import type { DerivedRow, Entity } from '../../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../../kernel/events.ts';
import type { Instant } from '../../../../kernel/instant.ts';
import { dueRow } from '../../../../kernel/outbox.ts';
import type { PersonId } from '../../../../kernel/people.ts';
import { assertNever } from '../../../../kernel/result.ts';
import type { AgentPeople } from '../model.ts';
import { hourOf } from '../reporters.ts';
import type { Above } from './templates.ts';
import type { About, LostSeat, Things, WatchEventOf } from './watchEvents.ts';

/** Sends or updates the card of `args.person` about the notice `args.notice`. */
export const NOTICE_JOB = 'notice-card';

/** One person's card. */
export type NoticeCard = {
  readonly person: PersonId;
  readonly activityId?: string;
  /** The notice's version that stands there, or was refused for good. */
  readonly shows: number;
};

/** What a notice is about: an agent, a connector, or an inventory that shows too much at once. */
type Topic = { readonly about: About['about'] | 'inventory'; readonly id: string };

/** Something that people should look at, once: an agent without its owner, more than was recorded, or more than its template. */
export type Notice = Topic & {
  /** Grows with whatever changes what cards show. */
  readonly version: number;
  /** When it last changed. */
  readonly at: Instant;
  readonly missing?: readonly LostSeat[];
  readonly found?: {
    readonly source: string;
    readonly known: boolean;
    readonly grown: Things;
    readonly count: number;
  };
  /** What was left for another hour, in the hour of `at`. */
  readonly postponed?: { readonly count: number; readonly ids: readonly string[] };
  readonly above?: readonly Above[];
  readonly closed?: true;
  readonly cards: readonly NoticeCard[];
};

type NoticeEvent = WatchEventOf<
  | 'owner-missing'
  | 'owner-restored'
  | 'growth-found'
  | 'growth-postponed'
  | 'accumulation-exceeded'
  | 'accumulation-eased'
  | 'notice-delivered'
  | 'notice-abandoned'
>;

export const ownerNotice = (agentId: string): string => `owner~${agentId}`;
export const accumulationNotice = (agentId: string): string => `accumulation~${agentId}`;
const growthNotice = ({ about, id }: About): string => `growth~${about}~${id}`;

const TYPES: Readonly<Record<NoticeEvent['type'], true>> = {
  'owner-missing': true,
  'owner-restored': true,
  'growth-found': true,
  'growth-postponed': true,
  'accumulation-exceeded': true,
  'accumulation-eased': true,
  'notice-delivered': true,
  'notice-abandoned': true,
};
const isNoticeEvent = (event: DomainEvent): event is NoticeEvent =>
  Object.hasOwn(TYPES, event.type);

function noticeOf({ type, data }: NoticeEvent): string {
  switch (type) {
    case 'owner-missing':
    case 'owner-restored':
      return ownerNotice(data.agentId);
    case 'growth-found':
      return growthNotice(data);
    case 'growth-postponed':
      return `postponed~${data.reporter}`;
    case 'accumulation-exceeded':
    case 'accumulation-eased':
      return accumulationNotice(data.agentId);
    case 'notice-delivered':
    case 'notice-abandoned':
      return data.notice;
    default:
      return assertNever(type);
  }
}

const fresh = (told: readonly PersonId[]): readonly NoticeCard[] =>
  told.map((person) => ({ person, shows: 0 }));

function evolve(state: Notice | undefined, event: Recorded<NoticeEvent>): Notice {
  const version = (state?.version ?? 0) + 1;
  const { at } = event;
  switch (event.type) {
    case 'owner-missing': {
      const { agentId, missing, told } = event.data;
      return { about: 'agent', id: agentId, version, at, missing, cards: fresh(told) };
    }
    case 'growth-found': {
      const { about, id, told, reporter: _by, ...found } = event.data;
      return { about, id, version, at, found, cards: fresh(told) };
    }
    case 'growth-postponed':
      return postponed(state, event, version);
    case 'accumulation-exceeded': {
      const { agentId, above, told } = event.data;
      return { about: 'agent', id: agentId, version, at, above, cards: fresh(told) };
    }
    case 'accumulation-eased': {
      const { above } = event.data;
      const closed = above.length === 0 && { closed: true as const };
      return { ...known(state, event), version, at, ...closed, above };
    }
    case 'owner-restored':
      return { ...known(state, event), version, at, closed: true };
    case 'notice-delivered': {
      const { person, activityId, version: shows } = event.data;
      return withCard(known(state, event), { person, activityId, shows });
    }
    case 'notice-abandoned': {
      const { person, version: shows } = event.data;
      return withCard(known(state, event), { person, shows });
    }
    default:
      return assertNever(event);
  }
}

/** Within an hour one card grows; in another hour there is a new one. */
function postponed(
  state: Notice | undefined,
  { at, data }: Recorded<WatchEventOf<'growth-postponed'>>,
  version: number,
): Notice {
  const { source, told } = data;
  const before = state && hourOf(state.at) === hourOf(at) ? state : undefined;
  const count = (before?.postponed?.count ?? 0) + data.count;
  const ids = before?.postponed?.ids ?? data.ids;
  const topic = { about: 'inventory', id: source } as const;
  return { ...topic, version, at, postponed: { count, ids }, cards: before?.cards ?? fresh(told) };
}

const withCard = (state: Notice, card: NoticeCard): Notice => ({
  ...state,
  cards: state.cards.map((one) => (one.person === card.person ? card : one)),
});

function known(state: Notice | undefined, { type }: NoticeEvent): Notice {
  if (state === undefined) throw new RangeError(`${type} for a notice nobody made`);
  return state;
}

/** A card that was never sent is not sent any more once there is nothing to look at. */
const isDue = ({ activityId, shows }: NoticeCard, { version, closed }: Notice): boolean =>
  shows < version && (closed !== true || activityId !== undefined);

const rows = (state: Notice, id: string): readonly DerivedRow[] =>
  state.cards
    .filter((card) => isDue(card, state))
    .map(({ person }) =>
      dueRow({
        due: state.at,
        job: NOTICE_JOB,
        id: `${id}~${person}`,
        args: { notice: id, person },
      }),
    );

export const isOpen = (notice: Notice | undefined): notice is Notice =>
  notice !== undefined && notice.closed !== true;

/** The places that nobody has taken since it was told. */
export const stillMissing = (
  { missing = [] }: Notice,
  people: AgentPeople | undefined,
): readonly LostSeat[] =>
  missing.filter(({ seat, person }) => people === undefined || people[seat] === person);

/** What people should look at: small, and shown with every agent. */
export const notices: Entity<Notice, NoticeEvent> = {
  kind: 'notice',
  prefix: 'NT',
  cached: true,
  idsOf: (event) => (isNoticeEvent(event) ? [noticeOf(event)] : []),
  evolve,
  rows,
};
