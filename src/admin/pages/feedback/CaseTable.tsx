import { Badge, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { type Column, ListTable } from '../../parts/ListTable.tsx';
import type { ColumnOrder, Sorting } from '../../parts/OrderHead.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { When } from '../../parts/When.tsx';
import { spelledOut } from '../../parts/words.ts';
import { type Case, STATUS_WORDS } from './model.ts';
import { useCategoryName } from './queries.ts';

const useStyles = makeStyles({
  what: { fontWeight: tokens.fontWeightSemibold },
  id: { display: 'block', color: tokens.colorNeutralForeground2 },
  badges: { display: 'inline-flex', flexWrap: 'wrap', gap: '4px' },
});

const LONG = 110;
const cut = (text: string): string => (text.length > LONG ? `${text.slice(0, LONG)}…` : text);

/** One report a row. */
export function CaseTable({
  cases,
  orders,
  sorting,
}: {
  readonly cases: readonly Case[];
  readonly orders: readonly string[];
  readonly sorting: Sorting;
}) {
  const styles = useStyles();
  const categoryName = useCategoryName();
  const isKept = ({ name }: ColumnOrder): boolean => orders.includes(name);
  const columns: readonly [Column<Case>, ...Column<Case>[]] = [
    {
      label: 'Report',
      cell: ({ id, agentId, workflow, text, category }) => (
        <>
          <span className={styles.what}>{agentId ?? visible(workflow)}</span>:{' '}
          {visible(cut(text ?? categoryName(category)))}
          <Caption1 className={styles.id}>
            {id} · {categoryName(category)}
          </Caption1>
        </>
      ),
    },
    {
      label: 'How bad',
      cell: (one) => (
        <span className={styles.badges}>
          <Severity severity={one.severity} />
          <Systemic of={one} />
        </span>
      ),
    },
    {
      label: 'Pressing',
      isNamed: true,
      orders: [{ name: 'priority', runs: 'descending' } as const].filter(isKept),
      cell: ({ priority }) =>
        priority === undefined ? (
          '–'
        ) : (
          <>
            {priority.value}
            <Caption1 className={styles.id}>
              {priority.blocked} blocked, {priority.recurrence}× lately
            </Caption1>
          </>
        ),
    },
    { label: 'Owner', isNamed: true, cell: ({ owner }) => owner?.name ?? 'Nobody yet' },
    {
      label: 'Status, reported',
      orders: [{ name: 'newest', runs: 'descending' } as const].filter(isKept),
      cell: ({ status, at }) => (
        <>
          {STATUS_WORDS[status]}
          <Caption1 className={styles.id}>
            <When at={at} />
          </Caption1>
        </>
      ),
    },
  ];
  return (
    <ListTable
      rows={cases}
      keyOf={({ id }) => id}
      href={({ id }) => `/feedback/${id}`}
      columns={columns}
      sorting={sorting}
    />
  );
}

const COLOURS = {
  low: 'informative',
  medium: 'warning',
  high: 'severe',
  critical: 'danger',
} as const;

export function Severity({ severity }: Pick<Case, 'severity'>) {
  return (
    <Badge appearance="tint" color={COLOURS[severity]}>
      {spelledOut(severity)}
    </Badge>
  );
}

/** Enough people have reported the same: it is the agent, not an accident. */
export function Systemic({ of: { systemicSince } }: { readonly of: Pick<Case, 'systemicSince'> }) {
  if (systemicSince === undefined) return null;
  return (
    <Badge appearance="filled" color="danger">
      Systemic
    </Badge>
  );
}
