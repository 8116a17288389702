import { Button, Input, makeStyles, Select } from '@fluentui/react-components';
import { FilterRegular, SearchRegular, ThumbLikeRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
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
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    marginInlineStart: 'auto',
  },
  agent: { width: '168px' },
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
  const [agent, setAgent] = useState(filters.agent);
  useEffect(() => setAgent(filters.agent), [filters.agent]);
  const searched = (): void => {
    if (agent.trim() !== filters.agent) onChange({ agent: agent.trim() });
  };
  const categories = useCategories().data?.items ?? [];
  return (
    <form
      role="search"
      aria-label="Cases"
      className={styles.filters}
      onSubmit={(event) => {
        event.preventDefault();
        searched();
      }}
    >
      <Input
        className={styles.agent}
        aria-label="Agent id"
        placeholder="Agent id"
        contentBefore={<SearchRegular aria-hidden />}
        value={agent}
        onChange={(_event, { value }) => setAgent(value)}
        onBlur={searched}
      />
      <Select
        className={styles.choice}
        aria-label="Category"
        value={filters.category}
        onChange={(_event, { value }) => onChange({ category: value })}
      >
        <option value="">Any category</option>
        {categories.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
        <option value={SHADOW_USE}>Shadow use</option>
      </Select>
      <Select
        className={styles.choice}
        aria-label="Status"
        value={filters.status}
        onChange={(_event, { value }) =>
          onChange({ status: STATUSES.find((one) => one === value) ?? '' })
        }
      >
        <option value="">Not ended</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {STATUS_WORDS[status]}
          </option>
        ))}
      </Select>
    </form>
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
