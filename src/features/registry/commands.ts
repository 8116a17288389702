import { type BotCommand, botCommand } from '../../kernel/chat.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { View } from '../../kernel/ledger.ts';
import { type ApprovedView, approvedCard, type ListedConnector } from './cards/approved.ts';
import { factSheetCard } from './cards/factSheet.ts';
import type { RegistryDeps } from './deps.ts';
import { agents, connectors } from './domain/fold.ts';
import type { ConnectorState, ConnectorStatus } from './domain/model.ts';
import { presentConnector, probationEnd } from './domain/present.ts';
import { revokeCommand } from './revokingInChat.ts';
import { factSheetOf } from './showing/factSheet.ts';

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

/** An agent id, with or without the word before it. */
const SHEET = /^(?:agent[: ]+)?(\S+)$/;

const sheetCommand = (deps: RegistryDeps): BotCommand =>
  botCommand({
    name: 'sheet',
    usage: 'sheet <agent>',
    help: 'what an agent can and cannot do, and how to report it',
    scopes: [],
    parse: (rest) => SHEET.exec(rest)?.[1],
    run: async (id) => {
      const state = (await deps.ledger.view()).get(agents, id);
      if (!state)
        return {
          kind: 'text',
          text: 'There is no agent of that name. Type agents for a list, then sheet and an agent id, for example sheet mail-assistant.',
        };
      const card = factSheetCard(await factSheetOf(state, deps));
      return { kind: 'card', card, summary: `What ${id} can and cannot do` };
    },
  });

export const registryCommands = (deps: RegistryDeps): readonly BotCommand[] => [
  approvedCommand(deps),
  sheetCommand(deps),
  revokeCommand(deps),
];
