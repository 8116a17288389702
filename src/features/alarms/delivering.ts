import { argument, type DueItem, type Job, type JobOutcome } from '../../kernel/outbox.ts';
import { personId } from '../../kernel/people.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import { sha256 } from '../../ledger/hash.ts';
import { alarmCard } from './cards/alarm.ts';
import type { AlarmsDeps } from './deps.ts';
import { mayRead } from './domain/acknowledging.ts';
import type { AlarmEventOf } from './domain/events.ts';
import { alarmRooms } from './domain/rooms.ts';
import {
  ALARM_CARD_JOB,
  ALARM_WEBHOOK_JOB,
  type AlarmState,
  alarms,
  versionOf,
} from './domain/state.ts';
import { shownAlarm } from './showing.ts';
import { viewOf } from './viewing.ts';

const DONE: JobOutcome = { kind: 'done' };
const SYSTEM = { kind: 'system' } as const;
const LATER_MS = 1_000;
const FORBIDDEN = 403;

/** Posts an alarm to one room, or puts its acknowledgement in its place. */
async function post(deps: AlarmsDeps, { args }: DueItem): Promise<JobOutcome> {
  const room = argument(args, 'room');
  const state = await deps.ledger.reads.get(alarms, argument(args, 'alarm'));
  const card = state?.cards.find((one) => one.room === room);
  if (!state || !card || card.shows >= versionOf(state)) return DONE;
  const about = { alarm: state.alarm, room, version: versionOf(state) };
  const key = (await deps.ledger.reads.get(alarmRooms, room))?.conversation ?? '';
  if (!(await mayStillRead(deps, key))) {
    await record(deps, { type: 'alarm-unposted', data: { ...about, status: FORBIDDEN } });
    return DONE;
  }
  const to = await deps.ledger.conversation(key);
  if (!to) return { kind: 'waiting', person: key };
  const shown = alarmCard(await viewOf(deps, state));
  const message = { card: shown, summary: `Alarm ${state.alarm}` };
  const sent =
    card.activityId === undefined
      ? await deps.chat.send(to, message)
      : await deps.chat.update(to, card.activityId, message);
  if (sent.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
  const hash = sha256(canonicalJson(shown));
  await record(
    deps,
    sent.kind === 'gone'
      ? { type: 'alarm-unposted', data: { ...about, status: sent.status } }
      : { type: 'alarm-posted', data: { ...about, activityId: sent.activityId, hash } },
  );
  return DONE;
}

/** A person's own alarms end with the role that they came with. Who reads along in a channel is for those who asked for it there. */
async function mayStillRead({ directory }: AlarmsDeps, conversation: string): Promise<boolean> {
  const person = personId(conversation);
  return person === undefined || mayRead({ roles: await directory.rolesOf(person) });
}

/** Says what Teams took, where nobody has said it yet. */
const record = (
  { ledger }: AlarmsDeps,
  event: AlarmEventOf<'alarm-posted' | 'alarm-unposted'>,
): Promise<unknown> =>
  ledger.commit(async (tx) => {
    const { alarm, room, version } = event.data;
    const card = tx.view.get(alarms, alarm)?.cards.find((one) => one.room === room);
    const isNews = card !== undefined && card.shows < version;
    return { by: SYSTEM, events: isNews ? [event] : [], result: () => undefined };
  });

/** Tries before those who do not answer are let be: the last comes about an hour after the first. */
const MOST_TRIES = 15;
const RETRY_MS = 5_000;
const LONGEST_MS = 300_000;

/** Tells other systems of an alarm, and that somebody has taken it on, until all of them have accepted it. */
async function tell(deps: AlarmsDeps, { args }: DueItem, tries: number): Promise<JobOutcome> {
  const state = await deps.ledger.reads.get(alarms, argument(args, 'alarm'));
  if (!state || state.told >= versionOf(state)) return DONE;
  const outcome = (await deps.tellSystems?.(callOf(state))) ?? { accepted: 0, of: 0 };
  if (outcome.accepted < outcome.of && tries < MOST_TRIES)
    return { kind: 'later', afterMs: Math.min(LONGEST_MS, RETRY_MS * 2 ** (tries - 1)) };
  const { alarm } = state;
  await deps.ledger.commit(async (tx) => {
    const version = versionOf(state);
    const isNews = (tx.view.get(alarms, alarm)?.told ?? version) < version;
    const event = { type: 'alarm-told', data: { alarm, version, ...outcome } } as const;
    return { by: SYSTEM, events: isNews ? [event] : [], result: () => undefined };
  });
  return DONE;
}

function callOf(state: AlarmState) {
  const what = state.acknowledged === undefined ? 'raised' : 'acknowledged';
  return { id: `${state.alarm}-${what}`, type: `alarm.${what}`, data: shownAlarm(state) };
}

export const cardJob = (deps: AlarmsDeps): Job => ({
  kind: ALARM_CARD_JOB,
  claimed: true,
  run: (item) => post(deps, item),
});

export const webhookJob = (deps: AlarmsDeps): Job => ({
  kind: ALARM_WEBHOOK_JOB,
  claimed: true,
  run: (item, tries) => tell(deps, item, tries),
});
