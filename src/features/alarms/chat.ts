import * as z from 'zod';
import { plainTime } from '../../kernel/cards/time.ts';
import {
  type BotCommand,
  botCommand,
  type ChatContext,
  type Reply,
  type Verb,
  type VerbReply,
  verb,
} from '../../kernel/chat.ts';
import { doneOf } from '../../kernel/ledger.ts';
import { sha256 } from '../../ledger/hash.ts';
import { acknowledgeAlarm } from './acknowledging.ts';
import { ACKNOWLEDGE_VERB, alarmCard, alarmsCard } from './cards/alarm.ts';
import type { AlarmsDeps } from './deps.ts';
import { type AlarmRefusal, mayAcknowledge, mayRead } from './domain/acknowledging.ts';
import { alarmId } from './domain/events.ts';
import { alarmRooms } from './domain/rooms.ts';
import { alarms } from './domain/state.ts';
import { alarmsIn, isOpen } from './showing.ts';
import { nameIn, viewOf } from './viewing.ts';

const text = (words: string): Reply => ({ kind: 'text', text: words });

/** Where a conversation can be written to again: a person's own chat under the person, any other under its id. */
const keyOf = ({ conversation, person }: ChatContext): string =>
  conversation.conversationType === 'personal' ? person.id : conversation.conversationId;

/** From now on alarms come to this conversation, or no longer; said again, nothing changes. */
async function setRoom(deps: AlarmsDeps, open: boolean, context: ChatContext): Promise<Reply> {
  if (!mayAcknowledge(context))
    return text('Admins, the board and security say where alarms are posted.');
  const conversation = keyOf(context);
  const room = sha256(conversation).slice(0, 32);
  if (open) await deps.ledger.learnConversation(conversation, context.conversation);
  const by = { kind: 'person', id: context.person.id } as const;
  await deps.ledger.commit(async (tx) => {
    const isNow = tx.view.get(alarmRooms, room)?.isOpen === true;
    const event = open
      ? ({ type: 'alarm-room-opened', data: { room, conversation } } as const)
      : ({ type: 'alarm-room-closed', data: { room } } as const);
    return { by, events: isNow === open ? [] : [event], result: () => undefined };
  });
  return text(
    open
      ? 'Alarms are posted here from now on. Whoever acknowledges one says that they look at it.'
      : 'No alarm is posted here from now on.',
  );
}

async function listed(deps: AlarmsDeps, context: ChatContext): Promise<Reply> {
  if (!mayRead(context))
    return text('Alarms are for admins, the review board, security and compliance.');
  const open = alarmsIn(await deps.ledger.view()).filter(isOpen);
  const views = await Promise.all(open.map((one) => viewOf(deps, one)));
  return { kind: 'card', card: alarmsCard({ alarms: views }), summary: 'Open alarms' };
}

const WORDS = ['', 'here', 'stop'] as const;

const alarmsCommand = (deps: AlarmsDeps): BotCommand =>
  botCommand({
    name: 'alarms',
    usage: 'alarms · alarms here · alarms stop',
    help: 'lists the alarms that nobody has acknowledged; here posts new ones to this conversation, until stop',
    scopes: [],
    parse: (rest) => WORDS.find((word) => word === rest.toLowerCase()),
    run: (word, context) =>
      word === '' ? listed(deps, context) : setRoom(deps, word === 'here', context),
  });

const STATUS = { 'unknown-alarm': 404, 'not-allowed': 403, acknowledged: 409 } as const;

async function sentence(
  { directory }: AlarmsDeps,
  refusal: AlarmRefusal,
  { timeZone }: ChatContext,
): Promise<string> {
  switch (refusal.code) {
    case 'unknown-alarm':
      return 'There is no such alarm.';
    case 'not-allowed':
      return 'Only admins, the review board and security acknowledge alarms.';
    case 'acknowledged': {
      const by = refusal.by.kind === 'person' ? refusal.by.id : '';
      const name = await nameIn(directory, by, 'Somebody');
      return `${name} acknowledged this before you: ${plainTime(refusal.at, timeZone)}.`;
    }
  }
}

async function acknowledged(
  deps: AlarmsDeps,
  alarm: string,
  context: ChatContext,
): Promise<VerbReply> {
  const { person, roles } = context;
  const done = doneOf(await acknowledgeAlarm(deps, { person: person.id, roles, alarm }));
  if (!done.ok)
    return {
      kind: 'refused',
      status: STATUS[done.refusal.code],
      text: await sentence(deps, done.refusal, context),
    };
  const state = await deps.ledger.reads.get(alarms, alarm);
  return state
    ? { kind: 'card', card: alarmCard(await viewOf(deps, state)) }
    : { kind: 'refused', status: 404, text: 'There is no such alarm.' };
}

/** The button of an alarm: whoever taps must have the right, whatever card it came from. */
const acknowledgeVerb = (deps: AlarmsDeps): Verb =>
  verb({
    verb: ACKNOWLEDGE_VERB,
    data: z.strictObject({ alarm: alarmId }),
    automatic: false,
    run: ({ alarm }, context) => acknowledged(deps, alarm, context),
  });

export const alarmCommands = (deps: AlarmsDeps): readonly BotCommand[] => [alarmsCommand(deps)];
export const alarmVerbs = (deps: AlarmsDeps): readonly Verb[] => [acknowledgeVerb(deps)];
