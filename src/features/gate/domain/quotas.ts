import type { Entity } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import { DAY, epochMs, HOUR, type Instant, instantOf, plus } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { Quota } from '../../registry/domain/bounds/bounds.ts';
import { isQuotaEvent, type QuotaEvent, type Span } from './quotaEvents.ts';

/** Something to be told, or told: which share of which window. */
type Warning = {
  readonly span: Span;
  readonly from: Instant;
  readonly share: 80 | 100;
  readonly limit: number;
  readonly at: Instant;
  readonly told: boolean;
};

/** The hour and the day that run for an agent with a quota: calls of the week before each began, and what was warned of. */
export type QuotaWindows = {
  readonly agentId: string;
  readonly hour: Instant;
  readonly hourBase: number;
  readonly day: Instant;
  readonly dayBase: number;
  readonly warnings: readonly Warning[];
};

/** Tells the owner of `args.agent` what its quota has come to. */
export const QUOTA_TELL_JOB = 'quota-tell';

const SPANS: Readonly<Record<Span, number>> = { hour: HOUR, day: DAY };

/** Beginning of the hour or day (UTC) that a moment is in. */
export const beginningOf = (span: Span, at: Instant): Instant =>
  instantOf(Math.floor(epochMs(at) / SPANS[span]) * SPANS[span]);

export const endOf = (span: Span, from: Instant): Instant => plus(from, SPANS[span]);

const sameWarning = (a: Pick<Warning, 'span' | 'from' | 'share'>, b: typeof a): boolean =>
  a.span === b.span && a.from === b.from && a.share === b.share;

const known = (state: QuotaWindows | undefined, { type, data }: QuotaEvent): QuotaWindows => {
  if (state === undefined) throw new RangeError(`${type} before ${data.agentId} had a window`);
  return state;
};

/** What is to be told, and what was told of the day that still runs. */
const kept = (warnings: readonly Warning[], day: Instant): readonly Warning[] =>
  warnings.filter(({ told, span, from }) => !told || (span === 'day' && from === day));

function evolve(state: QuotaWindows | undefined, event: Recorded<QuotaEvent>): QuotaWindows {
  switch (event.type) {
    case 'quota-window-opened':
      return { ...event.data, warnings: kept(state?.warnings ?? [], event.data.day) };
    case 'quota-reached': {
      const { span, from, share, limit } = event.data;
      const before = known(state, event);
      const warning = { span, from, share, limit, at: event.at, told: false };
      return { ...before, warnings: [...before.warnings, warning] };
    }
    case 'quota-told': {
      const before = known(state, event);
      const warnings = before.warnings.map((one) =>
        sameWarning(one, event.data) ? { ...one, told: true } : one,
      );
      return { ...before, warnings };
    }
    default:
      return assertNever(event);
  }
}

const rows = ({ agentId, warnings }: QuotaWindows) =>
  warnings
    .filter(({ told }) => !told)
    .map(({ span, from, share, limit, at }) =>
      dueRow({
        due: at,
        job: QUOTA_TELL_JOB,
        id: `${agentId}~${span}~${share}~${from.replaceAll(/[-:.]/g, '')}`,
        args: { agent: agentId, span, from, share, limit },
      }),
    );

/** The running windows of each agent with a quota. */
export const quotaWindows: Entity<QuotaWindows, QuotaEvent> = {
  kind: 'quotaWindows',
  prefix: 'QW',
  cached: true,
  idsOf: (event) => (isQuotaEvent(event) ? [event.data.agentId] : []),
  evolve,
  rows,
};

/** How many calls there may be in a span; undefined: any number. */
export const limitIn = (span: Span, { perHour, perDay }: Quota): number | undefined =>
  span === 'hour' ? perHour : perDay;

const baseIn = (span: Span, { hourBase, dayBase }: QuotaWindows): number =>
  span === 'hour' ? hourBase : dayBase;

const BOTH: readonly Span[] = ['hour', 'day'];

/** The windows that a moment falls into, where they have to be opened: the same day keeps its base. */
export function opening(
  agentId: string,
  state: QuotaWindows | undefined,
  done: number,
  now: Instant,
): readonly QuotaEvent[] {
  const [hour, day] = [beginningOf('hour', now), beginningOf('day', now)];
  if (state && state.hour >= hour) return [];
  const dayBase = state?.day === day ? Math.min(state.dayBase, done) : done;
  return [{ type: 'quota-window-opened', data: { agentId, hour, hourBase: done, day, dayBase } }];
}

/** The window that `done` calls of the week have used up, given as the number of the call in question; the longer one first. */
export const usedUp = (state: QuotaWindows, quota: Quota, done: number): Span | undefined =>
  BOTH.toReversed().find((span) => {
    const limit = limitIn(span, quota);
    return limit !== undefined && done - baseIn(span, state) > limit;
  });

const SHARES = [80, 100] as const;

/** What the owner has not been warned of yet. */
export function reached(state: QuotaWindows, quota: Quota, done: number): readonly QuotaEvent[] {
  return BOTH.flatMap((span) => {
    const [limit, from] = [limitIn(span, quota), span === 'hour' ? state.hour : state.day];
    if (limit === undefined || limit === 0) return [];
    const used = done - baseIn(span, state);
    return SHARES.filter((share) => used * 100 >= limit * share)
      .filter((share) => !state.warnings.some((one) => sameWarning(one, { span, from, share })))
      .map(
        (share): QuotaEvent => ({
          type: 'quota-reached',
          data: { agentId: state.agentId, span, from, share, limit },
        }),
      );
  });
}
