import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { capital } from '../../parts/words.ts';
import { useWeeks } from './queries.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' },
  faint: { color: tokens.colorNeutralForeground2 },
});

/** `actions: expired of those ended` and `20 %` → `Actions, expired of those ended: 20 %.` */
const alarmSentence = ({ label, text }: { readonly label: string; readonly text: string }) =>
  `${capital(label.replace(': ', ', '))}: ${text}.`;

/** Figures of the running week that ask for action. */
export function Alarms() {
  const styles = useStyles();
  const found = useWeeks(true);
  const alarms = (found.data?.weeks.at(-1)?.metrics ?? []).filter(
    ({ action }) => action !== 'none',
  );
  return (
    <Section title="Alarms">
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="alarms" />}
      {found.data && alarms.length === 0 && (
        <span className={styles.faint}>No figure of this week asks for action.</span>
      )}
      <ul className={styles.list}>
        {alarms.map(({ id, label, cohort, text, action }) => (
          <li key={id}>
            <Text weight="semibold">{alarmSentence({ label, text })}</Text>
            {cohort !== undefined && ` In ${cohort.replace('~', ', ')}.`}
            <div className={styles.faint}>{capital(action)}.</div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
