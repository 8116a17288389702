import { Route, Switch } from 'wouter';
import { RequestDetailPage } from './RequestDetailPage.tsx';
import { RequestListPage } from './RequestListPage.tsx';

/** `/requests` and `/requests/AR-7`. */
export function RequestsPage() {
  return (
    <Switch>
      <Route path="/requests/:id">{({ id }) => <RequestDetailPage key={id} id={id} />}</Route>
      <Route>
        <RequestListPage />
      </Route>
    </Switch>
  );
}
