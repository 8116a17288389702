import { VerticalBarChart } from '@fluentui/react-charts';
import { tokens } from '@fluentui/react-components';
import type { Series } from './figures.ts';

const HEIGHT = 112;

/** A bar a week, the running one last. Drawn for the eye alone. */
export function WeekBars({ series }: { readonly series: Series }) {
  const data = series.points.map(({ week, value = 0 }) => ({
    x: week.slice(5),
    y: value,
    legend: week,
    color: tokens.colorBrandForeground1,
  }));
  return (
    <VerticalBarChart
      data={data}
      height={HEIGHT}
      margins={{ top: 12, bottom: 24, left: 8, right: 8 }}
      hideLegend
      hideTooltip
      hideLabels
      hideTickOverlap
      maxBarWidth={20}
      yAxisTickCount={2}
      yAxisTickFormat={() => ''}
    />
  );
}
