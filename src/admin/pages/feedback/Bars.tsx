import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, 168px) minmax(0, 1fr) 3em',
    gap: '12px',
    alignItems: 'center',
  },
  track: { display: 'block', height: '12px' },
  // Shapes keep their colour in print and where colours are forced.
  bar: {
    fill: tokens.colorBrandBackground,
    '@media (forced-colors: active)': { fill: 'Highlight' },
  },
  value: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  title: { margin: '0 0 8px', color: tokens.colorNeutralForeground2 },
});

interface Props {
  readonly title: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Bars beside their words and numbers: read without the picture too. */
export function Bars({ title, bars }: Props) {
  const styles = useStyles();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <div>
      <p className={styles.title}>{title}</p>
      <ul className={styles.list}>
        {bars.map(({ label, value }) => (
          <li key={label} className={styles.row}>
            <span>{capital(label)}</span>
            <svg className={styles.track} width="100%" height="12" aria-hidden="true">
              <rect className={styles.bar} width={`${(100 * value) / most}%`} height="12" rx="2" />
            </svg>
            <span className={styles.value}>{value}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
