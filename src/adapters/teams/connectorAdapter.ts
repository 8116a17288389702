import {
  type Activity,
  CloudAdapter,
  type ConfigurationBotFrameworkAuthentication,
  INVOKE_RESPONSE_KEY,
  TurnContext,
} from 'botbuilder';
import * as z from 'zod';
import { Fault } from '../../kernel/faults.ts';
import type { Json } from '../../ledger/canonical.ts';
import type { TeamsActivity } from './activity.ts';
import type { ChannelToken } from './channelToken.ts';
import { withDeadline } from './deadline.ts';
import { hasMethod } from './hasMethod.ts';

type Connectors = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;

/** botbuilder's client of one service URL. */
export type ConnectorClient = Awaited<ReturnType<Connectors['create']>>;

/** Where a turn keeps the activity as we read it: `context.turnState.get<TeamsActivity>(ACTIVITY)`. */
export const ACTIVITY = Symbol('activity');

/** How long the channel's keys may take to come, where they are not known yet. */
const KEYS_MS = 5_000;

/** Service URLs of one tenant are few; more than these are somebody's game. */
const MOST_CLIENTS = 50;

/** botbuilder's adapter, reduced to what may happen: a checked token, then a turn over an activity that was read by us. */
export class ConnectorAdapter extends CloudAdapter {
  readonly #clients = new Map<string, Promise<ConnectorClient>>();
  readonly #botId: string;

  constructor(authentication: ConfigurationBotFrameworkAuthentication, botId: string) {
    super(authentication);
    this.#botId = botId;
  }

  /** Whether the channel signed the token, for our bot and for this service URL. Never throws. */
  async isAuthentic(token: ChannelToken): Promise<boolean> {
    try {
      const activity = { type: 'event', channelId: 'msteams', serviceUrl: token.serviceUrl };
      const { claimsIdentity } = await withDeadline(KEYS_MS, () =>
        // It reads the channel and the service URL, nothing else.
        this.botFrameworkAuthentication.authenticateRequest(activity as Activity, token.header),
      );
      return claimsIdentity.isAuthenticated && claimsIdentity.getClaimValue('aud') === this.#botId;
    } catch {
      return false;
    }
  }

  /** Runs a turn and answers the body that `invokeResponse` left, if any. */
  async turn(
    activity: TeamsActivity,
    logic: (context: TurnContext) => Promise<unknown>,
  ): Promise<Json | undefined> {
    const context = new TurnContext(this, { type: activity.type, channelId: 'msteams' });
    Object.assign(context.activity, activity);
    context.turnState.set(ACTIVITY, activity);
    await this.runMiddleware(context, async (turn) => {
      await logic(turn);
    });
    const response = context.turnState.get<{ value?: { body?: Json } } | undefined>(
      INVOKE_RESPONSE_KEY,
    );
    return response?.value?.body;
  }

  /** The client that calls a service URL, without retries and redirects of its own. */
  connector(serviceUrl: string): Promise<ConnectorClient> {
    const known = this.#clients.get(serviceUrl);
    if (known !== undefined) return known;
    if (this.#clients.size >= MOST_CLIENTS) this.#clients.clear();
    const identity = this.createClaimsIdentity(this.#botId);
    const made = this.botFrameworkAuthentication
      .createConnectorFactory(identity)
      .create(serviceUrl, 'https://api.botframework.com')
      .then(tamed);
    this.#clients.set(serviceUrl, made);
    made.catch(() => this.#clients.delete(serviceUrl));
    return made;
  }
}

interface Pipeline {
  removePolicy(options: { name: string }): readonly unknown[];
}

const azureClient = z.object({
  pipeline: z.custom<Pipeline>((it) => hasMethod(it, 'removePolicy')),
});

/** Its own retries would go past our limits and the outbox's account; a redirect would leave the allowed hosts. */
function tamed(client: ConnectorClient): ConnectorClient {
  const inner = azureClient.safeParse(Reflect.get(client, 'client'));
  for (const name of ['defaultRetryPolicy', 'redirectPolicy'])
    if (!inner.data?.pipeline.removePolicy({ name }).length)
      throw new Fault('misconfigured', `botbuilder's connector client has no ${name} to remove`);
  return client;
}
