import { Button, makeStyles } from '@fluentui/react-components';
import { Link } from 'wouter';
import { Columns } from '../../../parts/Columns.tsx';
import { DetailPage } from '../../../parts/DetailPage.tsx';
import { PageHead } from '../../../parts/PageHead.tsx';
import { PLATFORMS, spelledOut } from '../../../parts/words.ts';
import { useMe } from '../../../shell/reach.ts';
import { AgentStatus } from '../AgentTable.tsx';
import type { Agent } from '../model.ts';
import { useAgent } from '../queries.ts';
import { Accumulation } from './Accumulation.tsx';
import { Capabilities } from './Capabilities.tsx';
import { FactSheetSections } from './FactSheetSections.tsx';
import { Grants } from './Grants.tsx';
import { History } from './History.tsx';
import { PausePanel } from './PausePanel.tsx';
import { Pending } from './Pending.tsx';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  // In one column it stands far below.
  toPause: { display: 'none', '@media (max-width: 959px)': { display: 'inline-flex' } },
  pause: { scrollMarginTop: '64px' },
});

/** One agent: what it is for, what it may do and by which path, what waits for it, and whether it may run. */
export function AgentDetailPage({ id }: { readonly id: string }) {
  const found = useAgent(id);
  return (
    <DetailPage title={id} back="Agents" backTo="/agents" found={found}>
      {(agent) => <Whole agent={agent} />}
    </DetailPage>
  );
}

function Whole({ agent }: { readonly agent: Agent }) {
  const styles = useStyles();
  const { id, displayName, platform, environment, phase, status } = agent;
  const mayPause = useMe().data?.may.includes('startPause') ?? false;
  return (
    <>
      <PageHead
        title={displayName}
        beside={<AgentStatus status={status} />}
        lead={`${id} · ${PLATFORMS[platform] ?? platform} · ${spelledOut(environment)}, ${phase} phase`}
        actions={
          <div className={styles.actions}>
            {mayPause && (
              <Button as="a" href="#pause" className={styles.toPause}>
                Pause or resume
              </Button>
            )}
            <Link href={`/agents/ask?agent=${id}`} asChild>
              <Button as="a">Ask for something</Button>
            </Link>
          </div>
        }
      />
      <Columns
        main={
          <>
            <Capabilities agent={agent} />
            <Grants agentId={id} />
            <Accumulation agentId={id} />
            <FactSheetSections agent={agent} />
          </>
        }
        side={
          <>
            <div id="pause" className={styles.pause}>
              <PausePanel agent={agent} />
            </div>
            <Pending agentId={id} />
            <History subject={`agent:${id}`} />
          </>
        }
      />
    </>
  );
}
