import { makeStyles, tokens } from '@fluentui/react-components';
import { InLink } from '../../parts/InLink.tsx';
import { KeyValues } from '../../parts/KeyValues.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { useDigest, useWeeks } from './queries.ts';

const useStyles = makeStyles({ faint: { color: tokens.colorNeutralForeground2 } });

/** Of a digest's sections, those that tell of events. */
const TOLD = ['incidents', 'permissionChanges', 'newUseCases', 'feedback', 'exceptions'];

/** The newest digest that will not change any more, in a few sentences. */
export function LastDigest() {
  const styles = useStyles();
  const week = useWeeks(true).data?.weeks.findLast(({ final }) => final)?.week;
  const found = useDigest(week);
  const sections = found.data?.sections.filter(({ id }) => TOLD.includes(id)) ?? [];
  return (
    <Section
      title={week === undefined ? 'Last digest' : `Digest of ${week}`}
      beside={week !== undefined && <InLink href={`/feedback/digests/${week}`}>Read it all</InLink>}
    >
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="the digest" />}
      {found.data && sections.length === 0 && (
        <span className={styles.faint}>That week had nothing to tell.</span>
      )}
      <KeyValues items={sections.map(({ title, summary }) => ({ key: title, value: summary }))} />
    </Section>
  );
}
