import type { ConversationReference } from '../../kernel/ledger.ts';
import type { TeamsActivity } from './activity.ts';
import { fieldsOf } from './activity.ts';
import { type Bot, placeOf } from './place.ts';
import { senderOf } from './speaker.ts';

/** Where conversations are kept: a person's own chat under the object id, others under the conversation id. */
export interface Conversations {
  known(key: string): Promise<ConversationReference | undefined>;
  learn(key: string, reference: ConversationReference): Promise<void>;
}

/** The conversation of an activity and the key it is kept under. */
export function entryOf(
  activity: TeamsActivity,
  bot: Bot,
): { key: string; place: ConversationReference } {
  const place = placeOf(activity, bot);
  const own = place.conversationType === 'personal' ? senderOf(activity) : undefined;
  return { key: own ?? place.conversationId, place };
}

/** The bot was put into a conversation: Teams tells it as one or both of these, in any order. */
export function isInstallation(activity: TeamsActivity, botId: string): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'add';
  const added = activity.type === 'conversationUpdate' ? (activity.membersAdded ?? []) : [];
  return added.some((member) => fieldsOf(member)?.get('id') === `28:${botId}`);
}

/** Notices the first installation in a conversation, so that its two activities bring one welcome. */
export function createFirstTimes(most = 10_000): (conversationId: string) => boolean {
  const seen = new Set<string>();
  return (conversationId) => {
    if (seen.has(conversationId)) return false;
    const [oldest] = seen;
    if (seen.size >= most && oldest !== undefined) seen.delete(oldest);
    seen.add(conversationId);
    return true;
  };
}
