import { Caption1, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { lazy, type ReactNode, Suspense } from 'react';

/** Charts are half as heavy as all the rest: the page stands before they come. */
const WeekBars = lazy(async () => ({ default: (await import('./WeekBars.tsx')).WeekBars }));

const useStyles = makeStyles({
  figure: { margin: 0, minWidth: 0 },
  title: { display: 'block', color: tokens.colorNeutralForeground2 },
  faint: { color: tokens.colorNeutralForeground2 },
  aside: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

interface Props {
  readonly title: string;
  /** The newest figure, and what it is of. */
  readonly now: ReactNode;
  readonly of: string;
  /** What else is said above the chart. */
  readonly children?: ReactNode;
  /** Week by week: how high its bar is, and what the table says. */
  readonly weeks: readonly {
    readonly week: string;
    readonly value: number;
    readonly text: string;
  }[];
  /** In pixels. */
  readonly height: number;
  readonly limit?: number;
  readonly isAlarm?: boolean;
}

/** A figure of the last weeks as a small chart; those who do not see it hear the same from a table. */
export function WeekFigure({ title, now, of, children, weeks, height, ...bars }: Props) {
  const styles = useStyles();
  return (
    <figure className={styles.figure}>
      <figcaption>
        <Caption1 className={styles.title}>{title}</Caption1>
        <Subtitle1>{now}</Subtitle1> <Caption1 className={styles.faint}>{of}</Caption1> {children}
      </figcaption>
      <div style={{ height }} inert>
        <Suspense fallback={null}>
          <WeekBars bars={weeks} height={height} {...bars} />
        </Suspense>
      </div>
      <table className={styles.aside}>
        <caption>{title}</caption>
        <tbody>
          {weeks.map(({ week, text }) => (
            <tr key={week}>
              <th scope="row">{week}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
