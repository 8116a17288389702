import { Badge, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { type Column, ListTable } from '../../parts/ListTable.tsx';
import type { Sorting } from '../../parts/OrderHead.tsx';
import { TierBadge } from '../../parts/TierBadge.tsx';
import { usePeople } from '../../parts/usePeople.ts';
import { When } from '../../parts/When.tsx';
import { PLATFORMS, spelledOut } from '../../parts/words.ts';
import { Activity } from './agent/Activity.tsx';
import type { AgentItem } from './model.ts';

const useStyles = makeStyles({
  name: { fontWeight: tokens.fontWeightSemibold },
  id: { display: 'block', color: tokens.colorNeutralForeground2 },
  // Never so narrow that a word breaks.
  tiers: { display: 'inline-flex', flexWrap: 'wrap', gap: '4px', minWidth: '150px' },
});

const SHOWN_TIERS = 3;

/** One agent a row. */
export function AgentTable({
  agents,
  sorting,
}: {
  readonly agents: readonly AgentItem[];
  readonly sorting: Sorting;
}) {
  const styles = useStyles();
  const nameOf = usePeople(agents.map(({ businessOwner }) => businessOwner));
  const columns: readonly [Column<AgentItem>, ...Column<AgentItem>[]] = [
    {
      label: 'Agent',
      orders: [
        { name: 'name', runs: 'ascending' },
        { name: '-name', runs: 'descending' },
      ],
      cell: ({ displayName, id, platform }) => (
        <>
          <span className={styles.name}>{displayName}</span>
          <Caption1 className={styles.id}>
            {id} · {PLATFORMS[platform] ?? platform}
          </Caption1>
        </>
      ),
    },
    {
      label: 'Owner',
      isNamed: true,
      still: true,
      cell: ({ businessOwner }) => nameOf(businessOwner),
    },
    {
      label: 'May',
      isNamed: true,
      cell: ({ capabilities }) => <Tiers capabilities={capabilities} />,
    },
    {
      label: 'Environment, phase',
      still: true,
      cell: ({ environment, phase }) => (
        <>
          {spelledOut(environment)}
          <Caption1 className={styles.id}>{spelledOut(phase)}</Caption1>
        </>
      ),
    },
    {
      label: 'This week',
      still: true,
      cell: ({ activity, reported }) => <Activity activity={activity} reported={reported} />,
    },
    {
      label: 'Status, changed',
      still: true,
      orders: [
        { name: '-changed', runs: 'descending' },
        { name: 'changed', runs: 'ascending' },
      ],
      cell: ({ status, changedAt, aboveTemplate }) => (
        <>
          <AgentStatus status={status} />{' '}
          {aboveTemplate && (
            <Badge appearance="tint" color="warning">
              Above template
            </Badge>
          )}
          <Caption1 className={styles.id}>
            <When at={changedAt} />
          </Caption1>
        </>
      ),
    },
  ];
  return (
    <ListTable
      rows={agents}
      keyOf={({ id }) => id}
      href={({ id }) => `/agents/${id}`}
      columns={columns}
      sorting={sorting}
    />
  );
}

function Tiers({ capabilities }: Pick<AgentItem, 'capabilities'>) {
  const styles = useStyles();
  const more = capabilities.length - SHOWN_TIERS;
  if (capabilities.length === 0) return <span className={styles.tiers}>Nothing</span>;
  return (
    <span className={styles.tiers}>
      {capabilities.slice(0, SHOWN_TIERS).map(({ connectorId, tier }) => (
        <TierBadge key={connectorId} tier={tier} of={connectorId} />
      ))}
      {more > 0 && <Badge appearance="ghost">and {more} more</Badge>}
    </span>
  );
}

/** Whether an agent may act at the moment. */
export function AgentStatus({ status = 'active' }: { readonly status?: AgentItem['status'] }) {
  if (status === 'paused')
    return (
      <Badge appearance="filled" color="danger">
        Paused
      </Badge>
    );
  if (status === 'retired')
    return (
      <Badge appearance="outline" color="informative">
        Retired
      </Badge>
    );
  return (
    <Badge appearance="tint" color="success">
      Active
    </Badge>
  );
}
