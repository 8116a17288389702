import { type BotCommand, botCommand, type ChatContext, type Reply } from '../../../kernel/chat.ts';
import { ROLE_NAMES } from '../../../kernel/people.ts';
import { agents } from '../../registry/domain/fold.ts';
import type { AgentState } from '../../registry/domain/model.ts';
import { presentAgent } from '../../registry/domain/present.ts';
import { helpCard } from '../cards/help.ts';
import { pendingCard } from '../cards/pending.ts';
import { whoamiCard } from '../cards/people.ts';
import { agentStatusCard, requestStatusCard } from '../cards/status.ts';
import { whyCard } from '../cards/why.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { openRequests, requests } from '../domain/entity.ts';
import { openStage, type RequestState } from '../domain/state.ts';
import { whyViewOf } from '../showing/explaining.ts';
import { explainRight } from '../showing/explainingRights.ts';
import { historyLines } from '../showing/history.ts';
import { namesOf } from '../showing/names.ts';
import { aroundOf, matterFor } from '../showing/render.ts';
import { mayReadPayload, maySee } from '../showing/show.ts';
import { agentView } from '../showing/views.ts';
import { waitingFor } from '../showing/waiting.ts';
import { inOwnChat, noSuchRequest, readerOf, text } from './answering.ts';
import { parseNothing, parseRequestId } from './grammar.ts';

const EVERYWHERE = ['personal', 'team', 'groupChat'] as const;
const LISTED = 10;

/** Others read along in a channel or group, and need not have the right to. */
const elsewhere = (typed: string): Reply =>
  text(`That is for your own chat with me: type ${typed} there.`);

const helpCommand = (
  groups: () => readonly { readonly title: string; readonly commands: readonly BotCommand[] }[],
): BotCommand =>
  botCommand({
    name: 'help',
    usage: 'help',
    help: 'shows what you can type',
    scopes: EVERYWHERE,
    parse: parseNothing,
    run: async () => ({
      kind: 'card',
      card: helpCard({ groups: groups() }),
      summary: 'What you can type',
    }),
  });

const PENDING_THERE = 'Type pending in your own chat with me to see what they are.';

const pendingCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'pending',
    usage: 'pending',
    help: 'lists what waits for your answer',
    scopes: ['personal'],
    parse: parseNothing,
    run: async (_none, context) => {
      const waiting = await waitingFor(deps, context.person.id, context.roles);
      if (!inOwnChat(context))
        return text(`${waiting.length} waiting for your answer. ${PENDING_THERE}`);
      const items = waiting.slice(0, LISTED).map(({ state, around }) => ({
        request: state.id,
        matter: matterFor(state, around),
        due: state.due,
        held: around.heldBy !== undefined,
      }));
      return {
        kind: 'card',
        card: pendingCard({ items, total: waiting.length }),
        summary: `${waiting.length} waiting for you`,
      };
    },
  });

async function requestStatus(
  deps: ApprovalsDeps,
  id: string,
  context: ChatContext,
): Promise<Reply> {
  const [state, view] = await Promise.all([
    deps.ledger.reads.get(requests, id),
    deps.ledger.view(),
  ]);
  if (!state || !maySee(deps, state, readerOf(context), view)) return noSuchRequest(id);
  const [around, events] = await Promise.all([
    aroundOf(deps, state, view),
    deps.ledger.reads.history(id),
  ]);
  if (!inOwnChat(context))
    return text(`${id} is ${around.status}. Type status ${id} in your own chat with me for more.`);
  const matter = matterFor(state, around);
  const card = requestStatusCard({
    request: id,
    // Whom it goes to and how much is payload, and not for everybody who may know how it stands.
    matter: mayReadPayload(deps, state, readerOf(context), view)
      ? matter
      : { ...matter, detail: '' },
    status: around.heldBy === undefined ? around.status : 'held',
    due: around.status === 'pending' ? state.due : undefined,
    waitingFor: around.status === 'pending' ? awaitedNames(state, around.names) : [],
    history: historyLines(events, around.names),
  });
  return { kind: 'card', card, summary: `${id} is ${around.status}` };
}

function awaitedNames(
  state: RequestState,
  names: (id: RequestState['audience'][number]['person']) => string,
): readonly string[] {
  const { invited, answers } = openStage(state);
  return invited.filter((id) => !answers.some(({ person }) => person === id)).map(names);
}

