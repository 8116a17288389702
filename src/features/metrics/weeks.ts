import * as z from 'zod';
import type { Clock } from '../../kernel/instant.ts';
import { isBefore } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import { type Route, route } from '../../kernel/route.ts';
import { metricSchema } from '../../kernel/section.ts';
import { type Week, weekBefore, weekOf } from '../../kernel/week.ts';
import { approvalMetrics, cohortMetrics, coverageMetrics } from './domain/metrics.ts';

export interface MetricsDeps {
  readonly ledger: Pick<Ledger, 'reads'>;
  readonly clock: Clock;
}

const weekSchema = z.strictObject({
  week: z.string(),
  from: z.string(),
  to: z.string(),
  final: z.boolean(),
  metrics: z.array(metricSchema),
});

/** The newest `count` weeks, the running one last. */
function weeksUntil(week: Week, count: number): readonly Week[] {
  const weeks = [week];
  for (let one = week; weeks.length < count; weeks.unshift(one)) one = weekBefore(one);
  return weeks;
}

/** The figures of several weeks, for charts: from the weeks' counters alone. */
export const weeksRoute = ({ ledger, clock }: MetricsDeps): Route =>
  route({
    id: 'getMetrics',
    method: 'GET',
    path: '/metrics',
    summary: 'The figures of the last weeks, the running one last',
    callers: ['admin', 'board', 'security', 'compliance'],
    params: z.strictObject({}),
    query: z.strictObject({ weeks: z.coerce.number().int().min(1).max(26).default(8) }),
    body: undefined,
    output: z.strictObject({ weeks: z.array(weekSchema) }),
    success: 200,
    problems: [],
    handle: async ({ query }) => {
      const now = clock.now();
      const weeks = weeksUntil(weekOf(now), query.weeks + 1);
      const [first, last] = [weeks[0]?.name ?? '', weeks.at(-1)?.name ?? ''];
      const cells = await ledger.reads.countersBetween(first, last);
      const shown = weeks.map((week) => {
        const { name, from, to } = week;
        const [own, before] = [cells.get(name) ?? {}, cells.get(weekBefore(week).name) ?? {}];
        const metrics = [
          ...approvalMetrics(own, before),
          ...coverageMetrics(own, before),
          ...cohortMetrics(own, before),
        ];
        return { week: name, from, to, final: !isBefore(now, to), metrics };
      });
      return { status: 200, body: { weeks: shown.slice(1) } };
    },
  });
