import type { ChatContext, Reply, VerbReply } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { ConversationReference } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Directory } from '../../kernel/people.ts';
import type { Result } from '../../kernel/result.ts';
import type { TeamsActivity } from './activity.ts';
import type { Background } from './background.ts';
import { sendBeside } from './beside.ts';
import { type Commands, NOT_PLAIN, runCommand, sentence, TOO_LONG } from './commands.ts';
import type { Dialogs } from './dialogs.ts';
import { settle } from './faultReply.ts';
import { readMessage, type Said } from './grammar.ts';
import { type Conversations, createFirstTimes, entryOf, isInstallation } from './memory.ts';
import { type Bot, threadOf } from './place.ts';
import { speakerOf } from './speaker.ts';
import { answerSubmit } from './submitAnswer.ts';
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
  readonly welcome: (place: ConversationReference, who: ChatContext | undefined) => Promise<Reply>;
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
}

export function createTurns(house: House): Turns {
  const { bot, voice, log } = house;
  const isFirstTime = createFirstTimes();
  const turns: Turns = {
    async message(activity) {
      if (activity.channelData?.eventType === 'editMessage') return;
      const click = submittedClick(activity);
      if (click !== undefined)
        return answerSubmit(house, activity, await turns.click(activity, click));
      const said = readMessage(activity, bot.botId);
      if (said.kind === 'unaddressed') return;
      const met = meeting(house, activity);
      await voice.say(threadOf(activity, bot), await replyTo(house, said, met.speaker));
      await met.remembered();
    },
    async click(activity, click) {
      const reply = await answerClick(house, click, () => speakerOf(activity, house));
      return sendBeside(house, activity, reply);
    },
    async installation(activity) {
      if (isInstallation(activity, bot.botId))
        await settle(() => installed(house, activity, isFirstTime), log, MESSAGE_BUDGET_MS);
    },
    speaker: (activity) => speakerOf(activity, house),
  };
  return turns;
}

/**
 * Looks up who writes, and keeps the conversation of those whom the directory knows, behind the answer. Only messages and
 * installations say where a person is to be written to (contract, Cards): a press that is refused leaves nothing behind.
 */
function meeting(house: House, activity: TeamsActivity) {
  let remembered = Promise.resolve();
  return {
    speaker: async () => {
      const who = await speakerOf(activity, house);
      const { key, place } = entryOf(activity, house.bot);
      if (who.ok) remembered = house.background.run(house.conversations.learn(key, place));
      return who;
    },
    remembered: () => remembered,
  };
}

/** Keeps the conversation, and greets it where it was not known. */
async function installed(
  house: House,
  activity: TeamsActivity,
  isFirstTime: (conversationId: string) => boolean,
): Promise<void> {
  const { bot, conversations, voice, welcome } = house;
  const { key, place } = entryOf(activity, bot);
  const isFirst = isFirstTime(place.conversationId);
  const before = await conversations.known(key);
  await conversations.learn(key, place);
  if (!isFirst || before?.conversationId === place.conversationId) return;
  const who = await speakerOf(activity, house);
  await voice.say(place, await welcome(place, who.ok ? who.value : undefined));
}

type Speaker = () => Promise<Result<ChatContext, string>>;

async function replyTo(
  { commands, log }: House,
  said: Exclude<Said, { kind: 'unaddressed' }>,
  speaker: Speaker,
): Promise<Reply> {
  const work = async () => {
    const who = await speaker();
    if (!who.ok) return sentence(who.refusal);
    if (said.kind === 'too-long') return TOO_LONG;
    if (said.kind === 'not-plain') return NOT_PLAIN;
    return runCommand(commands, said.text, who.value);
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