async function agentStatus(deps: ApprovalsDeps, agent: AgentState): Promise<Reply> {
  const { record, people } = presentAgent(agent, deps.clock.now());
  const names = await namesOf(deps.directory, [
    people.business,
    people.technical,
    ...(people.backup ? [people.backup] : []),
  ]);
  const open = await deps.ledger.reads.get(openRequests, record.id);
  const card = agentStatusCard({
    agent: agentView(record.id, agent),
    environment: record.environment,
    status: (await deps.pausedNow())(record.id) ? 'paused' : agent.status,
    businessOwner: names(people.business),
    backupOwner: people.backup ? names(people.backup) : '',
    technicalOwner: names(people.technical),
    capabilities: record.capabilities.map(({ connectorId, tier, reason }) => ({
      connector: connectorId,
      tier,
      reason,
    })),
    pending: open?.pending.length ?? 0,
    history: [],
  });
  return { kind: 'card', card, summary: record.id };
}

async function overview(deps: ApprovalsDeps, { person, roles }: ChatContext): Promise<Reply> {
  const [waiting, view] = await Promise.all([
    waitingFor(deps, person.id, roles),
    deps.ledger.view(),
  ]);
  const ids = [...view.all(agents).keys()];
  const paused = ids.filter(await deps.pausedNow()).length;
  return text(
    `${waiting.length === 0 ? 'Nothing' : waiting.length} waiting for your answer. ${ids.length} agents are governed, ${paused === 0 ? 'none' : paused} paused. Type status and an agent or request for more.`,
  );
}

/** Nothing, a request or an agent, with or without the word before it. */
const parseStatus = (rest: string): string | undefined =>
  /^(?:agent[: ]+)?(?<about>\S*)$/.exec(rest)?.groups?.['about'];

const statusCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'status',
    usage: 'status [AR-… | agent]',
    help: 'how a request or an agent stands',
    scopes: EVERYWHERE,
    parse: parseStatus,
    run: async (about, context) => {
      if (about === '') return overview(deps, context);
      const request = parseRequestId(about);
      if (request !== undefined) return requestStatus(deps, request, context);
      const agent = (await deps.ledger.view()).get(agents, about);
      return agent
        ? agentStatus(deps, agent)
        : text(
            'There is no agent or request of that name. Type status AR-… or status and an agent id, for example status mail-assistant.',
          );
    },
  });

const WHY = /^(?:AR-[1-9]\d{0,14}|D-(?:g|\d{2})-[1-9]\d{0,14})$/i;
/** Ids as we write them: the letter of governance's log is small. */
const idOf = (typed: string): string => typed.toUpperCase().replace('D-G-', 'D-g-');

const whyCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'why',
    usage: 'why AR-…|D-…',
    help: 'who, why, by which permission, who approved, was it used',
    scopes: ['personal'],
    parse: (rest) => (WHY.test(rest) ? idOf(rest) : undefined),
    run: async (id, context) => {
      const reader = readerOf(context);
      const right = await explainRight(deps, id, reader, context.timeZone);
      const action = right ? undefined : await deps.explain(id, reader);
      const found = right ?? (action && whyViewOf(action, await deps.ledger.view()));
      if (!found) return text(`There is no decision or request ${id} that you may see.`);
      return inOwnChat(context)
        ? { kind: 'card', card: whyCard(found), summary: `Why ${id}` }
        : elsewhere(`why ${id}`);
    },
  });

const whoamiCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'whoami',
    usage: 'whoami',
    help: 'who I take you for, and what you may do',
    scopes: [],
    parse: parseNothing,
    run: async (_none, context) => {
      if (!inOwnChat(context)) return elsewhere('whoami');
      const { person, roles } = context;
      const [waiting, view] = await Promise.all([
        waitingFor(deps, person.id, roles),
        deps.ledger.view(),
      ]);
      const all = [...view.all(agents).values()];
      const card = whoamiCard({
        name: person.name,
        upn: person.upn,
        objectId: person.id,
        roles: [...roles].map((role) => ROLE_NAMES[role]),
        owns: all
          .filter(({ people }) => people.business === person.id)
          .map(({ record }) => record.id),
        backs: all
          .filter(({ people }) => people.backup === person.id)
          .map(({ record }) => record.id),
        waiting: waiting.length,
      });
      return { kind: 'card', card, summary: `You are ${person.name}` };
    },
  });

export type HelpGroups = Parameters<typeof helpCommand>[0];

export const lookingCommands = (deps: ApprovalsDeps, groups: HelpGroups): readonly BotCommand[] => [
  helpCommand(groups),
  pendingCommand(deps),
  statusCommand(deps),
  whyCommand(deps),
  whoamiCommand(deps),
];
