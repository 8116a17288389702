import { Badge, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const NARROW = '@media (max-width: 719px)';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', [NARROW]: { display: 'block' } },
  head: { [NARROW]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden' } },
  body: { [NARROW]: { display: 'block' } },
  label: {
    padding: '0 16px 8px 0',
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
  },
  row: {
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    [NARROW]: { display: 'grid', gap: '4px', padding: '12px 0' },
  },
  cell: {
    padding: '10px 16px 10px 0',
    textAlign: 'start',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
    ':last-child': { paddingInlineEnd: 0 },
    [NARROW]: { padding: 0 },
  },
  what: { width: '27%', [NARROW]: { width: 'auto' } },
  status: { whiteSpace: 'nowrap' },
  last: { width: '20%', [NARROW]: { width: 'auto' } },
  faint: { color: tokens.colorNeutralForeground2 },
});

/** One thing that has to stand, and how it stands. The second line of each cell is said more quietly. */
export interface Standing {
  readonly id: string;
  readonly what: readonly [string, string];
  readonly why?: string;
  readonly status: { readonly color: 'success' | 'warning' | 'informative'; readonly word: string };
  readonly found: readonly [string, (string | undefined)?];
  readonly last: readonly [string, (string | undefined)?];
}

interface StandingTableProps {
  readonly labels: readonly [string, string, string, string];
  readonly items: readonly Standing[];
}

/** Things that have to stand, a row each; below 720 px a block each. */
export function StandingTable({ labels, items }: StandingTableProps) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <thead className={styles.head}>
        <tr>
          {labels.map((label) => (
            <th key={label} scope="col" className={styles.label}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={styles.body}>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ item }: { readonly item: Standing }) {
  const styles = useStyles();
  const { what, why, status, found, last } = item;
  return (
    <tr className={styles.row}>
      <th scope="row" className={mergeClasses(styles.cell, styles.what)} title={why}>
        <Text weight="semibold" block>
          {what[0]}
        </Text>
        <Quiet>{what[1]}</Quiet>
      </th>
      <td className={mergeClasses(styles.cell, styles.status)}>
        <Badge appearance="tint" color={status.color}>
          {status.word}
        </Badge>
      </td>
      <td className={styles.cell}>
        {found[0]}
        {found[1] !== undefined && <Quiet>{found[1]}</Quiet>}
      </td>
      <td className={mergeClasses(styles.cell, styles.last, styles.faint)}>
        {last[0]}
        {last[1] !== undefined && <Quiet>{last[1]}</Quiet>}
      </td>
    </tr>
  );
}

function Quiet({ children }: { readonly children: ReactNode }) {
  return <div className={useStyles().faint}>{children}</div>;
}
