import { makeStyles, tokens } from '@fluentui/react-components';
import { InLink } from '../../../parts/InLink.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import { wishOf } from '../../requests/model.ts';
import { usePendingOf } from '../queries.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  faint: { color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: 'anywhere' },
});

/** What waits for people on behalf of one agent. */
export function Pending({ agentId }: { readonly agentId: string }) {
  const styles = useStyles();
  const found = usePendingOf(agentId);
  const items = found.data?.data.items ?? [];
  return (
    <Section
      title="Waiting for people"
      beside={<InLink href={`/requests?show=all&agent=${agentId}`}>All its requests</InLink>}
    >
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && items.length === 0 && (
        <span className={styles.faint}>Nothing that you may see waits for an answer.</span>
      )}
      <ul className={styles.list}>
        {items.map((request) => (
          <li key={request.id} className={styles.words}>
            <InLink href={`/requests/${request.id}`}>{request.id}</InLink> {wishOf(request)}
            <div className={styles.faint}>
              {request.heldBy === undefined ? 'due' : `held by ${request.heldBy}, due`}{' '}
              <When at={request.due} distance />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
