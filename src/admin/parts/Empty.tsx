import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: '4px',
    padding: '40px 24px',
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
  },
  icon: { display: 'flex', fontSize: '32px', color: tokens.colorNeutralForeground3 },
  title: { marginTop: '8px', color: tokens.colorNeutralForeground1 },
  words: { maxWidth: '46ch' },
});

interface Props {
  readonly title: string;
  readonly icon?: ReactNode;
  /** Why it is empty, and what to do next. */
  readonly children?: ReactNode;
}

/** Where there is nothing to list. */
export function Empty({ title, icon, children }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.box}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      <Text weight="semibold" size={400} className={styles.title}>
        {title}
      </Text>
      <div className={styles.words}>{children}</div>
    </div>
  );
}
