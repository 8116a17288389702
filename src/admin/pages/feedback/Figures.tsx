import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type Group, groupsOf, isAlarm, isCounted, movedOf, whatOf } from './figures.ts';
import type { Metric } from './model.ts';

const useStyles = makeStyles({
  groups: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
    gap: '16px 32px',
  },
  group: { breakInside: 'avoid', minWidth: 0 },
  list: { margin: '6px 0 0', display: 'grid', gap: '10px' },
  figure: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: '2px 12px' },
  what: { margin: 0 },
  value: { margin: 0, textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  wide: { gridColumn: '1 / -1', margin: 0 },
  faint: { color: tokens.colorNeutralForeground2 },
  track: { display: 'block' },
  ground: { fill: tokens.colorNeutralBackground5 },
  bar: {
    fill: tokens.colorBrandBackground,
    '@media (forced-colors: active)': { fill: 'Highlight' },
  },
  tick: { fill: tokens.colorNeutralForeground1 },
});

/** Figures by what they are about; those that ask for action say so, those that nothing was counted for are named. */
export function Figures({ metrics }: { readonly metrics: readonly Metric[] }) {
  const styles = useStyles();
  return (
    <div className={styles.groups}>
      {groupsOf(metrics).map((group) => (
        <FigureGroup key={group.title} group={group} />
      ))}
    </div>
  );
}

function FigureGroup({ group }: { readonly group: Group }) {
  const styles = useStyles();
  const counted = group.metrics.filter(isCounted);
  const none = group.metrics.filter((metric) => !isCounted(metric));
  return (
    <div className={styles.group}>
      {group.title !== '' && <Text weight="semibold">{group.title}</Text>}
      <dl className={styles.list}>
        {counted.map((metric) => (
          <Figure key={metric.id} metric={metric} />
        ))}
      </dl>
      {none.length > 0 && (
        <p className={styles.faint}>Nothing counted yet: {none.map(whatOf).join('; ')}.</p>
      )}
    </div>
  );
}

function Figure({ metric }: { readonly metric: Metric }) {
  const styles = useStyles();
  const { text, unit, value = 0, before, sampleSize, action } = metric;
  const moved = movedOf(metric);
  return (
    <div className={styles.figure}>
      <dt className={styles.what}>{whatOf(metric)}</dt>
      <dd className={styles.value}>
        <Text weight="semibold">{text}</Text>
      </dd>
      {unit === 'share' && (
        <dd className={styles.wide} aria-hidden>
          <Share value={value} before={before} />
        </dd>
      )}
      <dd className={styles.wide}>
        <span className={styles.faint}>
          {[moved, unit === 'count' ? undefined : `of ${sampleSize}`]
            .filter((one) => one !== undefined)
            .join(', ')}
        </span>
        {isAlarm(metric) && (
          <div>
            <Badge appearance="tint" color="warning">
              To do
            </Badge>{' '}
            {action}
          </div>
        )}
      </dd>
    </div>
  );
}

/** A share as a bar; the small mark is last week's. */
function Share({ value, before }: { readonly value: number; readonly before: number | undefined }) {
  const styles = useStyles();
  const at = (share: number): string => `${Math.min(100, Math.max(0, 100 * share))}%`;
  return (
    <svg className={styles.track} width="100%" height="8">
      <rect className={styles.ground} width="100%" height="6" y="1" rx="2" />
      <rect className={styles.bar} width={at(value)} height="6" y="1" rx="2" />
      {before !== undefined && <rect className={styles.tick} x={at(before)} width="2" height="8" />}
    </svg>
  );
}
