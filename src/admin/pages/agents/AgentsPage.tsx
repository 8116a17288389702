import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import { AgentListPage } from './AgentListPage.tsx';
import { AgentDetailPage } from './agent/AgentDetailPage.tsx';
import { ConnectorListPage } from './connectors/ConnectorListPage.tsx';

// What few visits need comes when it is asked for.
const ApprovedPage = lazy(async () => ({
  default: (await import('./ApprovedPage.tsx')).ApprovedPage,
}));
const AskConnectorPage = lazy(async () => ({
  default: (await import('./asking/AskConnectorPage.tsx')).AskConnectorPage,
}));
const AskPage = lazy(async () => ({ default: (await import('./asking/AskPage.tsx')).AskPage }));
const AskTierPage = lazy(async () => ({
  default: (await import('./asking/AskTierPage.tsx')).AskTierPage,
}));
const ConnectorDetailPage = lazy(async () => ({
  default: (await import('./connectors/ConnectorDetailPage.tsx')).ConnectorDetailPage,
}));
const ImportPage = lazy(async () => ({
  default: (await import('./importing/ImportPage.tsx')).ImportPage,
}));
const ReviewsPage = lazy(async () => ({
  default: (await import('./reviews/ReviewsPage.tsx')).ReviewsPage,
}));
const AskConnectorBoundsPage = lazy(async () => ({
  default: (await import('./asking/AskConnectorBoundsPage.tsx')).AskConnectorBoundsPage,
}));
const ProposeRulesPage = lazy(async () => ({
  default: (await import('./rules/ProposeRulesPage.tsx')).ProposeRulesPage,
}));
const OwnersPage = lazy(async () => ({
  default: (await import('./agent/OwnersPage.tsx')).OwnersPage,
}));
const ReleasesPage = lazy(async () => ({
  default: (await import('./releases/ReleasesPage.tsx')).ReleasesPage,
}));
const ChangePage = lazy(async () => ({
  default: (await import('./releases/ChangePage.tsx')).ChangePage,
}));
const StartReviewPage = lazy(async () => ({
  default: (await import('./reviews/StartReviewPage.tsx')).StartReviewPage,
}));
const AskOnePage = lazy(async () => ({
  default: (await import('./asking/AskOnePage.tsx')).AskOnePage,
}));

/** `/agents`, `/agents/crm-assistant`, `/agents/connectors`, `/agents/connectors/mail`, and what is asked for. */
export function AgentsPage() {
  return (
    <Switch>
      <Route path="/agents/connectors" component={ConnectorListPage} />
      <Route path="/agents/connectors/:id/bounds">
        {({ id }) => <AskConnectorBoundsPage key={id} id={id} />}
      </Route>
      <Route path="/agents/connectors/:id">
        {({ id }) => <ConnectorDetailPage key={id} id={id} />}
      </Route>
      <Route path="/agents/ask/connector" component={AskConnectorPage} />
      <Route path="/agents/ask/rules" component={ProposeRulesPage} />
      <Route path="/agents/ask/tier" component={AskTierPage} />
      <Route path="/agents/ask/:what">{({ what }) => <AskOnePage key={what} what={what} />}</Route>
      <Route path="/agents/ask" component={AskPage} />
      <Route path="/agents/approved" component={ApprovedPage} />
      <Route path="/agents/import" component={ImportPage} />
      <Route path="/agents/releases/change" component={ChangePage} />
      <Route path="/agents/releases" component={ReleasesPage} />
      <Route path="/agents/reviews/start" component={StartReviewPage} />
      <Route path="/agents/reviews" component={ReviewsPage} />
      <Route path="/agents/:id/owners">{({ id }) => <OwnersPage key={id} id={id} />}</Route>
      <Route path="/agents/:id">{({ id }) => <AgentDetailPage key={id} id={id} />}</Route>
      <Route component={AgentListPage} />
    </Switch>
  );
}
