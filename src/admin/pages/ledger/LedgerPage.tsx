import { PageHead } from '../../parts/PageHead.tsx';

export function LedgerPage() {
  return <PageHead title="Ledger" />;
}
