import { Badge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { InLink } from '../../parts/InLink.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import { Bars } from './Bars.tsx';
import { Figures } from './Figures.tsx';
import { isAlarm } from './figures.ts';
import type { DigestSection } from './model.ts';

const useStyles = makeStyles({
  summary: { margin: '0 0 12px', ':last-child': { marginBottom: 0 } },
  stack: { display: 'grid', gap: '16px' },
  list: { margin: 0, paddingInlineStart: '20px', display: 'grid', gap: '4px' },
  // Short entries stand side by side where there is room.
  many: { display: 'block', columnWidth: '340px', columnGap: '32px' },
  item: { overflowWrap: 'anywhere', breakInside: 'avoid' },
  faint: { color: tokens.colorNeutralForeground2 },
  section: {
    '@media print': {
      marginBottom: '16px',
      borderTopStyle: 'none',
      borderLeftStyle: 'none',
      borderRightStyle: 'none',
      paddingInline: 0,
      breakInside: 'auto',
    },
  },
});

const MANY = 6;

/** One section: what there is to say in a sentence, then pictures, figures and what happened one by one. */
export function DigestSectionView({ section }: { readonly section: DigestSection }) {
  const styles = useStyles();
  const { id, title, summary, metrics = [], items = [], more = 0, chart } = section;
  const alarms = metrics.filter(isAlarm).length;
  const drawn =
    id === 'feedback' && chart ? metrics.filter((one) => one.unit !== 'count') : metrics;
  return (
    <Section
      title={title}
      className={styles.section}
      beside={
        alarms > 0 && (
          <Badge appearance="tint" color="warning">
            {alarms} to do
          </Badge>
        )
      }
    >
      <p className={styles.summary}>{visible(summary)}</p>
      <div className={styles.stack}>
        {chart && <Bars title={chart.title} bars={chart.bars} />}
        {drawn.length > 0 && <Figures metrics={drawn} />}
        {drawn.length < metrics.length && <Todo metrics={metrics} />}
        {items.length > 0 && (
          <ul className={mergeClasses(styles.list, items.length > MANY && styles.many)}>
            {items.map((item, i) => (
              <Item key={`${i} ${item.text}`} item={item} />
            ))}
            {more > 0 && <li className={styles.faint}>and {more} more</li>}
          </ul>
        )}
      </div>
    </Section>
  );
}

/** What figures that are drawn as bars ask for. */
function Todo({ metrics }: Required<Pick<DigestSection, 'metrics'>>) {
  const alarms = metrics.filter((one) => one.unit === 'count' && isAlarm(one));
  return alarms.map(({ id, label, action }) => (
    <div key={id}>
      <Badge appearance="tint" color="warning">
        To do
      </Badge>{' '}
      {label}: {action}
    </div>
  ));
}

const PAGES: Readonly<Record<string, (id: string) => string>> = {
  AR: (id) => `/requests/${id}`,
  F: (id) => `/feedback/${id}`,
  P: (id) => `/ledger?subject=${id}`,
};

function Item({ item }: { readonly item: NonNullable<DigestSection['items']>[number] }) {
  const styles = useStyles();
  const { text, at, subject } = item;
  const to = subject && PAGES[subject.split('-')[0] ?? '']?.(subject);
  return (
    <li className={styles.item}>
      {visible(text)}
      {to && (
        <>
          {' '}
          <InLink href={to}>Open {subject}</InLink>
        </>
      )}
      {at !== undefined && (
        <span className={styles.faint}>
          {' '}
          · <When at={at} />
        </span>
      )}
    </li>
  );
}
