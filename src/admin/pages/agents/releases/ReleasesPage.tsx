import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CalendarRegular } from '@fluentui/react-icons';
import { Link } from 'wouter';
import { Empty } from '../../../parts/Empty.tsx';
import { type KeyValue, KeyValues } from '../../../parts/KeyValues.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import { PageHead } from '../../../parts/PageHead.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Section } from '../../../parts/Section.tsx';
import { usePeople } from '../../../parts/usePeople.ts';
import { When } from '../../../parts/When.tsx';
import { spelledOut } from '../../../parts/words.ts';
import { useMe } from '../../../shell/reach.ts';
import { Tabs } from '../Tabs.tsx';
import { CalendarLists } from './CalendarLists.tsx';
import type { Calendar } from './calendarForm.ts';
import { Proposal } from './Proposal.tsx';
import { useCalendar } from './queries.ts';

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', marginTop: '12px' },
  faint: { margin: '12px 0 0', color: tokens.colorNeutralForeground2 },
});

/** When changes may take effect, what is proposed instead, and who may change it. */
export function ReleasesPage() {
  const styles = useStyles();
  const found = useCalendar();
  const mayChange = useMe().data?.may.includes('putReleaseCalendar') ?? false;
  return (
    <>
      <PageHead
        title="Release windows"
        lead="In which hours changes may take effect, and when nothing may. Pausing, revoking and taking away are never held back."
        actions={
          mayChange && (
            <Link href="/agents/releases/change" asChild>
              <Button as="a">Change windows and freezes</Button>
            </Link>
          )
        }
      />
      <Tabs here="releases" />
      <div className={styles.stack}>
        {found.isError && !found.data && (
          <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
        )}
        {found.isPending && <Loading what="release windows" />}
        {found.data && <Whole calendar={found.data} mayChange={mayChange} />}
      </div>
    </>
  );
}

function Whole({
  calendar,
  mayChange,
}: {
  readonly calendar: Calendar;
  readonly mayChange: boolean;
}) {
  const styles = useStyles();
  const { windows, freezes, proposal, setAt, setBy } = calendar;
  const nameOf = usePeople([setBy]);
  return (
    <>
      <Proposal proposal={proposal} />
      {windows.length + freezes.length === 0 ? (
        <Empty icon={<CalendarRegular />} title="Changes may take effect at any time">
          No windows and no freezes are set.{' '}
          {mayChange
            ? 'With “Change windows and freezes” you say when production may change.'
            : 'A governance admin sets them here.'}
        </Empty>
      ) : (
        <>
          <Section title="Now">
            <KeyValues items={calendar.now.map(standing)} />
            {setAt !== undefined && setBy !== undefined && (
              <p className={styles.faint}>
                Set by {nameOf(setBy)}, <When at={setAt} />
              </p>
            )}
          </Section>
          <CalendarLists lists={calendar} />
        </>
      )}
    </>
  );
}

const standing = ({ environment, open, freeze, next }: Calendar['now'][number]): KeyValue => ({
  key: spelledOut(environment),
  value: open ? (
    'Changes may take effect'
  ) : (
    <>
      {freeze === undefined ? 'No window is open' : `Frozen by ${freeze}`}
      {next && (
        <>
          . The next one, {next.window}, is open from <When at={next.from} /> to{' '}
          <When at={next.to} />
        </>
      )}
    </>
  ),
});
