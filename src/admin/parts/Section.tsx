import { makeStyles, mergeClasses, Subtitle2, tokens, useId } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  section: {
    boxSizing: 'border-box',
    minWidth: 0,
    padding: '16px 20px 20px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    '@media (max-width: 719px)': { padding: '12px 16px 16px' },
    '@media print': { breakInside: 'avoid', padding: '8px 16px 10px' },
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '8px',
    minHeight: '32px',
    marginBottom: '8px',
    '@media print': { minHeight: 0, marginBottom: '4px' },
    '& > :not(h2)': { flexShrink: 0 },
  },
  // What stands beside it goes below before the title breaks within a word.
  title: { flex: '1 1 9ch', minWidth: 0, margin: 0, overflowWrap: 'anywhere' },
});

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** At the right of the title: a count, a link. */
  readonly beside?: ReactNode;
  readonly className?: string;
}

/** A part of a page under a heading of its own. */
export function Section({ title, children, beside, className }: Props) {
  const styles = useStyles();
  const heading = useId('section');
  return (
    <section aria-labelledby={heading} className={mergeClasses(styles.section, className)}>
      <div className={styles.head}>
        <Subtitle2 as="h2" id={heading} className={styles.title}>
          {title}
        </Subtitle2>
        {beside}
      </div>
      {children}
    </section>
  );
}
