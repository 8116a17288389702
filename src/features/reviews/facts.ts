import type { DomainEvent } from '../../kernel/events.ts';
import { entity, type Facts } from '../../kernel/feature.ts';
import { campaigns } from './domain/campaigns.ts';
import { isReviewEvent, reviewEvents } from './domain/events.ts';
import { reviews } from './domain/reviews.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (!isReviewEvent(event)) return [];
  const { data } = event;
  return [
    ...('agentId' in data ? [`agent:${data.agentId}`] : []),
    ...('person' in data ? [`person:${data.person}`] : []),
  ];
}

export const reviewFacts: Facts = {
  name: 'reviews',
  events: reviewEvents,
  subjects,
  counters: (event) =>
    isReviewEvent(event) && event.type === 'review-answered'
      ? { 'reviews.answers': event.data.answers.length }
      : {},
  entities: [entity(campaigns), entity(reviews)],
};
