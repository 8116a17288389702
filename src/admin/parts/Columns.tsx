import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  room: { containerType: 'inline-size' },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: '16px',
    alignItems: 'start',
    '@container (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'grid', gap: '16px', minWidth: 0 },
});

interface Props {
  /** What the thing is. */
  readonly main: ReactNode;
  /** What can be done about it, and how it came to be so. */
  readonly side: ReactNode;
}

/** Two columns; one where there is no room for both. */
export function Columns({ main, side }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.room}>
      <div className={styles.columns}>
        <div className={styles.column}>{main}</div>
        <div className={styles.column}>{side}</div>
      </div>
    </div>
  );
}
