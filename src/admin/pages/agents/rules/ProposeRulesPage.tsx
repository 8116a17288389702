import { BackLink } from '../../../parts/BackLink.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import { PageHead } from '../../../parts/PageHead.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useMe, whoseIs } from '../../../shell/reach.ts';
import { useTenantFiles } from './queries.ts';
import { RulesForm } from './RulesForm.tsx';

/** Proposes other rules to the board: written, tried on what was really asked, and only then sent. */
export function ProposeRulesPage() {
  const me = useMe().data;
  const whose = me && whoseIs(me, 'simulatePolicy');
  return (
    <>
      <BackLink to="/agents/ask">Ask for something</BackLink>
      <PageHead
        title="Propose other rules"
        lead="The tenant’s own files beside the shipped rules. They can only forbid. The board adopts what you propose; nothing changes before."
      />
      {whose !== undefined && <p>Rules are proposed by: {whose}.</p>}
      {me && whose === undefined && <Files />}
    </>
  );
}

function Files() {
  const found = useTenantFiles();
  if (found.data) return <RulesForm inForce={found.data} />;
  return found.isError ? (
    <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
  ) : (
    <Loading what="the rules in force" />
  );
}
