import { Route, Switch } from 'wouter';
import { AgentDetailPage } from './AgentDetailPage.tsx';
import { AgentListPage } from './AgentListPage.tsx';
import { AskConnectorPage } from './AskConnectorPage.tsx';
import { AskTierPage } from './AskTierPage.tsx';
import { ConnectorDetailPage } from './ConnectorDetailPage.tsx';
import { ConnectorListPage } from './ConnectorListPage.tsx';

/** `/agents`, `/agents/crm-assistant`, `/agents/connectors`, `/agents/connectors/mail`, and what is asked for. */
export function AgentsPage() {
  return (
    <Switch>
      <Route path="/agents/connectors" component={ConnectorListPage} />
      <Route path="/agents/connectors/:id">
        {({ id }) => <ConnectorDetailPage key={id} id={id} />}
      </Route>
      <Route path="/agents/ask/connector" component={AskConnectorPage} />
      <Route path="/agents/ask/tier" component={AskTierPage} />
      <Route path="/agents/:id">{({ id }) => <AgentDetailPage key={id} id={id} />}</Route>
      <Route component={AgentListPage} />
    </Switch>
  );
}
