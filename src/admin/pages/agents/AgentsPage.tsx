import { Route, Switch } from 'wouter';
import { AgentDetailPage } from './AgentDetailPage.tsx';
import { AgentListPage } from './AgentListPage.tsx';
import { ApprovedPage } from './ApprovedPage.tsx';
import { AskConnectorPage } from './AskConnectorPage.tsx';
import { AskPage } from './AskPage.tsx';
import { AskRightPage } from './AskRightPage.tsx';
import { AskTierPage } from './AskTierPage.tsx';
import { ConnectorDetailPage } from './ConnectorDetailPage.tsx';
import { ConnectorListPage } from './ConnectorListPage.tsx';
import { ImportPage } from './ImportPage.tsx';
import { ReviewsPage } from './ReviewsPage.tsx';
import { RIGHT_FORMS } from './rightForms.ts';

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
      <Route path="/agents/ask/:what">{({ what }) => <AskOne key={what} what={what} />}</Route>
      <Route path="/agents/ask" component={AskPage} />
      <Route path="/agents/approved" component={ApprovedPage} />
      <Route path="/agents/import" component={ImportPage} />
      <Route path="/agents/reviews" component={ReviewsPage} />
      <Route path="/agents/:id">{({ id }) => <AgentDetailPage key={id} id={id} />}</Route>
      <Route component={AgentListPage} />
    </Switch>
  );
}

function AskOne({ what }: { readonly what: string }) {
  const form = RIGHT_FORMS[what];
  return form === undefined ? <AskPage /> : <AskRightPage form={form} />;
}
