import type { Chat, ChatMessage, Reply, Sent } from '../../kernel/chat.ts';
import type { ConversationReference } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Background } from './background.ts';
import type { Pace } from './pace.ts';
import { patiently } from './patience.ts';

/** Answers within a turn: the first try is waited for, further ones go on behind it. */
export interface Voice {
  say(to: ConversationReference, reply: Reply): Promise<void>;
  /** Puts a card in the place of another, or sends it where that one is gone. */
  replace(to: ConversationReference, activityId: string, card: ChatMessage): Promise<void>;
}

interface Settings {
  readonly chat: Chat;
  readonly pace: Pace;
  readonly background: Background;
  readonly log: Log;
}

export function createVoice({ chat, pace, background, log }: Settings): Voice {
  async function deliver(send: () => Promise<Sent>): Promise<Sent> {
    const first = await send();
    if (first.kind === 'later')
      void background.run(
        patiently(send, first, pace).then((last) => {
          if (last.kind !== 'sent') log.warn('answer-not-delivered');
        }),
      );
    return first;
  }
  return {
    async say(to, reply) {
      await deliver(() => chat.send(to, messageOf(reply)));
    },
    async replace(to, activityId, message) {
      const sent = await deliver(() => chat.update(to, activityId, message));
      if (sent.kind === 'gone') await deliver(() => chat.send(to, message));
    },
  };
}

/** A text is its own notification; a card needs one. */
const messageOf = (reply: Reply): ChatMessage =>
  reply.kind === 'text'
    ? { text: reply.text, summary: '' }
    : { card: reply.card, summary: reply.summary };
