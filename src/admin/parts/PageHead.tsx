import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 16px',
    marginBottom: '20px',
  },
  words: { flex: '1 1 280px', minWidth: 0, overflowWrap: 'anywhere' },
  title: {
    ...typographyStyles.title3,
    display: 'inline',
    margin: 0,
    borderRadius: tokens.borderRadiusMedium,
    outlineStyle: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' },
  },
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

/** Where the window was opened, until one has gone on from there. */
let openedAt: string | undefined = location.pathname;

/** Whether this is the page that the window was opened with: its reader begins at the top. */
function isFirst(): boolean {
  if (location.pathname !== openedAt) openedAt = undefined;
  return openedAt !== undefined;
}

/** The page's one `h1`; the window is named after it. What led here may be gone: then the heading has the focus. */
export function PageHead({ title, lead, beside, actions }: Props) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirst() && document.activeElement === document.body) heading.current?.focus();
  }, []);
  useEffect(() => {
    document.title = `${title} – Countersign`;
  }, [title]);
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {beside !== undefined && <span className={styles.beside}>{beside}</span>}
        {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      </div>
      {actions}
    </div>
  );
}
