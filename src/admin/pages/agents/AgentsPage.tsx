import { PageHead } from '../../parts/PageHead.tsx';

export function AgentsPage() {
  return <PageHead title="Agents" />;
}
