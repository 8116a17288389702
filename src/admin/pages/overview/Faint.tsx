import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({ faint: { color: tokens.colorNeutralForeground2 } });

/** Words beside a title that say how much. */
export function Faint({ children }: { readonly children: ReactNode }) {
  return <span className={useStyles().faint}>{children}</span>;
}
