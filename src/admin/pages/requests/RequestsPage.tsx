import { PageHead } from '../../parts/PageHead.tsx';

export function RequestsPage() {
  return <PageHead title="Requests" />;
}
