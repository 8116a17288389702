import type { Recorded } from '../../../kernel/events.ts';
import { quoted } from '../../../kernel/quoted.ts';
import { isFeedbackEvent } from '../../feedback/domain/events.ts';
import { isShadowUse } from '../../feedback/domain/shadowUse.ts';
import {
  isStrangerEvent,
  type StrangerEvent,
  subjectOf,
} from '../../gate/domain/strangerEvents.ts';
import { type Found, idOf } from './finding.ts';

const strangerSentence = ({ type, data }: StrangerEvent): string => {
  if (type === 'strangers-flooded')
    return `Calls of ${data.day} named more than ${data.names} agents and connectors that nobody registered; the others are not told one by one.`;
  const name = quoted(data.name);
  return data.about === 'agent'
    ? `A call named the agent ${name}, which nobody registered, and was denied.`
    : `A call named the connector ${name}, which nobody registered, and was denied.`;
};

const strangerKey = ({ type, data }: StrangerEvent): readonly string[] =>
  type === 'strangers-flooded' ? [data.day] : [data.day, data.about, data.name];

/** What calls named that nobody registered: each name is one alarm a day, and all beyond the first few are one together. */
export const inStrangers = (week: string, events: readonly Recorded[]): readonly Found[] =>
  events.flatMap((event) => (isStrangerEvent(event) ? [strangerFound(week, event)] : []));

function strangerFound(week: string, event: StrangerEvent): Found {
  const subject = subjectOf(event);
  return {
    alarm: idOf('stranger', ...strangerKey(event)),
    kind: 'stranger',
    week,
    what: strangerSentence(event),
    todo: 'Find out who calls, in the decisions; register it, or stop it where it runs.',
    ...(subject !== undefined && { subject }),
  };
}

/** What people use that nobody registered, as others report it: one alarm a day, without anybody's words. */
export const inShadowUse = (week: string, events: readonly Recorded[]): readonly Found[] =>
  [...firstOfDays(events)].map(([day, id]) => ({
    alarm: idOf('shadowUse', day),
    kind: 'shadowUse',
    week,
    what: `${id} reports an agent, source or workaround that nobody registered.`,
    todo: `See ${id} and what else of ${day} stands in the backlog under shadow use.`,
  }));

/** Day → its first case. */
function firstOfDays(events: readonly Recorded[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const event of events) {
    const day = event.at.slice(0, 10);
    if (isShadowUse(event) && isFeedbackEvent(event) && 'case' in event.data && !first.has(day))
      first.set(day, event.data.case);
  }
  return first;
}
