import type { Log } from '../../kernel/log.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { readActivity, type TeamsActivity } from './activity.ts';
import { type ChannelToken, readChannelToken } from './channelToken.ts';
import { breachOf, type ChannelRules } from './rules.ts';
import { senderOf } from './speaker.ts';

/** Not the channel's token, not an activity, not one for us, too many of them. */
export type Refused = 400 | 401 | 403 | 429;

interface Settings extends ChannelRules {
  readonly isAuthentic: (token: ChannelToken) => Promise<boolean>;
  readonly log: Log;
}

export type Entrance = (
  authorization: string | undefined,
  body: () => Promise<unknown>,
  mayGoOn: (personId: string) => boolean,
) => Promise<Result<TeamsActivity, Refused>>;

/** Lets an activity in, or refuses it before anything is remembered. The token comes first: a stranger learns nothing, and
 * nothing of a stranger's is read. */
export function createEntrance({ isAuthentic, log, ...rules }: Settings): Entrance {
  const refused = (status: Refused, problem: string) => {
    log.warn('activity-refused', { status, problem });
    return refuse(status);
  };
  return async (authorization, body, mayGoOn) => {
    const token = readChannelToken(authorization, rules.botId, Math.floor(Date.now() / 1000));
    if (token === undefined) return refused(401, 'not-a-channel-token');
    if (!(await isAuthentic(token))) return refused(401, 'not-signed-by-the-channel');
    const activity = readActivity(await body());
    if (activity === undefined) return refused(400, 'not-an-activity');
    if (activity.serviceUrl !== token.serviceUrl) return refused(401, 'another-service-url');
    const breach = breachOf(activity, rules);
    if (breach !== undefined) return refused(403, breach);
    return mayGoOn(senderOf(activity) ?? '') ? ok(activity) : refused(429, 'rate-limited');
  };
}
