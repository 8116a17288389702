import { makeStyles, tokens } from '@fluentui/react-components';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { WeekFigure } from '../../parts/WeekFigure.tsx';
import { type Series, seriesOf } from './figures.ts';
import { useWeeks } from './queries.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(272px, 100%), 1fr))',
    gap: '20px 24px',
  },
  faint: { color: tokens.colorNeutralForeground2 },
  quiet: {
    margin: '12px 0 0',
    color: tokens.colorNeutralForeground2,
    ':first-child': { margin: 0 },
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
          <WeekFigure
            key={one.id}
            title={one.title}
            now={one.text}
            of="this week"
            weeks={one.points.map(({ value = 0, ...point }) => ({ ...point, value }))}
            height={112}
          />
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
