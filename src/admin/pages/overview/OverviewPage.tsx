import { PageHead } from '../../parts/PageHead.tsx';

export function OverviewPage() {
  return <PageHead title="Overview" />;
}
