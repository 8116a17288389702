import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { AgentItem } from './model.ts';

const useStyles = makeStyles({
  faint: { display: 'block', color: tokens.colorNeutralForeground2 },
});

type Counted = NonNullable<AgentItem['activity']>;

const calls = new Intl.NumberFormat();
const callsIn = (count: number): string =>
  `${calls.format(count)} ${count === 1 ? 'call' : 'calls'}`;

/** How often it was called this week, and when before; a dash where the week's counters ran out. */
export function Activity({ activity }: { readonly activity: Counted | undefined }) {
  const styles = useStyles();
  if (!activity) return '–';
  return (
    <>
      {callsIn(activity.thisWeek)}
      <Caption1 className={styles.faint}>{before(activity)}</Caption1>
    </>
  );
}

function before({ thisWeek, lastWeek, lastActive }: Counted): string {
  if (lastWeek > 0) return `${calls.format(lastWeek)} the week before`;
  if (thisWeek > 0) return 'None the week before';
  return lastActive === undefined ? 'None in 13 weeks' : `Last in ${lastActive}`;
}
