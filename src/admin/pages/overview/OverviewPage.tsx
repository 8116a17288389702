import { makeStyles, tokens } from '@fluentui/react-components';
import { PageHead } from '../../parts/PageHead.tsx';
import { type Me, useMe, whoseIs } from '../../shell/reach.ts';
import { Alarms } from './Alarms.tsx';
import { Controls } from './Controls.tsx';
import { Figures } from './Figures.tsx';
import { LastDigest } from './LastDigest.tsx';
import { Paused } from './Paused.tsx';
import { Posture } from './Posture.tsx';
import { Waiting } from './Waiting.tsx';
import { YourAgents } from './YourAgents.tsx';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 3fr)',
    gap: '16px',
    alignItems: 'start',
    '@media (max-width: 1079px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'grid', gap: '16px', minWidth: 0 },
  wide: { gridColumn: '1 / -1', minWidth: 0 },
  rest: { margin: '16px 0 0', color: tokens.colorNeutralForeground2 },
});

/** What needs somebody now, and how things go. */
export function OverviewPage() {
  const styles = useStyles();
  const me = useMe().data;
  if (!me) return null;
  const mayRead = (operation: string): boolean => me.may.includes(operation);
  const overseer = mayRead('listPauses');
  return (
    <>
      <PageHead title="Overview" />
      <div className={styles.grid}>
        <div className={styles.column}>
          <Waiting />
          {overseer && <YourAgents ids={me.owns} />}
        </div>
        <div className={styles.column}>
          {overseer ? <Paused /> : <YourAgents ids={me.owns} />}
          {mayRead('listAlarms') && <Alarms mayAcknowledge={mayRead('acknowledgeAlarm')} />}
        </div>
        {mayRead('getMetrics') && (
          <div className={styles.wide}>
            <Figures />
          </div>
        )}
        {mayRead('getControls') && (
          <div className={styles.wide}>
            <Controls />
          </div>
        )}
        {mayRead('getPosture') && (
          <div className={styles.wide}>
            <Posture />
          </div>
        )}
        {mayRead('getDigest') && (
          <div className={styles.wide}>
            <LastDigest />
          </div>
        )}
      </div>
      <NotShown me={me} className={styles.rest} />
    </>
  );
}

const PARTS = [
  ['listPauses', 'pauses'],
  ['listAlarms', 'alarms'],
  ['getMetrics', 'figures'],
  ['getControls', 'the control matrix'],
  ['getPosture', 'the posture'],
  ['getDigest', 'the weekly digest'],
] as const;

/** What others see here, and who they are. */
function NotShown({ me, className }: { readonly me: Me; readonly className: string }) {
  const byReader = new Map<string, string[]>();
  for (const [operation, what] of PARTS) {
    const whose = whoseIs(me, operation);
    if (whose !== undefined) byReader.set(whose, [...(byReader.get(whose) ?? []), what]);
  }
  const sentences = [...byReader].map(([whose, what]) => `${what.join(', ')} (for ${whose})`);
  return sentences.length === 0 ? null : (
    <p className={className}>Not shown to you: {sentences.join('; ')}.</p>
  );
}
