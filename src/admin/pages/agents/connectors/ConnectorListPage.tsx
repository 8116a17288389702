import {
  Badge,
  Button,
  Caption1,
  makeStyles,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import { PlugDisconnectedRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { Empty } from '../../../parts/Empty.tsx';
import { type Column, ListTable } from '../../../parts/ListTable.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import type { Sorting } from '../../../parts/OrderHead.tsx';
import { PageHead } from '../../../parts/PageHead.tsx';
import { Pager } from '../../../parts/Pager.tsx';
import { Panel } from '../../../parts/Panel.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { TierBadge } from '../../../parts/TierBadge.tsx';
import { When } from '../../../parts/When.tsx';
import { SYSTEMS, spelledOut } from '../../../parts/words.ts';
import { Activity } from '../agent/Activity.tsx';
import type { ConnectorItem } from '../model.ts';
import { useConnectors } from '../queries.ts';
import { Tabs } from '../Tabs.tsx';

const LISTS = ['approved', 'probation', 'rejected', 'revoked'] as const;
type List = (typeof LISTS)[number];

/** What a list is about, and what to do where it is empty. */
const ABOUT: Readonly<Record<List, { readonly is: string; readonly none: string }>> = {
  approved: {
    is: 'Usable in their environments, production among them, by agents that have a tier for them.',
    none: 'A connector is approved after a probation. Ask for one to begin.',
  },
  probation: {
    is: 'On trial for thirty days in development and pilot, drafts at most. At the end an admin promotes, extends or revokes.',
    none: 'Nothing is on trial. A connector that is asked for and reviewed comes here first.',
  },
  rejected: {
    is: 'Asked for and refused: every call is denied.',
    none: 'No connector was refused.',
  },
  revoked: {
    is: 'Was usable once and is so no more: every call is denied.',
    none: 'No connector was taken away.',
  },
};

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px 24px', marginBottom: '4px' },
  lists: { marginInlineStart: 'auto', flexWrap: 'wrap' },
  about: { margin: '0 0 12px', color: tokens.colorNeutralForeground2 },
  name: { fontWeight: tokens.fontWeightSemibold },
  id: { display: 'block', color: tokens.colorNeutralForeground2 },
});

/** The four lists of connectors; which one stands in the address. */
export function ConnectorListPage() {
  const styles = useStyles();
  const [search, setSearch] = useSearchParams();
  const list = LISTS.find((one) => one === search.get('list')) ?? 'approved';
  const order = search.get('order') === '-name' ? '-name' : 'name';
  const show = (wanted: List, after = '', by = order): void =>
    setSearch({
      ...(wanted !== 'approved' && { list: wanted }),
      ...(by !== 'name' && { order: by }),
      ...(after !== '' && { after }),
    });
  return (
    <>
      <PageHead
        title="Connectors"
        lead="What agents reach the world with. Whatever is not listed as approved or on probation is denied."
        actions={
          <Link href="/agents/ask/connector" asChild>
            <Button as="a" appearance="primary">
              Ask for a connector
            </Button>
          </Link>
        }
      />
      <div className={styles.bar}>
        <Tabs here="connectors" />
        <TabList
          aria-label="Which list"
          size="small"
          appearance="subtle"
          className={styles.lists}
          selectedValue={list}
          onTabSelect={(_event, { value }) =>
            show(LISTS.find((one) => one === value) ?? 'approved')
          }
        >
          {LISTS.map((one) => (
            <Tab key={one} value={one}>
              {spelledOut(one)}
            </Tab>
          ))}
        </TabList>
      </div>
      <p className={styles.about}>{ABOUT[list].is}</p>
      <Found
        list={list}
        after={search.get('after') ?? ''}
        onGo={(after) => show(list, after)}
        sorting={{
          order,
          onOrder: (wanted) => show(list, '', wanted === '-name' ? '-name' : 'name'),
        }}
      />
    </>
  );
}

interface FoundProps {
  readonly list: List;
  readonly after: string;
  readonly onGo: (after: string) => void;
  readonly sorting: Sorting;
}

function Found({ list, after, onGo, sorting }: FoundProps) {
  const found = useConnectors(list, after, sorting.order === '-name' ? '-name' : 'name');
  if (found.isError && !found.data)
    return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading what="connectors" />;
  const { data, next } = found.data;
  return (
    <>
      <Panel isBusy={found.isPlaceholderData}>
        {data.items.length === 0 ? (
          <Empty icon={<PlugDisconnectedRegular />} title="Nothing on this list">
            {ABOUT[list].none}
          </Empty>
        ) : (
          <Connectors connectors={data.items} list={list} sorting={sorting} />
        )}
      </Panel>
      <Pager after={after} next={next} onGo={onGo} />
    </>
  );
}

interface ConnectorsProps {
  readonly connectors: readonly ConnectorItem[];
  readonly list: List;
  readonly sorting: Sorting;
}

function Connectors({ connectors, list, sorting }: ConnectorsProps) {
  const styles = useStyles();
  const columns: readonly [Column<ConnectorItem>, ...Column<ConnectorItem>[]] = [
    {
      label: 'Connector',
      orders: [
        { name: 'name', runs: 'ascending' },
        { name: '-name', runs: 'descending' },
      ],
      cell: ({ displayName, id, systemClass }) => (
        <>
          <span className={styles.name}>{displayName}</span>
          <Caption1 className={styles.id}>
            {id} · {SYSTEMS[systemClass] ?? systemClass}
          </Caption1>
        </>
      ),
    },
    {
      label: 'At most',
      isNamed: true,
      cell: ({ tierCeiling }) => <TierBadge tier={tierCeiling} />,
    },
    {
      label: 'In',
      isNamed: true,
      cell: ({ environments }) => environments.map(spelledOut).join(', ') || 'Nowhere',
    },
    { label: 'Tools', isNamed: true, still: true, cell: ({ tools }) => tools.length },
    { label: 'Agents', isNamed: true, still: true, cell: ({ agents }) => agents ?? '–' },
    {
      label: 'This week',
      still: true,
      cell: ({ activity }) => <Activity activity={activity} />,
    },
    ...(list === 'probation'
      ? [
          {
            label: 'Probation',
            still: true,
            cell: (one: ConnectorItem) => <Ends connector={one} />,
          },
        ]
      : []),
  ];
  return (
    <ListTable
      rows={connectors}
      keyOf={({ id }) => id}
      href={({ id }) => `/agents/connectors/${id}`}
      columns={columns}
      sorting={sorting}
    />
  );
}

const SOON_MS = 5 * 86_400_000;
const FAR_MS = 90 * 86_400_000;

/** When a probation ends; past that the connector is closed until an admin decides. */
export function Ends({ connector }: { readonly connector: Pick<ConnectorItem, 'probationEnds'> }) {
  const { probationEnds } = connector;
  const [now] = useState(() => Date.now());
  if (probationEnds === undefined) return 'No end is known';
  const left = new Date(probationEnds).getTime() - now;
  if (left <= 0)
    return (
      <Badge appearance="tint" color="danger">
        Over: an admin decides
      </Badge>
    );
  return (
    <>
      {left < SOON_MS ? (
        <Badge appearance="tint" color="warning">
          Ends soon
        </Badge>
      ) : (
        'ends'
      )}{' '}
      <When at={probationEnds} distance={left < FAR_MS} />
    </>
  );
}
