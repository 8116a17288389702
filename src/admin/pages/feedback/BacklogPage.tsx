import { Button, makeStyles } from '@fluentui/react-components';
import { FilterRegular, ThumbLikeRegular } from '@fluentui/react-icons';
import { Link, useSearchParams } from 'wouter';
import { AgentFilter } from '../../parts/AgentFilter.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Pager } from '../../parts/Pager.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { CaseTable } from './CaseTable.tsx';
import {
  type Filters,
  filtersOf,
  ORDERS,
  orderIn,
  ordersOf,
  queryOf,
  STATUSES,
  searchOf,
} from './filters.ts';
import { SHADOW_USE, STATUS_WORDS } from './model.ts';
import { useCases, useCategories } from './queries.ts';
import { Tabs } from './Tabs.tsx';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px 24px', marginBottom: '12px' },
  filters: { marginInlineStart: 'auto' },
  choice: { minWidth: '132px' },
});

/** What people reported, the most pressing first: blocked people × severity × how often. */
export function BacklogPage() {
  const styles = useStyles();
  const [search, setSearch] = useSearchParams();
  const filters = filtersOf(search);
  const show = (change: Partial<Filters>): void =>
    setSearch(searchOf({ ...filters, after: '', ...change }));
  return (
    <>
      <PageHead
        title="Feedback"
        lead="What people reported, the most pressing first: how many it blocks, how bad it is, how often it came back."
        actions={
          <Link href="/feedback/report" asChild>
            <Button as="a" appearance="primary">
              Report a problem
            </Button>
          </Link>
        }
      />
      <div className={styles.bar}>
        <Tabs here="backlog" />
        <FilterBar filters={filters} onChange={show} />
      </div>
      <Found filters={filters} show={show} />
    </>
  );
}

interface FilterProps {
  readonly filters: Filters;
  readonly onChange: (change: Partial<Filters>) => void;
}

function FilterBar({ filters, onChange }: FilterProps) {
  const styles = useStyles();
  const categories = useCategories().data?.items ?? [];
  const labels = new Map(categories.map(({ id, label }) => [id, label]));
  return (
    <AgentFilter
      label="Cases"
      isSearch
      className={styles.filters}
      agent={filters.agent}
      onAgent={(agent) => onChange({ agent })}
    >
      <Choice
        className={styles.choice}
        label="Category"
        all="Any category"
        values={[...labels.keys(), SHADOW_USE]}
        wordOf={(id) => labels.get(id) ?? 'Shadow use'}
        value={filters.category}
        onChange={(category) => onChange({ category })}
      />
      <Choice
        className={styles.choice}
        label="Status"
        all="Not ended"
        values={STATUSES}
        wordOf={(status) => STATUS_WORDS[status]}
        value={filters.status}
        onChange={(status) => onChange({ status })}
      />
    </AgentFilter>
  );
}

interface FoundProps {
  readonly filters: Filters;
  readonly show: (change: Partial<Filters>) => void;
}

function Found({ filters, show }: FoundProps) {
  const found = useCases(queryOf(filters));
  if (found.isError && !found.data)
    return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading what="cases" />;
  const { data, next } = found.data;
  return (
    <>
      <Panel isBusy={found.isPlaceholderData}>
        {data.items.length === 0 ? (
          <NoneFound filters={filters} show={show} />
        ) : (
          <CaseTable
            cases={data.items}
            orders={ordersOf(filters)}
            sorting={{
              order: orderIn(filters),
              onOrder: (order) => show({ order: ORDERS.find((one) => one === order) ?? '' }),
            }}
          />
        )}
      </Panel>
      <Pager after={filters.after} next={next} onGo={(after) => show({ after })} />
    </>
  );
}

function NoneFound({ filters, show }: FoundProps) {
  const { agent, category, status } = filters;
  if (agent !== '' || category !== '' || status !== '')
    return (
      <Empty icon={<FilterRegular />} title="No case fits these filters">
        <Button
          appearance="transparent"
          onClick={() => show({ agent: '', category: '', status: '' })}
        >
          Clear the filters
        </Button>
      </Empty>
    );
  return (
    <Empty icon={<ThumbLikeRegular />} title="Nothing that you may see waits in the backlog">
      You see your own reports and those about agents you own; those who oversee see all of them.
      When an agent gets something wrong, report it here or with a message to the bot.
    </Empty>
  );
}
