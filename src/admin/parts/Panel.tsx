import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  panel: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
  },
});

interface Props {
  readonly children: ReactNode;
  /** Another content is on its way. */
  readonly isBusy?: boolean;
  readonly className?: string;
}

/** The surface on which a list stands. */
export function Panel({ children, isBusy = false, className }: Props) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.panel, className)} aria-busy={isBusy}>
      {children}
    </div>
  );
}
