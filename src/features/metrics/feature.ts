import type { Feature } from '../../kernel/feature.ts';
import type { DigestSection, Metric } from '../../kernel/section.ts';
import { approvalMetrics, cohortMetrics, coverageMetrics } from './domain/metrics.ts';
import { unseen } from './domain/unseen.ts';
import { type MetricsDeps, weeksRoute } from './weeks.ts';

const alarms = (metrics: readonly Metric[]): number =>
  metrics.filter(({ action }) => action !== 'none').length;

const summaryOf = (metrics: readonly Metric[], nothing: string): string => {
  if (metrics.length === 0) return nothing;
  const found = alarms(metrics);
  return found === 0
    ? `${metrics.length} figures, none asks for action.`
    : `${found} of ${metrics.length} figures ask for action.`;
};

const metricsSection: DigestSection = {
  id: 'metrics',
  build: async ({ cells, before }) => {
    const metrics = [...coverageMetrics(cells, before), ...cohortMetrics(cells, before)];
    const items = unseen(cells);
    return {
      metrics,
      summary: summaryOf(metrics, 'No agent asked for anything this week.'),
      ...(items.length > 0 && { items }),
    };
  },
};

const approvalsSection: DigestSection = {
  id: 'approvals',
  build: async ({ cells, before }) => {
    const metrics = approvalMetrics(cells, before);
    const asked = metrics.filter(({ id }) => id.startsWith('asked:'));
    return {
      metrics,
      summary:
        asked.length === 0 ? 'Nothing was put before anybody this week.' : summaryOf(metrics, ''),
      ...(asked.length > 0 && {
        chart: {
          title: 'Asked this week',
          bars: asked.map(({ label, value }) => ({
            label: label.replace(': asked', ''),
            value: value ?? 0,
          })),
        },
      }),
    };
  },
};

/** Figures folded from the week's counters: each with its sample size, last week's value and what it suggests. */
export const metricsFeature = (deps: MetricsDeps): Feature => ({
  name: 'metrics',
  events: {},
  subjects: () => [],
  entities: [],
  commands: [],
  verbs: [],
  dialogs: [],
  routes: [weeksRoute(deps)],
  jobs: [],
  sections: [metricsSection, approvalsSection],
});
