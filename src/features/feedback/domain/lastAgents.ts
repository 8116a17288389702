import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { isRequestEvent, type RequestEvent } from '../../approvals/domain/events.ts';
import { type FeedbackEvent, isFeedbackEvent } from './events.ts';

/** The agent that somebody had to do with last. */
export type LastAgent = {
  readonly agent: string;
  readonly workflow?: string;
  readonly at: Instant;
};

interface Dealing {
  readonly person: string;
  readonly agent: string;
  readonly workflow?: string;
}

/** Whoever answers a request, on whose behalf one is asked, or who reports something. */
function dealingIn(event: DomainEvent): Dealing | undefined {
  if (isFeedbackEvent(event) && event.type === 'feedback-reported') {
    const { person, agent, workflow } = event.data;
    return agent === '' ? undefined : { person, agent, workflow };
  }
  if (!isRequestEvent(event)) return undefined;
  if (event.type === 'request-answered')
    return { person: event.data.person, agent: event.data.agentId };
  const { data } = event;
  return event.type === 'request-asked' && 'beneficiary' in data && data.beneficiary !== undefined
    ? { person: data.beneficiary, agent: data.agentId }
    : undefined;
}

function evolve(
  state: LastAgent | undefined,
  event: Recorded<FeedbackEvent | RequestEvent>,
): LastAgent {
  const dealing = dealingIn(event);
  if (!dealing) throw new RangeError(`${event.type} is about nobody's agent`);
  const { agent, workflow = state?.agent === agent ? state.workflow : undefined } = dealing;
  return { agent, at: event.at, ...(workflow !== undefined && { workflow }) };
}

/** By person: a guess at what they will report about. */
export const lastAgents: Entity<LastAgent, FeedbackEvent | RequestEvent> = {
  kind: 'lastAgent',
  prefix: 'FL',
  cached: false,
  idsOf: (event) => {
    const person = dealingIn(event)?.person;
    return person === undefined ? [] : [person];
  },
  evolve,
  rows: () => [],
};
