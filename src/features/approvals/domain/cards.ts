import type { AbandonCard, AcknowledgeCard } from './cardCommands.ts';
import type { RequestEvent } from './events.ts';
import type { RequestState } from './state.ts';

/** Records what now stands in a person's conversation; the same acknowledgement again changes nothing. */
export function acknowledgeCard(
  { person, conversation, activityId, hash, shows }: AcknowledgeCard,
  state: RequestState,
): readonly RequestEvent[] {
  const standing = state.audience.find((viewer) => viewer.person === person)?.standing;
  const same =
    standing?.conversation === conversation &&
    standing.activityId === activityId &&
    standing.hash === hash &&
    standing.shows === shows;
  if (same) return [];
  const data = { request: state.id, person, conversation, activityId, hash, shows };
  return [{ type: 'card-delivered', data }];
}

/** Gives up on a person's card; nothing where it was given up before, or the person has none coming. */
export function abandonCard(
  { person, status }: AbandonCard,
  state: RequestState,
): readonly RequestEvent[] {
  const viewer = state.audience.find((one) => one.person === person);
  if (viewer === undefined || viewer.abandoned) return [];
  return [{ type: 'card-abandoned', data: { request: state.id, person, status } }];
}
