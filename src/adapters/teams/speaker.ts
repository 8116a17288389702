import type { ChatContext } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import { type Directory, type PersonId, personId } from '../../kernel/people.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { fieldsOf, type TeamsActivity } from './activity.ts';
import { type Bot, placeOf } from './place.ts';

const STRANGER = 'You are not in the directory of this organisation, so nothing was done.';

interface Settings {
  readonly bot: Bot;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** Who speaks, with rights looked up now; a sentence for somebody whom the directory does not know. Throws its faults. */
export async function speakerOf(
  activity: TeamsActivity,
  { bot, directory, clock }: Settings,
): Promise<Result<ChatContext, string>> {
  const id = senderOf(activity);
  if (id === undefined) return refuse(STRANGER);
  const [person, roles] = await Promise.all([directory.find(id), directory.rolesOf(id)]);
  if (person === undefined) return refuse(STRANGER);
  return ok({
    person,
    roles,
    conversation: placeOf(activity, bot),
    ...(activity.replyToId !== undefined && { cardActivityId: activity.replyToId }),
    timeZone: timeZoneOf(activity),
    now: clock.now(),
  });
}

/** The sender's object id, in lower case. Nothing but the signed activity says it. */
export const senderOf = (activity: TeamsActivity): PersonId | undefined =>
  personId(activity.from?.aadObjectId ?? '');

/** IANA name that the client told, where this machine knows it; otherwise UTC. */
function timeZoneOf(activity: TeamsActivity): string {
  const infos = (activity.entities ?? []).map(fieldsOf);
  const info = infos.find((fields) => fields?.get('type') === 'clientInfo');
  const told = info?.get('timezone') ?? activity.localTimezone;
  return typeof told === 'string' && isTimeZone(told) ? told : 'UTC';
}

const zones = new Set<string>();

function isTimeZone(name: string): boolean {
  if (zones.has(name)) return true;
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(name)) return false;
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  zones.add(name);
  return true;
}
