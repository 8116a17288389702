import { makeStyles, tokens } from '@fluentui/react-components';
import { InLink } from '../../../parts/InLink.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { visible } from '../../../parts/Quoted.tsx';
import { Section } from '../../../parts/Section.tsx';
import { TierBadge } from '../../../parts/TierBadge.tsx';
import { When } from '../../../parts/When.tsx';
import type { Agent } from '../model.ts';
import { useFactSheet } from '../queries.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '14px' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
  faint: { color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: 'anywhere' },
});

/** What an agent may do with each connector, and the path by which it may, in one sentence. */
export function Capabilities({ agent }: { readonly agent: Agent }) {
  const styles = useStyles();
  const found = useFactSheet(agent.id);
  const pathOf = new Map(found.data?.can.map(({ connectorId, path }) => [connectorId, path]));
  return (
    <Section title="What it may do">
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="its paths" />}
      {agent.capabilities.length === 0 && (
        <span className={styles.faint}>
          Nothing: every call is denied. Ask for a connector for it under{' '}
          <InLink href="/agents/connectors">Connectors</InLink>.
        </span>
      )}
      <ul className={styles.list}>
        {agent.capabilities.map(({ connectorId, tier, reason, until }) => (
          <li key={connectorId} className={styles.words}>
            <div className={styles.head}>
              <InLink href={`/agents/connectors/${connectorId}`}>{connectorId}</InLink>
              <TierBadge tier={tier} />
              {until !== undefined && (
                <span className={styles.faint}>
                  until <When at={until} />
                </span>
              )}
            </div>
            {pathOf.get(connectorId) ??
              (found.data && 'Closed at the moment: see what it cannot do.')}
            <div className={styles.faint}>What for: “{visible(reason)}”</div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
