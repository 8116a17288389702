import { plainTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import { exceptions, isLiveException } from '../../exceptions/domain/state.ts';
import { type Closed, closedAt, type Place } from './opening.ts';
import { calendarIn } from './state.ts';

/** Something that would change what runs somewhere. */
export interface Change extends Place {
  readonly connectorId?: string;
  /** The agent is registered, so a deviation can be asked for. */
  readonly registered: boolean;
}

/** A change outside the windows, and what would help. */
export interface Outside extends Closed {
  readonly change: Change;
}

/** Whether the calendar holds this change back now; undefined: it does not, or a deviation that people agreed to covers it. */
export function outsideWindow(view: View, now: Instant, change: Change): Outside | undefined {
  const closed = closedAt(calendarIn(view), change, now);
  return closed === undefined || isCovered(view, now, change) ? undefined : { ...closed, change };
}

/** An exception from release windows of this agent, for all of it or for this connector, that is in force. */
const isCovered = (view: View, now: Instant, { agentId, connectorId }: Change): boolean =>
  agentId !== undefined &&
  [...view.all(exceptions).values()].some(
    (one) =>
      one.from === 'releaseWindow' &&
      one.agentId === agentId &&
      (one.connectorId === undefined || one.connectorId === connectorId) &&
      isLiveException(one, now),
  );

/** The same for a card that stands for a while: what a reader knows beforehand. */
export function waitingSentence({ next, freeze, thaws }: Outside): string {
  if (next)
    return `It takes effect in a release window only, unless a deviation is agreed to. The next one is open from ${plainTime(next.from, next.window.timeZone)} to ${plainTime(next.to, next.window.timeZone)}.`;
  const until = thaws ?? freeze?.to;
  return until === undefined
    ? 'It takes effect in a release window only, and none comes within the next months.'
    : `Changes there are frozen until ${plainTime(until)}, unless a deviation is agreed to.`;
}

/** Why the change has to wait, until when, and how it need not: in the time zone of the window itself. */
export function outsideSentence({ change, freeze, next, thaws }: Outside): string {
  const { environment, agentId, registered } = change;
  const why =
    freeze === undefined
      ? `This changes ${environment}, and no release window is open.`
      : `This changes ${environment}, which is frozen until ${plainTime(freeze.to)} (${freeze.id}).`;
  const when = next
    ? `The next release window, ${next.window.id}, is open from ${plainTime(next.from, next.window.timeZone)} to ${plainTime(next.to, next.window.timeZone)}.`
    : thaws === undefined
      ? 'No release window comes within the next months.'
      : `It may go ahead from ${plainTime(thaws)} on.`;
  const how =
    registered && agentId !== undefined
      ? `What cannot wait needs a deviation from release windows for ${agentId}: request deviation.`
      : '';
  return [why, when, how].filter((part) => part !== '').join(' ');
}
