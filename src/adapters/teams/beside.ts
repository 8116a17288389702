import type { VerbReply } from '../../kernel/chat.ts';
import type { TeamsActivity } from './activity.ts';
import type { Background } from './background.ts';
import type { Conversations } from './memory.ts';
import { type Bot, threadOf } from './place.ts';
import { senderOf } from './speaker.ts';
import type { Voice } from './voice.ts';

interface Settings {
  readonly bot: Bot;
  readonly voice: Voice;
  readonly conversations: Conversations;
  readonly background: Background;
}

const NO_CHAT: VerbReply = {
  kind: 'message',
  text: 'Write to me in a chat of our own first, so that I can answer you there.',
};

/** Sends a card that is to stand beside the clicked one into the clicker's own chat, behind the answer; answers what the click is told. */
export async function sendBeside(
  { bot, voice, conversations, background }: Settings,
  activity: TeamsActivity,
  reply: VerbReply,
): Promise<VerbReply> {
  if (reply.kind !== 'beside') return reply;
  const thread = threadOf(activity, bot);
  const isOwn = thread.conversationType === 'personal';
  const place = isOwn ? thread : await conversations.known(senderOf(activity) ?? '');
  if (place === undefined) return NO_CHAT;
  const { card, summary, text } = reply;
  void background.run(voice.say(place, { kind: 'card', card, summary }));
  return { kind: 'message', text };
}
