import { Route, Switch } from 'wouter';
import { BacklogPage } from './BacklogPage.tsx';
import { CasePage } from './CasePage.tsx';
import { DigestPage } from './DigestPage.tsx';
import { ReportPage } from './ReportPage.tsx';
import { WeeksPage } from './WeeksPage.tsx';

/** `/feedback`, `/feedback/F-3`, `/feedback/report`, `/feedback/digests` and `/feedback/digests/2026-W47`. */
export function FeedbackPage() {
  return (
    <Switch>
      <Route path="/feedback/report" component={ReportPage} />
      <Route path="/feedback/digests" component={WeeksPage} />
      <Route path="/feedback/digests/:week">
        {({ week }) => <DigestPage key={week} week={week} />}
      </Route>
      <Route path="/feedback/:id">{({ id }) => <CasePage key={id} id={id} />}</Route>
      <Route component={BacklogPage} />
    </Switch>
  );
}
