import { makeStyles, tokens } from '@fluentui/react-components';
import { InLink } from '../../../parts/InLink.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { visible } from '../../../parts/Quoted.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import { useGrantsOf } from '../queries.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  faint: { color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: 'anywhere' },
});

/** What an agent may do again without asking each time; nothing is shown where there is none. */
export function Grants({ agentId }: { readonly agentId: string }) {
  const styles = useStyles();
  const found = useGrantsOf(agentId);
  const items = found.data?.items ?? [];
  if (found.isError)
    return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (items.length === 0) return null;
  return (
    <Section title="Standing grants">
      <ul className={styles.list}>
        {items.map(({ id, connectorId, tool, recipients, amountUpTo, currency, until, reason }) => (
          <li key={id} className={styles.words}>
            <InLink href={`/requests/${id}`}>{id}</InLink> {connectorId}/{visible(tool)}
            {recipients.length > 0 && ` to ${recipients.map(visible).join(', ')}`}
            {amountUpTo !== undefined && `, up to ${amountUpTo} ${currency ?? ''}`}
            <div className={styles.faint}>
              until <When at={until} />: “{visible(reason)}”
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
