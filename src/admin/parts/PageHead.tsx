import { makeStyles, Title3, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 16px',
    marginBottom: '20px',
  },
  words: { flex: '1 1 280px', minWidth: 0, overflowWrap: 'anywhere' },
  title: { display: 'inline', margin: 0 },
  beside: { display: 'inline-block', marginInlineStart: '10px', verticalAlign: 'middle' },
  lead: { margin: '4px 0 0', maxWidth: '72ch', color: tokens.colorNeutralForeground2 },
});

interface Props {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Beside the title: a status. */
  readonly beside?: ReactNode;
  /** What can be done here. */
  readonly actions?: ReactNode;
}

/** The page's one `h1`; the window is named after it. */
export function PageHead({ title, lead, beside, actions }: Props) {
  const styles = useStyles();
  useEffect(() => {
    document.title = `${title} – Countersign`;
  }, [title]);
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        <Title3 as="h1" className={styles.title}>
          {title}
        </Title3>
        {beside !== undefined && <span className={styles.beside}>{beside}</span>}
        {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      </div>
      {actions}
    </div>
  );
}
