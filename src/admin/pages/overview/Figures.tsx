import { Caption1, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { type Series, seriesOf } from './figures.ts';
import { useWeeks } from './queries.ts';

/** Charts are half as heavy as all the rest: the page stands before they come. */
const WeekBars = lazy(async () => ({
  default: (await import('../../parts/WeekBars.tsx')).WeekBars,
}));

const CHART_HEIGHT = 112;

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(272px, 100%), 1fr))',
    gap: '20px 24px',
  },
  figure: { margin: 0, minWidth: 0 },
  title: { display: 'block', color: tokens.colorNeutralForeground2 },
  chart: { height: `${CHART_HEIGHT}px` },
  faint: { color: tokens.colorNeutralForeground2 },
  quiet: {
    margin: '12px 0 0',
    color: tokens.colorNeutralForeground2,
    ':first-child': { margin: 0 },
  },
  aside: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/** The last weeks in small charts; each says the same in a table for those who do not see it. */
export function Figures() {
  const styles = useStyles();
  const found = useWeeks(true);
  const series = seriesOf(found.data?.weeks ?? []);
  const counted = series.filter(hasBars);
  const quiet = series.filter((one) => !hasBars(one));
  return (
    <Section title="Figures of the last eight weeks">
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="figures" />}
      {found.data && series.length === 0 && (
        <span className={styles.faint}>
          Nothing was counted yet: figures appear with the first request.
        </span>
      )}
      <div className={styles.grid}>
        {counted.map((one) => (
          <Figure key={one.id} series={one} />
        ))}
      </div>
      {quiet.length > 0 && (
        <p className={styles.quiet}>
          Nothing in any of these weeks: {quiet.map(({ title }) => title.toLowerCase()).join('; ')}.
        </p>
      )}
    </Section>
  );
}

const hasBars = ({ points }: Series): boolean => points.some(({ value = 0 }) => value > 0);

function Figure({ series }: { readonly series: Series }) {
  const styles = useStyles();
  return (
    <figure className={styles.figure}>
      <figcaption>
        <Caption1 className={styles.title}>{series.title}</Caption1>
        <Subtitle1>{series.text}</Subtitle1> <Caption1 className={styles.faint}>this week</Caption1>
      </figcaption>
      <div className={styles.chart} inert>
        <Suspense fallback={null}>
          <WeekBars
            bars={series.points.map(({ week, value = 0 }) => ({ week, value }))}
            height={CHART_HEIGHT}
          />
        </Suspense>
      </div>
      <table className={styles.aside}>
        <caption>{series.title}</caption>
        <tbody>
          {series.points.map(({ week, text }) => (
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
