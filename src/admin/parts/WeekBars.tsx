import { VerticalBarChart } from '@fluentui/react-charts';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

const BAR = '--week-bar';
const LIMIT = '--week-limit';

/** Where colours are forced, shapes keep theirs, so that these must be the system's. */
const useStyles = makeStyles({
  colours: {
    // A chart is as high as what holds it.
    height: '100%',
    [BAR]: tokens.colorBrandForeground1,
    [LIMIT]: tokens.colorNeutralForeground2,
    '@media (forced-colors: active)': { [BAR]: 'Highlight', [LIMIT]: 'CanvasText' },
  },
  alarm: {
    [BAR]: tokens.colorStatusDangerForeground1,
    '@media (forced-colors: active)': { [BAR]: 'CanvasText' },
  },
});

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
  const styles = useStyles();
  const data = bars.map(({ week, value }) => ({
    x: week.slice(5),
    y: value,
    legend: week,
    color: `var(${BAR})`,
    ...(limit !== undefined && { lineData: { y: limit } }),
  }));
  return (
    <div className={mergeClasses(styles.colours, isAlarm && styles.alarm)}>
      <VerticalBarChart
        data={data}
        height={height}
        margins={{ top: 12, bottom: 24, left: 8, right: 8 }}
        {...(limit !== undefined && {
          yMaxValue: Math.max(limit, ...bars.map(({ value }) => value)),
          lineLegendText: 'Limit',
          lineLegendColor: `var(${LIMIT})`,
        })}
        hideLegend
        hideTooltip
        hideLabels
        hideTickOverlap
        maxBarWidth={20}
        yAxisTickCount={2}
        yAxisTickFormat={() => ''}
      />
    </div>
  );
}
