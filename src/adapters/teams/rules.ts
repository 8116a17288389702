import { personId } from '../../kernel/people.ts';
import type { TeamsActivity } from './activity.ts';
import { isServiceUrl } from './serviceUrl.ts';

export interface ChannelRules {
  readonly botId: string;
  readonly tenantId: string;
  /** Local mode: service URLs on this machine only. */
  readonly loopback: boolean;
}

/** Which rule an authenticated activity breaks; for the log, never told to the sender. */
export type Breach =
  | 'not-teams'
  | 'not-our-bot'
  | 'not-our-tenant'
  | 'service-url-not-allowed'
  | 'no-conversation'
  | 'nobody';

/** The first rule that the activity breaks (contract, `POST /api/messages`), or undefined where it may be worked on. */
export function breachOf(activity: TeamsActivity, rules: ChannelRules): Breach | undefined {
  if (activity.channelId !== 'msteams') return 'not-teams';
  if (activity.recipient?.id !== `28:${rules.botId}`) return 'not-our-bot';
  const tenants = [activity.conversation?.tenantId, activity.channelData?.tenant?.id];
  if (!tenants.every((tenant) => tenant?.toLowerCase() === rules.tenantId.toLowerCase()))
    return 'not-our-tenant';
  if (!isServiceUrl(activity.serviceUrl ?? '', rules.loopback)) return 'service-url-not-allowed';
  if (!activity.conversation?.id) return 'no-conversation';
  return isPerson(activity.from) ? undefined : 'nobody';
}

/** Bots, agent identities and senders without a plain object id decide nothing and are told nothing. */
function isPerson(from: TeamsActivity['from']): boolean {
  return (
    from !== undefined &&
    (from.role === undefined || from.role === 'user') &&
    from.id?.startsWith('28:') !== true &&
    personId(from.aadObjectId ?? '') !== undefined
  );
}
