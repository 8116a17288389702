import { Button, makeStyles, Tab, TabList } from '@fluentui/react-components';
import { CheckmarkCircleRegular, FilterRegular } from '@fluentui/react-icons';
import { useSearchParams } from 'wouter';
import { Empty } from '../../parts/Empty.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Pager } from '../../parts/Pager.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { FilterBar } from './FilterBar.tsx';
import {
  type Filters,
  filtersOf,
  ORDERS,
  orderIn,
  ordersOf,
  queryOf,
  SHOWN,
  type Shown,
  searchOf,
} from './filters.ts';
import { useRequests } from './queries.ts';
import { RequestTable } from './RequestTable.tsx';

const TITLES: Readonly<Record<Shown, string>> = {
  mine: 'Waiting for you',
  pending: 'All waiting',
  all: 'History',
};

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px 24px', marginBottom: '12px' },
  tabs: { marginInlineStart: '-12px', overflowX: 'auto' },
});

const isShown = (value: unknown): value is Shown => SHOWN.some((one) => one === value);

/** Requests that wait, and all there ever were; what is shown stands in the address. */
export function RequestListPage() {
  const styles = useStyles();
  const [search, setSearch] = useSearchParams();
  const filters = filtersOf(search);
  const show = (change: Partial<Filters>): void =>
    setSearch(searchOf({ ...filters, after: '', ...change }));
  return (
    <>
      <PageHead
        title="Requests"
        lead="What agents and people asked for, and who answered. Nobody’s silence allows anything."
      />
      <div className={styles.bar}>
        <TabList
          aria-label="Which requests"
          className={styles.tabs}
          selectedValue={filters.show}
          onTabSelect={(_event, { value }) =>
            isShown(value) && show({ show: value, status: '', order: '' })
          }
        >
          {SHOWN.map((one) => (
            <Tab key={one} value={one}>
              {TITLES[one]}
            </Tab>
          ))}
        </TabList>
        <FilterBar filters={filters} onChange={show} />
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
  const found = useRequests(queryOf(filters));
  if (found.isError)
    return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading what="requests" />;
  const { data, next } = found.data;
  return (
    <>
      <Panel isBusy={found.isPlaceholderData}>
        {data.items.length === 0 ? (
          <NoneFound filters={filters} show={show} goesOn={next !== undefined} />
        ) : (
          <RequestTable
            requests={data.items}
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

function NoneFound({ filters, show, goesOn }: FoundProps & { readonly goesOn: boolean }) {
  const { show: shown, agent, kind, status } = filters;
  if (goesOn)
    return (
      <Empty icon={<FilterRegular />} title="None on this page">
        There are more: go on with “Next page”.
      </Empty>
    );
  if (agent !== '' || kind !== '' || status !== '')
    return (
      <Empty icon={<FilterRegular />} title="Nothing fits these filters">
        <Button appearance="transparent" onClick={() => show({ agent: '', kind: '', status: '' })}>
          Clear the filters
        </Button>
      </Empty>
    );
  if (shown === 'mine')
    return (
      <Empty icon={<CheckmarkCircleRegular />} title="Nothing waits for you">
        <Button appearance="transparent" onClick={() => show({ show: 'all' })}>
          See what was decided before
        </Button>
      </Empty>
    );
  return (
    <Empty
      icon={<CheckmarkCircleRegular />}
      title={
        shown === 'pending'
          ? 'Nothing that you may see waits'
          : 'Nothing that you may see was asked yet'
      }
    >
      You see the requests of agents you own, those you were asked about, and with a governance role
      all of them.
    </Empty>
  );
}
