import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { type ColumnOrder, OrderHead, type Sorting } from './OrderHead.tsx';

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
    [NARROW]: { display: 'flex', flexWrap: 'wrap', gap: '4px 12px', padding: '10px 16px' },
  },
  cell: {
    padding: '10px 12px',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    ':first-child': { paddingInlineStart: '20px' },
    [NARROW]: { padding: 0, ':first-child': { paddingInlineStart: 0 } },
  },
  first: { width: '34%', [NARROW]: { flexBasis: '100%', width: 'auto' } },
  faint: { color: tokens.colorNeutralForeground2 },
  still: { whiteSpace: 'nowrap' },
  name: { display: 'none', [NARROW]: { display: 'inline' } },
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
});

export interface Column<T> {
  readonly label: string;
  readonly cell: (row: T) => ReactNode;
  /** Never broken over two lines. */
  readonly still?: boolean;
  readonly className?: string;
  /** Its label is said with each row where there are no columns: on a phone. */
  readonly isNamed?: boolean;
  /** The orders that the server keeps by it. */
  readonly orders?: readonly ColumnOrder[];
}

interface Props<T> {
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Where a row leads. */
  readonly href: (row: T) => string;
  /** The first one is what the row is called, and its link. */
  readonly columns: readonly [Column<T>, ...Column<T>[]];
  readonly sorting?: Sorting | undefined;
}

/** One thing a row, each a link to itself; on a phone each row is a small card. */
export function ListTable<T>({ rows, keyOf, href, columns, sorting }: Props<T>) {
  const styles = useStyles();
  const [first, ...rest] = columns;
  return (
    <table className={styles.table}>
      <thead className={styles.head}>
        <tr className={styles.heads}>
          {columns.map(({ label, orders }) => (
            <OrderHead key={label} label={label} orders={orders} sorting={sorting} />
          ))}
        </tr>
      </thead>
      <tbody className={styles.body}>
        {rows.map((row) => (
          <tr key={keyOf(row)} className={styles.row}>
            <td className={mergeClasses(styles.cell, styles.first, first.className)}>
              <Link href={href(row)} className={styles.link}>
                {first.cell(row)}
              </Link>
            </td>
            {rest.map(({ label, cell, still, className, isNamed }) => (
              <td
                key={label}
                className={mergeClasses(
                  styles.cell,
                  styles.faint,
                  still && styles.still,
                  className,
                )}
              >
                {isNamed && <Caption1 className={styles.name}>{label}: </Caption1>}
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
