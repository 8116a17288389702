import { type BotCommand, botCommand } from '../../kernel/chat.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { View } from '../../kernel/ledger.ts';
import { type ApprovedView, approvedCard, type ListedConnector } from './cards/approved.ts';
import type { RegistryDeps } from './deps.ts';
import { agents, connectors } from './domain/fold.ts';
import type { ConnectorState, ConnectorStatus } from './domain/model.ts';
import { presentConnector, probationEnd } from './domain/present.ts';

function listedOf(state: ConnectorState, view: View, now: Instant): ListedConnector {
  const { record } = state;
  const users = [...view.all(agents).values()].filter((agent) =>
    agent.record.capabilities.some(({ connectorId }) => connectorId === record.id),
  );
  return {
    record,
    agents: users.map((agent) => agent.record.id).toSorted(),
    ends: probationEnd(state),
    over: presentConnector(state, now).probationOver === true,
  };
}

/** The three lists as they stand now. */
export function approvedView(view: View, now: Instant): ApprovedView {
  const all = [...view.all(connectors).values()].toSorted((a, b) =>
    a.record.id < b.record.id ? -1 : 1,
  );
  const withStatus = (...statuses: readonly ConnectorStatus[]) =>
    all
      .filter(({ record }) => statuses.includes(record.status))
      .map((state) => listedOf(state, view, now));
  return {
    approved: withStatus('approved'),
    probation: withStatus('probation'),
    closed: withStatus('rejected', 'revoked'),
  };
}

const approvedCommand = ({ ledger, clock }: RegistryDeps): BotCommand =>
  botCommand({
    name: 'approved',
    usage: 'approved',
    help: 'shows what is already allowed, tried out, or turned down',
    scopes: ['personal', 'team', 'groupChat'],
    parse: (rest) => (rest === '' ? true : undefined),
    run: async () => ({
      kind: 'card',
      card: approvedCard(approvedView(await ledger.view(), clock.now())),
      summary: 'What is already allowed',
    }),
  });

export const registryCommands = (deps: RegistryDeps): readonly BotCommand[] => [
  approvedCommand(deps),
];
