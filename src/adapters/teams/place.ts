import type { ConversationReference } from '../../kernel/ledger.ts';
import type { TeamsActivity } from './activity.ts';

/** Ours: the app id of the bot, without `28:`, and the tenant it serves. */
export interface Bot {
  readonly botId: string;
  readonly tenantId: string;
}

/** Where an activity was said, as something to come back to: of a thread in a channel, the channel. */
export function placeOf(activity: TeamsActivity, bot: Bot): ConversationReference {
  const thread = threadOf(activity, bot);
  return { ...thread, conversationId: thread.conversationId.replace(/;messageid=.*$/s, '') };
}

/** Where to answer an activity: as `placeOf`, but in a channel its thread. */
export function threadOf(activity: TeamsActivity, bot: Bot): ConversationReference {
  const conversationType = conversationTypeOf(activity);
  return {
    serviceUrl: activity.serviceUrl ?? '',
    conversationId: activity.conversation?.id ?? '',
    conversationType,
    tenantId: bot.tenantId,
    ...(conversationType === 'personal' &&
      activity.from?.id !== undefined && { channelUserId: activity.from.id }),
    botId: bot.botId,
  };
}

/** Where Teams does not say, only ids of its own kind of one-to-one chat are taken for one. */
export function conversationTypeOf({
  conversation,
}: TeamsActivity): ConversationReference['conversationType'] {
  const type = conversation?.conversationType;
  if (type === 'personal' || type === 'channel' || type === 'groupChat') return type;
  return type === undefined && conversation?.id?.startsWith('a:') ? 'personal' : 'groupChat';
}
