import type { VerbReply } from '../../kernel/chat.ts';
import type { TeamsActivity } from './activity.ts';
import { sentence } from './commands.ts';
import type { Conversations } from './memory.ts';
import { type Bot, threadOf } from './place.ts';
import { senderOf } from './speaker.ts';
import type { Voice } from './voice.ts';

const IN_YOUR_CHAT = sentence('Your view is in our own chat.');
const NO_CHAT = sentence(
  'Write to me in a chat of our own first, so that I can show you your view.',
);

interface Settings {
  readonly bot: Bot;
  readonly voice: Voice;
  readonly conversations: Conversations;
}

/** Answers an Action.Submit, which has no invoke response: the card is updated, or a message says what happened. */
export async function answerSubmit(
  { bot, voice, conversations }: Settings,
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
