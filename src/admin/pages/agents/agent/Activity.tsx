import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { visible } from '../../../parts/Quoted.tsx';
import { When } from '../../../parts/When.tsx';
import type { AgentItem } from '../model.ts';

const useStyles = makeStyles({
  faint: { display: 'block', color: tokens.colorNeutralForeground2 },
});

type Counted = NonNullable<AgentItem['activity']>;

const calls = new Intl.NumberFormat();
const callsIn = (count: number): string =>
  `${calls.format(count)} ${count === 1 ? 'call' : 'calls'}`;

/** How often it was called this week, and when before; a dash where the week's counters ran out. And what its platform says. */
export function Activity({ activity, reported = [] }: Shown) {
  const styles = useStyles();
  const seen = reported.flatMap(({ source, lastActive }) =>
    lastActive === undefined ? [] : [{ source, lastActive }],
  );
  return (
    <>
      {activity ? callsIn(activity.thisWeek) : '–'}
      {activity && <Caption1 className={styles.faint}>{before(activity)}</Caption1>}
      {seen.map(({ source, lastActive }) => (
        <Caption1 key={source} className={styles.faint}>
          {visible(source)}: active <When at={lastActive} />
        </Caption1>
      ))}
    </>
  );
}

interface Shown {
  readonly activity: Counted | undefined;
  readonly reported?: AgentItem['reported'];
}

function before({ thisWeek, lastWeek, lastActive }: Counted): string {
  if (lastWeek > 0) return `${calls.format(lastWeek)} the week before`;
  if (thisWeek > 0) return 'None the week before';
  return lastActive === undefined ? 'None in 13 weeks' : `Last in ${lastActive}`;
}
