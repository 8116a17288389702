import { Badge, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { type Control, useControls } from './queries.ts';

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
  area: { width: '27%', [NARROW]: { width: 'auto' } },
  status: { whiteSpace: 'nowrap' },
  whose: { width: '17%', [NARROW]: { width: 'auto' } },
  faint: { color: tokens.colorNeutralForeground2 },
});

const LOOK = {
  inPlace: { color: 'success', word: 'In place' },
  attention: { color: 'warning', word: 'Needs attention' },
  notYet: { color: 'informative', word: 'Not yet' },
} as const;

/** The control matrix: what has to stand before agents may grow, and whether it stands now. */
export function Controls() {
  const styles = useStyles();
  const found = useControls();
  const items = found.data?.items ?? [];
  const good = items.filter(({ status }) => status === 'inPlace').length;
  return (
    <Section
      title="Controls"
      beside={
        found.data && (
          <span className={styles.faint}>
            {good} of {items.length} in place
          </span>
        )
      }
    >
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="controls" />}
      {found.data && (
        <table className={styles.table}>
          <thead className={styles.head}>
            <tr>
              {['Area', 'Status', 'How it stands', 'Stage and owner'].map((label) => (
                <th key={label} scope="col" className={styles.label}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={styles.body}>
            {items.map((control) => (
              <Row key={control.id} control={control} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Row({ control }: { readonly control: Control }) {
  const styles = useStyles();
  const { area, configure, why, status, because, next, stage, owner } = control;
  const { color, word } = LOOK[status];
  return (
    <tr className={styles.row}>
      <th scope="row" className={mergeClasses(styles.cell, styles.area)} title={why}>
        <Text weight="semibold" block>
          {area}
        </Text>
        <span className={styles.faint}>{configure}</span>
      </th>
      <td className={mergeClasses(styles.cell, styles.status)}>
        <Badge appearance="tint" color={color}>
          {word}
        </Badge>
      </td>
      <td className={styles.cell}>
        {because}
        {next !== undefined && <div className={styles.faint}>{next}</div>}
      </td>
      <td className={mergeClasses(styles.cell, styles.whose, styles.faint)}>
        {stage}
        <div>{owner}</div>
      </td>
    </tr>
  );
}
