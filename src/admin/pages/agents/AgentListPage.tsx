import { Button, makeStyles } from '@fluentui/react-components';
import { BotRegular, FilterRegular } from '@fluentui/react-icons';
import { Link, useSearchParams } from 'wouter';
import { Empty } from '../../parts/Empty.tsx';
import { InLink } from '../../parts/InLink.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Pager } from '../../parts/Pager.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useMe } from '../../shell/reach.ts';
import { AgentFilters } from './AgentFilters.tsx';
import { AgentTable } from './AgentTable.tsx';
import { type Filters, filtersOf, ORDERS, orderIn, queryOf, searchOf } from './filters.ts';
import { useAgents } from './queries.ts';
import { Tabs } from './Tabs.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 24px',
    marginBottom: '12px',
  },
});

/** Every agent that is governed here; what is shown stands in the address. */
export function AgentListPage() {
  const styles = useStyles();
  const [search, setSearch] = useSearchParams();
  const mayImport = useMe().data?.may.includes('importRegistry') === true;
  const filters = filtersOf(search);
  const show = (change: Partial<Filters>): void =>
    setSearch(searchOf({ ...filters, after: '', ...change }));
  return (
    <>
      <PageHead
        title="Agents"
        lead="Everything that acts on its own here: whose it is, what it may do, and whether it may at the moment."
        actions={
          mayImport && (
            <Link href="/agents/import" asChild>
              <Button as="a">Import an inventory</Button>
            </Link>
          )
        }
      />
      <div className={styles.bar}>
        <Tabs here="agents" />
        <AgentFilters filters={filters} onChange={show} />
      </div>
      <Found filters={filters} show={show} />
    </>
  );
}

interface FoundProps {
  readonly filters: Filters;
  readonly show: (change: Partial<Filters>) => void;
}

function Found({ filters, show }: FoundProps) {
  const found = useAgents(queryOf(filters));
  if (found.isError && !found.data)
    return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading what="agents" />;
  const { data, next } = found.data;
  return (
    <>
      <Panel isBusy={found.isPlaceholderData}>
        {data.items.length === 0 ? (
          <NoneFound filters={filters} show={show} />
        ) : (
          <AgentTable
            agents={data.items}
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
  const { after: _after, order: _order, ...narrowing } = filters;
  if (Object.values(narrowing).some((value) => value !== ''))
    return (
      <Empty icon={<FilterRegular />} title="No agent fits these filters">
        <Button appearance="transparent" onClick={() => show(filtersOf(new URLSearchParams()))}>
          Clear the filters
        </Button>
      </Empty>
    );
  return (
    <Empty icon={<BotRegular />} title="No agent is governed here yet">
      An admin adds the first ones: <InLink href="/agents/import">import an inventory</InLink>, JSON
      or a table. Until then every call of an agent is denied.
    </Empty>
  );
}
