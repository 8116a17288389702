import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link } from 'wouter';
import { type ColumnOrder, OrderHead, type Sorting } from '../../parts/OrderHead.tsx';
import { StatusBadge } from '../../parts/StatusBadge.tsx';
import { When } from '../../parts/When.tsx';
import { KINDS } from '../../parts/words.ts';
import type { Order } from './filters.ts';
import { agentOf, type RequestItem, wishOf } from './model.ts';

const NARROW = '@media (max-width: 719px)';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', [NARROW]: { display: 'block' } },
  head: { [NARROW]: { display: 'block', position: 'relative' } },
  heads: {
    [NARROW]: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '0 8px',
      padding: '0 10px',
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    },
  },
  body: { [NARROW]: { display: 'block' } },
  row: {
    position: 'relative',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
    [NARROW]: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 10px',
      padding: '12px 16px',
    },
  },
  cell: {
    padding: '10px 12px',
    verticalAlign: 'top',
    ':first-child': { paddingInlineStart: '20px' },
    [NARROW]: { padding: 0, ':first-child': { paddingInlineStart: 0 } },
  },
  small: { whiteSpace: 'nowrap', color: tokens.colorNeutralForeground2 },
  what: {
    width: '60%',
    overflowWrap: 'anywhere',
    [NARROW]: { flex: '1 0 100%', width: 'auto' },
  },
  status: { whiteSpace: 'nowrap' },
  kind: { [NARROW]: { display: 'none' } },
  by: { [NARROW]: { display: 'none' } },
  time: { [NARROW]: { marginInlineStart: 'auto' } },
  link: {
    color: 'inherit',
    textDecorationLine: 'none',
    // The whole row is the link's target.
    '::after': { content: '""', position: 'absolute', inset: 0 },
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outlineStyle: 'none' },
    ':focus-visible::after': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  agent: { fontWeight: tokens.fontWeightSemibold },
});

const BY_COLUMN: Readonly<Record<string, readonly (ColumnOrder & { readonly name: Order })[]>> = {
  Request: [
    { name: 'newest', runs: 'descending' },
    { name: 'oldest', runs: 'ascending' },
  ],
  When: [{ name: 'due', runs: 'ascending' }],
};

const ordersOf = (label: string, kept: readonly Order[]): readonly ColumnOrder[] =>
  (BY_COLUMN[label] ?? []).filter(({ name }) => kept.includes(name));

interface Props {
  readonly requests: readonly RequestItem[];
  /** The orders that can be asked for; none: the list has its own. */
  readonly orders?: readonly Order[];
  readonly sorting?: Sorting | undefined;
}

/** One request a row; on a phone each row is a small card. */
export function RequestTable({ requests, orders = [], sorting }: Props) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <thead className={styles.head}>
        <tr className={styles.heads}>
          {['What', 'Request', 'Kind', 'Status', 'When'].map((label) => (
            <OrderHead
              key={label}
              label={label}
              orders={ordersOf(label, orders)}
              sorting={sorting}
            />
          ))}
        </tr>
      </thead>
      <tbody className={styles.body}>
        {requests.map((request) => (
          <Row key={request.id} request={request} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ request }: { readonly request: RequestItem }) {
  const styles = useStyles();
  const { id, kind, status, heldBy } = request;
  return (
    <tr className={styles.row}>
      <td className={mergeClasses(styles.cell, styles.what)}>
        <Link href={`/requests/${id}`} className={styles.link}>
          <span className={styles.agent}>{agentOf(request)}</span> {wishOf(request)}
        </Link>
      </td>
      <td className={mergeClasses(styles.cell, styles.small)}>{id}</td>
      <td className={mergeClasses(styles.cell, styles.small, styles.kind)}>
        {KINDS[kind] ?? kind}
      </td>
      <td className={mergeClasses(styles.cell, styles.status)}>
        <StatusBadge status={status} held={heldBy !== undefined} />
      </td>
      <td className={mergeClasses(styles.cell, styles.small, styles.time)}>
        <Moment request={request} />
      </td>
    </tr>
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
      {decidedBy && <span className={styles.by}> · {decidedBy.name}</span>}
    </>
  );
}
