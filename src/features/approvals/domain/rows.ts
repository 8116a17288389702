import { type DerivedRow, keyNumber, rowKey } from '../../../kernel/entity.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type DueItem, dueRow } from '../../../kernel/outbox.ts';
import {
  backupFrom,
  isBehind,
  isLive,
  nextStep,
  openStage,
  type RequestState,
  type Viewer,
} from './state.ts';

/** Job kinds of the rows below. The first two are timers: each is the command of that name on request `args.request`. */
export const SETTLE_JOB = 'request-settle';
export const BACKUP_JOB = 'request-backup';
/** Timer: the next step of the escalation path of `args.request` has come. */
export const ESCALATE_JOB = 'request-escalate';
/** Sends or updates the card of `args.person`. `args.shown` is the version that stands there, 0 for none. */
export const CARD_JOB = 'approval-card';

/** Every row that follows from a request: the index by agent, the action's index, seats that wait, timers, cards to deliver, cards that stand. */
export const requestRows = (state: RequestState): readonly DerivedRow[] => [
  { key: agentKey(state.agentId, state.id), value: { request: state.id } },
  ...(isLive(state) ? [{ key: actionKey(state.digest), value: { request: state.id } }] : []),
  ...(state.status === 'pending' ? seatRows(state) : []),
  ...timers(state).map(dueRow),
  ...state.audience.filter((viewer) => isToBeTold(state, viewer)).map((one) => cardRow(state, one)),
  ...state.audience.flatMap((viewer) => standingRows(state, viewer)),
];

const MOST_REQUESTS = 999_999_999_999_999;

/** `RA|<agent>|<number, counted down>`: every request about an agent, the newest first. */
export const agentKey = (agentId: string, id: string): string =>
  rowKey('RA', agentId, keyNumber(MOST_REQUESTS - Number(id.slice(3))));

/** Those of one agent. */
export const agentPrefix = (agentId: string): string => `${rowKey('RA', agentId)}|`;

/** `L|<digest>`: names the one live request for an action. */
export const actionKey = (digest: string): string => rowKey('L', digest);

/** Every seat's rows: whatever waits for anybody. */
export const SEATS = 'P|';

/** `P|<seat>|`: the pending requests of a seat, earliest due first. A seat is a role, or the object id of a named owner. */
export const seatPrefix = (seat: string): string => `${rowKey('P', seat)}|`;

const compact = (at: Instant): string => at.replaceAll(/[-:.]/g, '');

function seatRows(state: RequestState): DerivedRow[] {
  const { seat, invited } = openStage(state);
  const seats = seat.kind === 'role' ? [seat.role] : invited;
  return seats.map((one) => ({
    key: rowKey('P', one, compact(state.due), state.id),
    value: { request: state.id },
  }));
}

function timers(state: RequestState): DueItem[] {
  const item = { id: state.id, args: { request: state.id } };
  const redeemBy = state.approval?.redeemBy;
  if (state.status === 'approved' && redeemBy) return [{ ...item, job: SETTLE_JOB, due: redeemBy }];
  if (state.status !== 'pending') return [];
  const end = { ...item, job: SETTLE_JOB, due: state.due };
  const { seat, backupJoined } = openStage(state);
  const waits = seat.kind === 'businessOwner' && seat.backup !== undefined && !backupJoined;
  const next = nextStep(state);
  return [
    end,
    ...(waits ? [{ ...item, job: BACKUP_JOB, due: backupFrom(state) }] : []),
    ...(next ? [{ ...item, job: ESCALATE_JOB, due: next.at }] : []),
  ];
}

/** New cards go out while the request is pending; what stands is brought up to date also after its end, of which a person who asked is told. */
const isToBeTold = (state: RequestState, viewer: Viewer): boolean =>
  isBehind(state, viewer) &&
  (state.status === 'pending' || viewer.standing !== undefined || hasAsked(state, viewer));

const hasAsked = ({ requester }: RequestState, { person }: Viewer): boolean =>
  requester.kind === 'person' && requester.id === person;

/** The same row for as long as the card is behind, so that a send under way keeps its claim; another one after each delivery. */
const cardRow = (state: RequestState, { person, standing, behindSince }: Viewer): DerivedRow =>
  dueRow({
    due: behindSince,
    job: CARD_JOB,
    id: `${state.id}~${person}`,
    args: { request: state.id, person, shown: standing?.shows ?? 0 },
  });

function standingRows(state: RequestState, { person, standing }: Viewer): DerivedRow[] {
  if (standing === undefined) return [];
  return [{ key: rowKey('M', state.id, person), value: { ...standing } }];
}
