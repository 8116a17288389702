import { Button, makeStyles } from '@fluentui/react-components';
import { Link } from 'wouter';
import { BackLink } from '../../parts/BackLink.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { PLATFORMS, spelledOut } from '../../parts/words.ts';
import { Accumulation } from './Accumulation.tsx';
import { AgentStatus } from './AgentTable.tsx';
import { Capabilities } from './Capabilities.tsx';
import { FactSheetSections } from './FactSheetSections.tsx';
import { Grants } from './Grants.tsx';
import { History } from './History.tsx';
import type { Agent } from './model.ts';
import { PausePanel } from './PausePanel.tsx';
import { Pending } from './Pending.tsx';
import { useAgent } from './queries.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: '16px',
    alignItems: 'start',
    '@media (max-width: 959px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'grid', gap: '16px', minWidth: 0 },
});

/** One agent: what it is for, what it may do and by which path, what waits for it, and whether it may run. */
export function AgentDetailPage({ id }: { readonly id: string }) {
  const found = useAgent(id);
  return (
    <>
      <BackLink to="/agents">Agents</BackLink>
      {found.isError && !found.data && (
        <>
          <PageHead title={id} />
          <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
        </>
      )}
      {found.isPending && <Loading what={id} />}
      {found.data && <Whole agent={found.data} />}
    </>
  );
}

function Whole({ agent }: { readonly agent: Agent }) {
  const styles = useStyles();
  const { id, displayName, platform, environment, phase, status } = agent;
  return (
    <>
      <PageHead
        title={displayName}
        beside={<AgentStatus status={status} />}
        lead={`${id} · ${PLATFORMS[platform] ?? platform} · ${spelledOut(environment)}, ${phase} phase`}
        actions={
          <Link href={`/agents/ask?agent=${id}`} asChild>
            <Button as="a">Ask for something</Button>
          </Link>
        }
      />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Capabilities agent={agent} />
          <Grants agentId={id} />
          <Accumulation agentId={id} />
          <FactSheetSections agent={agent} />
        </div>
        <div className={styles.column}>
          <PausePanel agent={agent} />
          <Pending agentId={id} />
          <History subject={`agent:${id}`} />
        </div>
      </div>
    </>
  );
}
