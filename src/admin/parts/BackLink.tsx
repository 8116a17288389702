import { Link as FluentLink, makeStyles } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

const useStyles = makeStyles({
  back: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    marginBottom: '8px',
    '@media print': { display: 'none' },
  },
});

/** To the list that a page came from. */
export function BackLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <Link href={to} asChild>
      <FluentLink className={styles.back}>
        <ArrowLeftRegular aria-hidden /> {children}
      </FluentLink>
    </Link>
  );
}
