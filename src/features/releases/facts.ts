import { entity, type Facts } from '../../kernel/feature.ts';
import { isReleaseEvent, releaseEvents } from './domain/events.ts';
import { releases } from './domain/state.ts';

export const releaseFacts: Facts = {
  name: 'releases',
  events: releaseEvents,
  subjects: (event) => (isReleaseEvent(event) ? ['releases'] : []),
  weekly: (event) => (isReleaseEvent(event) ? ['permission'] : []),
  entities: [entity(releases)],
};
