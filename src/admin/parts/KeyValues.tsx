import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, 168px) minmax(0, 1fr)',
    gap: '8px 16px',
    margin: 0,
    '@media screen and (max-width: 479px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: '0' },
    '@media print': { gap: '2px 16px' },
  },
  key: { color: tokens.colorNeutralForeground2 },
  value: {
    margin: 0,
    overflowWrap: 'anywhere',
    '@media screen and (max-width: 479px)': { marginBottom: '10px' },
  },
});

export interface KeyValue {
  readonly key: string;
  readonly value: ReactNode;
}

/** Facts, each under its name. */
export function KeyValues({ items }: { readonly items: readonly KeyValue[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.list}>
      {items.map(({ key, value }) => (
        <Pair key={key} name={key} styles={styles}>
          {value}
        </Pair>
      ))}
    </dl>
  );
}

interface PairProps {
  readonly name: string;
  readonly children: ReactNode;
  readonly styles: ReturnType<typeof useStyles>;
}

function Pair({ name, children, styles }: PairProps) {
  return (
    <>
      <dt className={styles.key}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}
