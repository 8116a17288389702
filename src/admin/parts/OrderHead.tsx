import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSortDownLinesRegular, ArrowSortUpLinesRegular } from '@fluentui/react-icons';

const NARROW = '@media (max-width: 719px)';

const useStyles = makeStyles({
  label: {
    padding: '10px 12px',
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    whiteSpace: 'nowrap',
    ':first-child': { paddingInlineStart: '20px' },
    // A phone's cards need no heads, save those that put the list in order.
    [NARROW]: { padding: 0, borderBottomStyle: 'none', ':first-child': { paddingInlineStart: 0 } },
  },
  quiet: { [NARROW]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden' } },
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    minHeight: '24px',
    padding: '2px 6px',
    marginInlineStart: '-6px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    font: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    color: 'inherit',
    backgroundColor: 'transparent',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    [NARROW]: { marginInlineStart: 0 },
  },
  icon: { display: 'inline-flex', width: '16px', fontSize: '16px' },
});

/** An order that the server keeps, by its name in the API, and which way the column then runs. */
export interface ColumnOrder {
  readonly name: string;
  readonly runs: 'ascending' | 'descending';
}

/** The order that a list is in, and how to ask for another. */
export interface Sorting {
  readonly order: string;
  readonly onOrder: (order: string) => void;
}

interface Props {
  readonly label: string;
  /** The first one is what a first press asks for. */
  readonly orders?: readonly ColumnOrder[] | undefined;
  readonly sorting?: Sorting | undefined;
}

/** The head of a column; a button where the server keeps an order by it. */
export function OrderHead({ label, orders = [], sorting }: Props) {
  const styles = useStyles();
  if (sorting === undefined || orders.length === 0)
    return (
      <th scope="col" className={mergeClasses(styles.label, styles.quiet)}>
        {label}
      </th>
    );
  const at = orders.findIndex(({ name }) => name === sorting.order);
  const next = orders[(at + 1) % orders.length]?.name ?? sorting.order;
  const runs = orders[at]?.runs;
  return (
    <th scope="col" aria-sort={runs ?? 'none'} className={styles.label}>
      <button type="button" className={styles.button} onClick={() => sorting.onOrder(next)}>
        {label}
        <span aria-hidden className={styles.icon}>
          {runs === 'ascending' && <ArrowSortUpLinesRegular />}
          {runs === 'descending' && <ArrowSortDownLinesRegular />}
        </span>
      </button>
    </th>
  );
}
