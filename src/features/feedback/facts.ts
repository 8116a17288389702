import { cellName } from '../../kernel/counting.ts';
import type { DomainEvent } from '../../kernel/events.ts';
import { entity, type Facts } from '../../kernel/feature.ts';
import { cases } from './domain/cases.ts';
import { defects } from './domain/defects.ts';
import { feedbackEvents, isFeedbackEvent } from './domain/events.ts';
import { lastAgents } from './domain/lastAgents.ts';
import { isShadowUse, SHADOW_LIST } from './domain/shadowUse.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (!isFeedbackEvent(event)) return [];
  const { data } = event;
  return [
    ...('case' in data ? [data.case] : []),
    ...('agent' in data && data.agent !== '' ? [`agent:${data.agent}`] : []),
    ...('person' in data ? [`person:${data.person}`] : []),
  ];
}

/**
 * Cells: `feedback.<category>` (reports), `feedbackEnd.<confirmed|closed|declined>`, `feedbackEnd.reopened`, and
 * `defect.<flagged|cleared>`.
 */
function counters(event: DomainEvent): Readonly<Record<string, number>> {
  if (!isFeedbackEvent(event)) return {};
  switch (event.type) {
    case 'feedback-reported':
      return { [`feedback.${cellName(event.data.category)}`]: 1 };
    case 'feedback-answered':
      return { [`feedbackEnd.${event.data.status === 'open' ? 'reopened' : 'confirmed'}`]: 1 };
    case 'feedback-lapsed':
      return { 'feedbackEnd.closed': 1 };
    case 'feedback-triaged':
      return event.data.status === 'declined' && event.data.from !== 'declined'
        ? { 'feedbackEnd.declined': 1 }
        : {};
    case 'defect-flagged':
      return { 'defect.flagged': 1 };
    case 'defect-cleared':
      return { 'defect.cleared': 1 };
    case 'reporter-told':
    case 'owner-told':
      return {};
  }
}

/** What a week's digest lists one by one. */
const WEEKLY: Readonly<Record<string, readonly string[]>> = {
  'feedback-reported': ['feedback'],
  'defect-flagged': ['defect'],
  'defect-cleared': ['defect'],
};

export const feedbackFacts: Facts = {
  name: 'feedback',
  events: feedbackEvents,
  subjects,
  counters,
  weekly: (event) => [...(WEEKLY[event.type] ?? []), ...(isShadowUse(event) ? [SHADOW_LIST] : [])],
  entities: [entity(cases), entity(defects), entity(lastAgents)],
};
