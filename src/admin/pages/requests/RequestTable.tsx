import { makeStyles, tokens } from '@fluentui/react-components';
import { type Column, ListTable } from '../../parts/ListTable.tsx';
import type { ColumnOrder, Sorting } from '../../parts/OrderHead.tsx';
import { StatusBadge } from '../../parts/StatusBadge.tsx';
import { When } from '../../parts/When.tsx';
import { KINDS } from '../../parts/words.ts';
import type { Order } from './filters.ts';
import { agentOf, type RequestItem, wishOf } from './model.ts';

const NARROW = '@media (max-width: 719px)';

const useStyles = makeStyles({
  what: { width: '60%', [NARROW]: { width: 'auto' } },
  wide: { [NARROW]: { display: 'none' } },
  time: { [NARROW]: { marginInlineStart: 'auto' } },
  agent: { fontWeight: tokens.fontWeightSemibold },
});

const BY_REQUEST: readonly ColumnOrder[] = [
  { name: 'newest', runs: 'descending' },
  { name: 'oldest', runs: 'ascending' },
];
const BY_MOMENT: readonly ColumnOrder[] = [{ name: 'due', runs: 'ascending' }];

interface Props {
  readonly requests: readonly RequestItem[];
  /** The orders that can be asked for; none: the list has its own. */
  readonly orders?: readonly Order[];
  readonly sorting?: Sorting | undefined;
}

/** One request a row. */
export function RequestTable({ requests, orders = [], sorting }: Props) {
  const styles = useStyles();
  const kept = (all: readonly ColumnOrder[]): readonly ColumnOrder[] =>
    all.filter(({ name }) => orders.some((order) => order === name));
  const columns: readonly [Column<RequestItem>, ...Column<RequestItem>[]] = [
    {
      label: 'What',
      className: styles.what,
      cell: (request) => (
        <>
          <span className={styles.agent}>{agentOf(request)}</span> {wishOf(request)}
        </>
      ),
    },
    { label: 'Request', still: true, orders: kept(BY_REQUEST), cell: ({ id }) => id },
    {
      label: 'Kind',
      still: true,
      className: styles.wide,
      cell: ({ kind }) => KINDS[kind] ?? kind,
    },
    {
      label: 'Status',
      still: true,
      cell: ({ status, heldBy }) => <StatusBadge status={status} held={heldBy !== undefined} />,
    },
    {
      label: 'When',
      still: true,
      orders: kept(BY_MOMENT),
      className: styles.time,
      cell: (request) => <Moment request={request} />,
    },
  ];
  return (
    <ListTable
      rows={requests}
      keyOf={({ id }) => id}
      href={({ id }) => `/requests/${id}`}
      columns={columns}
      sorting={sorting}
    />
  );
}

/** When it is due while it waits; when it ended, and by whom, afterwards. */
function Moment({ request }: { readonly request: RequestItem }) {
  const styles = useStyles();
  const { status, due, decidedAt, endedAt, askedAt, decidedBy } = request;
  if (status === 'pending')
    return (
      <>
        due <When at={due} distance />
      </>
    );
  return (
    <>
      <When at={endedAt ?? decidedAt ?? askedAt} />
      {decidedBy && <span className={styles.wide}> · {decidedBy.name}</span>}
    </>
  );
}
