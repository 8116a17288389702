import { Badge, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { Loading } from '../../../parts/Loading.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Section } from '../../../parts/Section.tsx';
import { WeekFigure } from '../../../parts/WeekFigure.tsx';
import { When } from '../../../parts/When.tsx';
import type { Counter } from '../model.ts';
import { useAccumulation } from '../queries.ts';

const TITLES: Readonly<Record<Counter['counter'], string>> = {
  scopes: 'Scopes',
  sites: 'Sites',
  connectors: 'Connectors',
};

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(148px, 100%), 1fr))',
    gap: '16px 20px',
  },
  since: { display: 'block', color: tokens.colorNeutralForeground2 },
  about: { margin: '12px 0 0', color: tokens.colorNeutralForeground2 },
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
  return (
    <WeekFigure
      title={TITLES[counter.counter]}
      now={now}
      of={`of ${limit}`}
      weeks={weeks.map(({ week, count }) => ({
        week,
        value: count ?? 0,
        text: count === undefined ? 'not counted' : String(count),
      }))}
      height={104}
      limit={limit}
      isAlarm={above}
    >
      {above && (
        <Badge appearance="tint" color="danger">
          Above its template
        </Badge>
      )}
      <Caption1 className={styles.since}>{sinceThen(now - first)}</Caption1>
    </WeekFigure>
  );
}

const sinceThen = (more: number): string =>
  more === 0
    ? 'As when it was first counted'
    : `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} than when it was first counted`;
