import { Button } from '@fluentui/react-components';
import { Link } from 'wouter';
import { Columns } from '../../parts/Columns.tsx';
import { DetailPage } from '../../parts/DetailPage.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
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
            <PausePanel agent={agent} />
            <Pending agentId={id} />
            <History subject={`agent:${id}`} />
          </>
        }
      />
    </>
  );
}
