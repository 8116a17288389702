import type { DerivedRow, Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import type { Actor } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import { type AlarmEvent, type AlarmEventOf, isAlarmEvent } from './events.ts';

/** What an alarm says stands in its version 1, that it is acknowledged in version 2. */
type Version = 1 | 2;

/** One room's card. */
export interface AlarmCard {
  readonly room: string;
  readonly activityId?: string;
  /** The version that stands there, or was refused for good. */
  readonly shows: number;
}

export interface Acknowledgement {
  readonly by: Actor;
  readonly at: Instant;
  readonly note?: string;
}

type Raised = AlarmEventOf<'alarm-raised'>['data'];
export type AlarmState = Omit<Raised, 'rooms'> & {
  readonly raisedAt: Instant;
  /** Where it stands in governance. */
  readonly seq: number;
  readonly acknowledged?: Acknowledgement;
  readonly cards: readonly AlarmCard[];
  /** The version that other systems were told of. */
  readonly told: number;
};

type OneAlarmEvent = Exclude<AlarmEvent, AlarmEventOf<'alarm-room-opened' | 'alarm-room-closed'>>;

/** Posts or updates the card of `args.room` about `args.alarm`. */
export const ALARM_CARD_JOB = 'alarm-card';
/** Tells other systems about `args.alarm`. */
export const ALARM_WEBHOOK_JOB = 'alarm-webhook';

export const versionOf = ({ acknowledged }: Pick<AlarmState, 'acknowledged'>): Version =>
  acknowledged === undefined ? 1 : 2;

const isAboutOne = (event: DomainEvent): event is OneAlarmEvent =>
  isAlarmEvent(event) && 'alarm' in event.data;

const raised = ({ data, at, seq }: Recorded<AlarmEventOf<'alarm-raised'>>): AlarmState => {
  const { rooms, ...alarm } = data;
  const cards = rooms.map((room) => ({ room, shows: 0 }));
  return { ...alarm, raisedAt: at, seq, cards, told: 0 };
};

const withCard = (state: AlarmState, card: AlarmCard): AlarmState => ({
  ...state,
  cards: state.cards.map((one) => (one.room === card.room ? card : one)),
});

function evolve(state: AlarmState | undefined, event: Recorded<OneAlarmEvent>): AlarmState {
  if (event.type === 'alarm-raised') return state ?? raised(event);
  if (state === undefined) throw new RangeError(`${event.type} before ${event.data.alarm}`);
  switch (event.type) {
    case 'alarm-acknowledged': {
      if (state.acknowledged) return state;
      const { note } = event.data;
      const { by, at } = event;
      return { ...state, acknowledged: { by, at, ...(note !== undefined && { note }) } };
    }
    case 'alarm-posted': {
      const { room, activityId, version } = event.data;
      return withCard(state, { room, activityId, shows: version });
    }
    case 'alarm-unposted':
      return withCard(state, { room: event.data.room, shows: event.data.version });
    case 'alarm-told':
      return { ...state, told: event.data.version };
    default:
      return assertNever(event);
  }
}

/** What was never posted is not posted any more once somebody has taken it on. */
const isDue = ({ activityId, shows }: AlarmCard, state: AlarmState): boolean =>
  shows < versionOf(state) && (state.acknowledged === undefined || activityId !== undefined);

function rows(state: AlarmState, alarm: string): readonly DerivedRow[] {
  const version = versionOf(state);
  const due = state.acknowledged?.at ?? state.raisedAt;
  const cards = state.cards
    .filter((card) => isDue(card, state))
    .map(({ room }) =>
      dueRow({ due, job: ALARM_CARD_JOB, id: `${alarm}~${room}`, args: { alarm, room } }),
    );
  const isOutside = state.outside && state.told < version;
  return isOutside
    ? [...cards, dueRow({ due, job: ALARM_WEBHOOK_JOB, id: alarm, args: { alarm } })]
    : cards;
}

/** Every alarm there ever was. */
export const alarms: Entity<AlarmState, OneAlarmEvent> = {
  kind: 'alarm',
  prefix: 'AL',
  cached: true,
  idsOf: (event) => (isAboutOne(event) ? [event.data.alarm] : []),
  evolve,
  rows,
  fits: (state, { type }) =>
    type === 'alarm-raised'
      ? state === undefined
      : type !== 'alarm-acknowledged' || state?.acknowledged === undefined,
};
