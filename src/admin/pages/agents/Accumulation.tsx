import { Badge, Caption1, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import type { Counter } from './model.ts';
import { useAccumulation } from './queries.ts';

/** Charts are half as heavy as all the rest: the page stands before they come. */
const WeekBars = lazy(async () => ({
  default: (await import('../../parts/WeekBars.tsx')).WeekBars,
}));

const TITLES: Readonly<Record<Counter['counter'], string>> = {
  scopes: 'Scopes',
  sites: 'Sites',
  connectors: 'Connectors',
};

const CHART_HEIGHT = 104;

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(148px, 100%), 1fr))',
    gap: '16px 20px',
  },
  figure: { margin: 0, minWidth: 0 },
  title: { display: 'block', color: tokens.colorNeutralForeground2 },
  faint: { color: tokens.colorNeutralForeground2 },
  chart: { height: `${CHART_HEIGHT}px` },
  about: { margin: '12px 0 0', color: tokens.colorNeutralForeground2 },
  aside: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/** What the agent has gathered in the last weeks, beside what its phase expects; each chart says the same in a table. */
export function Accumulation({ agentId }: { readonly agentId: string }) {
  const styles = useStyles();
  const found = useAccumulation(agentId);
  return (
    <Section title="What it has gathered">
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="its counters" />}
      {found.data && (
        <>
          <div className={styles.grid}>
            {found.data.counters.map((counter) => (
              <Figure key={counter.counter} counter={counter} />
            ))}
          </div>
          <p className={styles.about}>
            The line is the template of the {found.data.phase} phase.{' '}
            {found.data.since === undefined ? (
              'Weeks fill from the first count on.'
            ) : (
              <>
                Counted since <When at={found.data.since} />.
              </>
            )}
          </p>
        </>
      )}
    </Section>
  );
}

function Figure({ counter }: { readonly counter: Counter }) {
  const styles = useStyles();
  const { now, limit, above, first, weeks } = counter;
  const title = TITLES[counter.counter];
  return (
    <figure className={styles.figure}>
      <figcaption>
        <Caption1 className={styles.title}>{title}</Caption1>
        <Subtitle1>{now}</Subtitle1> <Caption1 className={styles.faint}>of {limit}</Caption1>{' '}
        {above && (
          <Badge appearance="tint" color="danger">
            Above its template
          </Badge>
        )}
        <Caption1 className={styles.title}>{sinceThen(now - first)}</Caption1>
      </figcaption>
      <div className={styles.chart} inert>
        <Suspense fallback={null}>
          <WeekBars
            bars={weeks.map(({ week, count = 0 }) => ({ week, value: count }))}
            height={CHART_HEIGHT}
            limit={limit}
            isAlarm={above}
          />
        </Suspense>
      </div>
      <table className={styles.aside}>
        <caption>{title}</caption>
        <tbody>
          {weeks.map(({ week, count }) => (
            <tr key={week}>
              <th scope="row">{week}</th>
              <td>{count ?? 'not counted'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

const sinceThen = (more: number): string =>
  more === 0
    ? 'As when it was first counted'
    : `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} than when it was first counted`;
