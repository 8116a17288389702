import { entity, type Facts } from '../../kernel/feature.ts';
import { relaxationEvents, relaxations } from './domain/state.ts';

export const relaxationFacts: Facts = {
  name: 'relaxations',
  events: relaxationEvents,
  subjects: () => [],
  entities: [entity(relaxations)],
};
