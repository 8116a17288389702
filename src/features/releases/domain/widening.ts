import { type Instant, isBefore } from '../../../kernel/instant.ts';
import type { Environment } from '../../registry/domain/model.ts';
import type { Calendar, Freeze, ReleaseWindow } from './events.ts';
import { endMinutes, minutesOf } from './occurrences.ts';
import { appliesTo, type Place } from './opening.ts';

/**
 * What the new calendar lets through that the old one does not, in words; empty: it only narrows. What cannot be
 * compared, such as hours in two time zones, counts as wider.
 */
export function calendarWidenings(
  before: Calendar,
  after: Calendar,
  now: Instant,
): readonly string[] {
  const places = placesIn(before, after);
  const found = [
    ...places.flatMap((place) => windowWidenings(before, after, place)),
    ...freezeWidenings(before, after, { places, now }),
  ];
  return [...new Set(found)];
}

const ENVIRONMENTS: readonly Environment[] = ['dev', 'pilot', 'production'];

/** Every kind of place that one of them tells apart; `undefined` stands for all that neither names. */
function placesIn(before: Calendar, after: Calendar): readonly Place[] {
  const all = [before, after].flatMap(({ windows, freezes }) => [...windows, ...freezes]);
  const named = (of: (one: (typeof all)[number]) => string | undefined) => [
    ...new Set([undefined, ...all.map(of)]),
  ];
  return ENVIRONMENTS.flatMap((environment) =>
    named((one) => one.department).flatMap((department) =>
      named((one) => one.agentId).map((agentId) => ({
        environment,
        ...(department !== undefined && { department }),
        ...(agentId !== undefined && { agentId }),
      })),
    ),
  );
}

function windowWidenings(before: Calendar, after: Calendar, place: Place): readonly string[] {
  const had = before.windows.filter((one) => appliesTo(one, place));
  if (had.length === 0) return [];
  const has = after.windows.filter((one) => appliesTo(one, place));
  if (has.length === 0) return [`lets changes in ${place.environment} through at any hour`];
  return has
    .filter((one) => !had.some((old) => covers(old, one)))
    .map(({ id }) => `opens the window ${id} where or when there was none`);
}

/** Whether whenever the second window is open, the first one is. */
const covers = (old: ReleaseWindow, one: ReleaseWindow): boolean =>
  old.timeZone === one.timeZone &&
  one.days.every((day) => old.days.includes(day)) &&
  minutesOf(old.from) <= minutesOf(one.from) &&
  endMinutes(one) <= endMinutes(old);

function freezeWidenings(
  before: Calendar,
  after: Calendar,
  { places, now }: { readonly places: readonly Place[]; readonly now: Instant },
): readonly string[] {
  const keeps = (old: Freeze, place: Place): boolean =>
    after.freezes.some(
      (one) =>
        appliesTo(one, place) &&
        one.to >= old.to &&
        one.from <= (isBefore(old.from, now) ? now : old.from),
    );
  return before.freezes
    .filter(({ to }) => isBefore(now, to))
    .filter((old) => places.some((place) => appliesTo(old, place) && !keeps(old, place)))
    .map(({ id }) => `ends or shortens the freeze ${id}`);
}
