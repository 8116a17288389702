import type { Chat, ChatMessage, Sent } from '../../kernel/chat.ts';
import type { ConversationReference } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { ConnectorClient } from './connectorAdapter.ts';
import { withDeadline } from './deadline.ts';
import { readFailure } from './sendFailure.ts';
import type { SendLimits } from './sendLimits.ts';

interface Settings {
  readonly connector: (serviceUrl: string) => Promise<ConnectorClient>;
  readonly isServiceUrl: (serviceUrl: string) => boolean;
  readonly limits: SendLimits;
  /** How long one call may take. */
  readonly timeoutMs: number;
  readonly log: Log;
}

type Call = (
  client: ConnectorClient,
  options: { abortSignal: AbortSignal },
) => Promise<{ id?: string }>;

/** Sends over the Bot Connector: one call each, never blocking for a limit, every failure as a value. */
export function createChat(settings: Settings): Chat {
  const call = (to: ConversationReference, run: Call) => attempt(settings, to, run);
  return {
    send: (to, message) =>
      call(to, ({ conversations }, options) =>
        conversations.sendToConversation(to.conversationId, activityOf(to, message), options),
      ),
    update: (to, activityId, message) =>
      call(to, async ({ conversations }, options) => {
        const activity = { ...activityOf(to, message), id: activityId };
        await conversations.updateActivity(to.conversationId, activityId, activity, options);
        return { id: activityId };
      }),
  };
}

async function attempt(settings: Settings, to: ConversationReference, run: Call): Promise<Sent> {
  const { connector, isServiceUrl, limits, timeoutMs, log } = settings;
  if (!isServiceUrl(to.serviceUrl)) return { kind: 'gone', status: 403 };
  const afterMs = limits.take(to.conversationId);
  if (afterMs > 0) return { kind: 'later', afterMs };
  try {
    const { id = '' } = await withDeadline(timeoutMs, async (abortSignal) =>
      run(await connector(to.serviceUrl), { abortSignal }),
    );
    return { kind: 'sent', activityId: id };
  } catch (error) {
    const { sent, status } = readFailure(error);
    log.warn('send-failed', { status, error });
    return sent;
  }
}

function activityOf(to: ConversationReference, { card, text, summary }: ChatMessage) {
  return {
    type: 'message',
    channelId: 'msteams',
    from: { id: `28:${to.botId}`, name: '' },
    ...(to.channelUserId !== undefined && { recipient: { id: to.channelUserId, name: '' } }),
    conversation: {
      id: to.conversationId,
      conversationType: to.conversationType,
      tenantId: to.tenantId,
      isGroup: to.conversationType !== 'personal',
      name: '',
    },
    ...(summary !== '' && { summary }),
    ...(text !== undefined && { text, textFormat: 'plain' }),
    ...(card !== undefined && {
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    }),
  };
}
