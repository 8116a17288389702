import { VerticalBarChart } from '@fluentui/react-charts';
import { tokens } from '@fluentui/react-components';

export interface WeekBar {
  /** `2026-W47` */
  readonly week: string;
  readonly value: number;
}

interface Props {
  readonly bars: readonly WeekBar[];
  readonly height: number;
  /** Drawn as a line: what the bars should stay below. */
  readonly limit?: number;
  /** They do not. */
  readonly isAlarm?: boolean;
}

/** A bar a week, the running one last. Drawn for the eye alone, and loaded when it is: charts are heavy. */
export function WeekBars({ bars, height, limit, isAlarm = false }: Props) {
  const color = isAlarm ? tokens.colorStatusDangerForeground1 : tokens.colorBrandForeground1;
  const data = bars.map(({ week, value }) => ({
    x: week.slice(5),
    y: value,
    legend: week,
    color,
    ...(limit !== undefined && { lineData: { y: limit } }),
  }));
  return (
    <VerticalBarChart
      data={data}
      height={height}
      margins={{ top: 12, bottom: 24, left: 8, right: 8 }}
      {...(limit !== undefined && {
        yMaxValue: Math.max(limit, ...bars.map(({ value }) => value)),
        lineLegendText: 'Limit',
        lineLegendColor: tokens.colorNeutralForeground2,
      })}
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
