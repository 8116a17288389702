import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { type Column, ListTable } from '../../parts/ListTable.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { NotForYou } from '../../shell/NotForYou.tsx';
import { useMe, whoseIs } from '../../shell/reach.ts';
import { isAlarm } from './figures.ts';
import type { Metric } from './model.ts';
import { useWeeks } from './queries.ts';
import { Tabs } from './Tabs.tsx';

const WEEKS = 12;

const useStyles = makeStyles({
  tabs: { marginBottom: '12px' },
  week: { fontWeight: tokens.fontWeightSemibold },
});

interface Week {
  readonly week: string;
  readonly from: string;
  readonly to: string;
  readonly final: boolean;
  readonly metrics: readonly Metric[];
}

/** The digests of the last weeks, the running one first; each leads on to older ones. */
export function WeeksPage() {
  const styles = useStyles();
  const me = useMe().data;
  const whose = me && whoseIs(me, 'getDigest');
  const found = useWeeks(WEEKS, me !== undefined && whose === undefined);
  if (whose !== undefined) return <NotForYou title="Digests" whose={whose} />;
  return (
    <>
      <PageHead
        title="Digests"
        lead="What each week came to: the account that the review board gets on Mondays."
      />
      <div className={styles.tabs}>
        <Tabs here="digests" />
      </div>
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="the weeks" />}
      {found.data && (
        <Panel>
          <Weeks weeks={found.data.weeks.toReversed()} />
        </Panel>
      )}
    </>
  );
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

const figure = ({ metrics }: Week, id: string): string =>
  metrics.find((one) => one.id === id)?.text ?? '–';

function Weeks({ weeks }: { readonly weeks: readonly Week[] }) {
  const styles = useStyles();
  const columns: readonly [Column<Week>, ...Column<Week>[]] = [
    {
      label: 'Week',
      cell: ({ week, final }) => (
        <>
          <span className={styles.week}>{week}</span>{' '}
          {!final && <Badge appearance="tint">Running</Badge>}
        </>
      ),
    },
    {
      label: 'Days',
      still: true,
      cell: ({ from, to }) => day.formatRange(new Date(from), new Date(new Date(to).getTime() - 1)),
    },
    { label: 'Actions asked', isNamed: true, cell: (one) => figure(one, 'asked:actions') },
    { label: 'Approved', isNamed: true, cell: (one) => figure(one, 'approvedShare:actions') },
    { label: 'Half decided within', isNamed: true, cell: (one) => figure(one, 'waitP50:actions') },
    {
      label: 'To do',
      isNamed: true,
      cell: ({ metrics }) => {
        const alarms = metrics.filter(isAlarm).length;
        return alarms === 0 ? (
          'Nothing'
        ) : (
          <Badge appearance="tint" color="warning">
            {alarms}
          </Badge>
        );
      },
    },
  ];
  return (
    <ListTable
      rows={weeks}
      keyOf={({ week }) => week}
      href={({ week }) => `/feedback/digests/${week}`}
      columns={columns}
    />
  );
}
