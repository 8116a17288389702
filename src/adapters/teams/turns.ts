import type { ChatContext, Reply, VerbReply } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { ConversationReference } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Directory } from '../../kernel/people.ts';
import type { Result } from '../../kernel/result.ts';
import type { TeamsActivity } from './activity.ts';
import type { Background } from './background.ts';
import { type Commands, NOT_PLAIN, runCommand, sentence, TOO_LONG } from './commands.ts';
import type { Dialogs } from './dialogs.ts';
import { settle } from './faultReply.ts';
import { readMessage, type Said } from './grammar.ts';
import { type Conversations, createFirstTimes, entryOf, isInstallation } from './memory.ts';
import { type Bot, threadOf } from './place.ts';
import { senderOf, speakerOf } from './speaker.ts';
import { type Click, runVerb, submittedClick, type Verbs } from './verbs.ts';
import type { Voice } from './voice.ts';

/** Teams waits fifteen seconds for a message to be taken. */
const MESSAGE_BUDGET_MS = 10_000;

export interface House {
  readonly bot: Bot;
  readonly commands: Commands;
  readonly verbs: Verbs;
  readonly dialogs: Dialogs;
  readonly directory: Directory;
  readonly conversations: Conversations;
  /** What is said once in each conversation that the bot is put into. */
  readonly welcome: (place: ConversationReference) => Reply;
  readonly clock: Clock;
  readonly log: Log;
  readonly voice: Voice;
  readonly background: Background;
}

/** What happens for each kind of activity, in our own terms. */
export interface Turns {
  message(activity: TeamsActivity): Promise<void>;
  click(activity: TeamsActivity, click: Click): Promise<VerbReply>;
  installation(activity: TeamsActivity): Promise<void>;
  speaker(activity: TeamsActivity): Promise<Result<ChatContext, string>>;
  /** Keeps the conversation, behind the answer. */
  remember(activity: TeamsActivity): void;
}

export function createTurns(house: House): Turns {
  const { bot, voice, background, conversations } = house;
  const isFirstTime = createFirstTimes();
  const speaker = (activity: TeamsActivity) => speakerOf(activity, house);
  const turns: Turns = {
    speaker,
    async message(activity) {
      if (activity.channelData?.eventType === 'editMessage') return;
      const click = submittedClick(activity);
      if (click !== undefined)
        return submitted(house, activity, await turns.click(activity, click));
      const said = readMessage(activity, bot.botId);
      if (said.kind === 'unaddressed') return;
      turns.remember(activity);
      await voice.say(threadOf(activity, bot), await replyTo(house, said, () => speaker(activity)));
    },
    click(activity, click) {
      turns.remember(activity);
      return answerClick(house, click, () => speaker(activity));
    },
    async installation(activity) {
      if (!isInstallation(activity, bot.botId)) return;
      const { key, place } = entryOf(activity, bot);
      const isFirst = isFirstTime(place.conversationId);
      const before = isFirst ? await conversations.known(key) : place;
      await conversations.learn(key, place);
      if (before?.conversationId !== place.conversationId)
        await voice.say(place, house.welcome(place));
    },
    remember(activity) {
      const { key, place } = entryOf(activity, bot);
      background.run(conversations.learn(key, place));
    },
  };
  return turns;
}

type Speaker = () => Promise<Result<ChatContext, string>>;

async function replyTo(
  { commands, log }: House,
  said: Exclude<Said, { kind: 'unaddressed' }>,
  speaker: Speaker,
): Promise<Reply> {
  if (said.kind === 'too-long') return TOO_LONG;
  if (said.kind === 'not-plain') return NOT_PLAIN;
  const work = async () => {
    const who = await speaker();
    return who.ok ? runCommand(commands, said.text, who.value) : sentence(who.refusal);
  };
  const reply = await settle(work, log, MESSAGE_BUDGET_MS);
  return reply.ok ? reply.value : sentence(reply.refusal);
}

async function answerClick(
  { verbs, log }: House,
  click: Click,
  speaker: Speaker,
): Promise<VerbReply> {
  const work = () =>
    runVerb(verbs, click, async () => {
      const who = await speaker();
      return who.ok ? who.value : { kind: 'refused', status: 403, text: who.refusal };
    });
  const reply = await settle(work, log);
  return reply.ok ? reply.value : { kind: 'refused', status: 503, text: reply.refusal };
}

const IN_YOUR_CHAT = sentence('Your view is in our own chat.');
const NO_CHAT = sentence(
  'Write to me in a chat of our own first, so that I can show you your view.',
);

/** Answers an Action.Submit, which has no invoke response: the card is updated, or a message says what happened. */
async function submitted(
  { bot, voice, conversations }: House,
  activity: TeamsActivity,
  reply: VerbReply,
): Promise<void> {
  const thread = threadOf(activity, bot);
  if (reply.kind !== 'card') return voice.say(thread, sentence(reply.text));
  const message = { card: reply.card, summary: 'Your answer' };
  if (thread.conversationType === 'personal')
    return activity.replyToId === undefined
      ? voice.say(thread, { kind: 'card', ...message })
      : voice.replace(thread, activity.replyToId, message);
  // What is one person's view may not stand where all can see it.
  const own = await conversations.known(senderOf(activity) ?? '');
  if (own !== undefined) await voice.say(own, { kind: 'card', ...message });
  return voice.say(thread, own === undefined ? NO_CHAT : IN_YOUR_CHAT);
}
