import type { BotCommand, Chat, ChatContext, Dialog, Reply, Verb } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { ConversationReference } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Directory } from '../../kernel/people.ts';
import type { Json } from '../../ledger/canonical.ts';
import type { TeamsActivity } from './activity.ts';
import { TeamsApplication } from './application.ts';
import { createBackground } from './background.ts';
import { createChat } from './chat.ts';
import { commandsOf } from './commands.ts';
import { ConnectorAdapter } from './connectorAdapter.ts';
import { type ConnectorCredentials, connectorAuthentication } from './connectorAuthentication.ts';
import { dialogsOf } from './dialogs.ts';
import { createEntrance, type Refused } from './entrance.ts';
import { type Pace, realPace } from './pace.ts';
import { addRoutes, NOT_UNDERSTOOD } from './routes.ts';
import { createSendLimits } from './sendLimits.ts';
import { isServiceUrl } from './serviceUrl.ts';
import { createTurns } from './turns.ts';
import { verbsOf } from './verbs.ts';
import { createVoice } from './voice.ts';

export interface TeamsSettings {
  readonly botId: string;
  readonly tenantId: string;
  /** Of the local channel; never set in azure mode. */
  readonly openIdMetadataUrl?: string;
  readonly credentials: ConnectorCredentials;
  /** Local mode: the bot sends to this machine and nowhere else. */
  readonly loopbackServiceUrls: boolean;
  readonly commands: readonly BotCommand[];
  readonly verbs: readonly Verb[];
  readonly dialogs: readonly Dialog[];
  readonly directory: Directory;
  /** Where a person (object id) or a conversation (its id) can be written to, and where that is kept. */
  readonly known: (key: string) => Promise<ConversationReference | undefined>;
  readonly learn: (key: string, reference: ConversationReference) => Promise<void>;
  /** What is said once in each conversation that the bot is put into. */
  readonly welcome: (place: ConversationReference, who: ChatContext | undefined) => Promise<Reply>;
  readonly clock: Clock;
  readonly log: Log;
  /** Time for send limits and patience; a test's own lets nothing wait. */
  readonly pace?: Pace;
  /** How long one call to the connector may take; 5 s unless said. */
  readonly sendTimeoutMs?: number;
}

export interface Received {
  readonly status: 200 | Refused;
  readonly body?: Json;
}

export interface Teams {
  /**
   * The one way in: an Authorization header and the parsed body of `POST /api/messages`, or a function that reads it once
   * the token has been validated. Never throws but for what that function throws. `mayGoOn` counts the activity against its
   * sender's rate, once who that is has been validated; false answers 429.
   */
  receive(
    authorization: string | undefined,
    body: unknown,
    mayGoOn?: (personId: string) => boolean,
  ): Promise<Received>;
  readonly chat: Chat;
  /** When what goes on behind the answers has ended. */
  idle(): Promise<void>;
}

/** The bot in Teams: teams-ai's routes on botbuilder's adapter, with every activity checked before either sees it. */
export function createTeams(settings: TeamsSettings): Teams {
  const { botId, tenantId, loopbackServiceUrls: loopback, log, pace = realPace } = settings;
  const bot = { botId, tenantId };
  const authentication = connectorAuthentication({
    ...bot,
    openIdMetadataUrl: settings.openIdMetadataUrl,
    credentials: settings.credentials,
  });
  const adapter = new ConnectorAdapter(authentication, botId);
  const background = createBackground(log);
  const chat = createChat({
    connector: (serviceUrl) => adapter.connector(serviceUrl),
    isServiceUrl: (serviceUrl) => isServiceUrl(serviceUrl, loopback),
    limits: createSendLimits(() => pace.now()),
    timeoutMs: settings.sendTimeoutMs ?? 5_000,
    log,
  });
  const dialogs = dialogsOf(settings.dialogs);
  const turns = createTurns({
    bot,
    commands: commandsOf(settings.commands),
    verbs: verbsOf(settings.verbs),
    dialogs,
    directory: settings.directory,
    conversations: { known: settings.known, learn: settings.learn },
    welcome: settings.welcome,
    clock: settings.clock,
    log,
    voice: createVoice({ chat, pace, background, log }),
    background,
  });
  const app = new TeamsApplication();
  addRoutes(app, { turns, dialogs, log });

  const admit = createEntrance({
    ...bot,
    loopback,
    isAuthentic: (token) => adapter.isAuthentic(token),
    log,
  });
  return {
    chat,
    idle: () => background.idle(),
    async receive(authorization, body, mayGoOn = () => true) {
      const read = async (): Promise<unknown> => (isReader(body) ? body() : body);
      const admitted = await admit(authorization, read, mayGoOn);
      return admitted.ok ? run(adapter, app, admitted.value, log) : { status: admitted.refusal };
    },
  };
}

const isReader = (body: unknown): body is () => unknown => typeof body === 'function';

/** Runs the turn of an activity that was let in. Whatever happens, the channel is told that it arrived. */
async function run(
  adapter: ConnectorAdapter,
  app: TeamsApplication,
  activity: TeamsActivity,
  log: Log,
): Promise<Received> {
  const began = performance.now();
  const body = await adapter
    .turn(activity, (context) => app.run(context))
    .catch((error: unknown) => {
      log.error('turn-failed', { activity: kindOf(activity), error });
      return undefined;
    });
  log.info('turn', { activity: kindOf(activity), ms: Math.round(performance.now() - began) });
  return activity.type === 'invoke'
    ? { status: 200, body: body ?? NOT_UNDERSTOOD }
    : { status: 200 };
}

const KINDS = ['message', 'invoke', 'conversationUpdate', 'installationUpdate'];

/** For the log, which holds no words of others. */
const kindOf = ({ type }: TeamsActivity): string => (KINDS.includes(type) ? type : 'other');
