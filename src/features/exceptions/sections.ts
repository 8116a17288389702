import { DAY, isBefore, plus } from '../../kernel/instant.ts';
import type { DigestSection, Metric } from '../../kernel/section.ts';
import { ageInDays, type ExceptionState } from './domain/state.ts';
import { STANDARD_WORDS } from './domain/words.ts';
import { liveExceptions } from './showing.ts';

/** Entries before the rest is counted. */
const LISTED = 20;
/** Older than this, what was to be an exception has become the rule. */
const OLD_DAYS = 60;

const days = (n: number): string => `${n} ${n === 1 ? 'day' : 'days'}`;

const sentence = ({ exception, agentId, from }: ExceptionState, age: number): string =>
  `${exception}: ${agentId} differs from the standard for ${STANDARD_WORDS[from]}, for ${days(age)} by now`;

/** The debt: how many, and how old the oldest is. */
const debt = (ages: readonly number[]): readonly Metric[] => {
  const oldest = Math.max(0, ...ages);
  return [
    {
      id: 'exceptions.live',
      label: 'Exceptions in force',
      text: String(ages.length),
      value: ages.length,
      unit: 'count',
      sampleSize: ages.length,
      action: ages.length === 0 ? 'none' : 'Close what is not needed any more',
    },
    {
      id: 'exceptions.oldest',
      label: 'Age of the oldest exception',
      text: ages.length === 0 ? '–' : days(oldest),
      ...(ages.length > 0 && { value: oldest * DAY }),
      unit: 'ms',
      sampleSize: ages.length,
      action: oldest > OLD_DAYS ? 'Change the standard, or end the exception' : 'none',
    },
  ];
};

/** What differs from a standard, how long by now, and what of it ends next. */
export const exceptionsSection: DigestSection = {
  id: 'exceptions',
  build: async ({ view, now }) => {
    const live = liveExceptions(view, now);
    const nextWeek = plus(now, 7 * DAY);
    const ending = live.filter(({ until }) => isBefore(until, nextWeek)).length;
    const ages = live.map((state) => ageInDays(state, now));
    return {
      metrics: debt(ages),
      items: live.slice(0, LISTED).map((state) => ({
        text: sentence(state, ageInDays(state, now)),
        at: state.until,
        subject: state.exception,
      })),
      more: Math.max(0, live.length - LISTED),
      summary:
        live.length === 0
          ? 'No agent differs from a standard.'
          : `${live.length} ${live.length === 1 ? 'exception is' : 'exceptions are'} in force, the oldest for ${days(Math.max(...ages))}; ${ending} ${ending === 1 ? 'ends' : 'end'} within a week.`,
    };
  },
};
