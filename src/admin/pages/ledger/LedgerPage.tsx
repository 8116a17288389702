import { Route, Switch } from 'wouter';
import { NotForYou } from '../../shell/NotForYou.tsx';
import { useMe, whoseIs } from '../../shell/reach.ts';
import { DecisionListPage } from './DecisionListPage.tsx';
import { DecisionPage } from './DecisionPage.tsx';
import { EvidencePage } from './EvidencePage.tsx';
import { ExportPage } from './ExportPage.tsx';
import { SearchPage } from './SearchPage.tsx';
import { VerifyPage } from './VerifyPage.tsx';

/** `/ledger?subject=AR-7`, `/ledger/decisions?agent=crm-assistant`, `/ledger/decisions/D-g-71`, `/ledger/evidence/AR-7`, `/ledger/verify`, `/ledger/export`. */
export function LedgerPage() {
  const me = useMe().data;
  const whose = me && whoseIs(me, 'ledgerEvents');
  return (
    <Switch>
      <Route path="/ledger/decisions/:id">{({ id }) => <DecisionPage key={id} id={id} />}</Route>
      <Route path="/ledger/decisions" component={DecisionListPage} />
      {whose !== undefined && (
        <Route>
          <NotForYou title="Ledger" whose={whose} />
        </Route>
      )}
      <Route path="/ledger/evidence/:id">{({ id }) => <EvidencePage key={id} id={id} />}</Route>
      <Route path="/ledger/verify" component={VerifyPage} />
      <Route path="/ledger/export" component={ExportPage} />
      <Route component={SearchPage} />
    </Switch>
  );
}
