import type { Card } from '../../src/kernel/chat.ts';
import { buttonData, readClick } from './cardClicks.ts';
import { type ChannelKeys, createChannelKeys, type Overrides } from './channelKeys.ts';
import { type Delivery, type FakeConnector, startFakeConnector } from './fakeConnector.ts';

/**
 * A fake Teams that is a real HTTP server: it publishes keys, signs what people do, posts it to the bot, and takes what
 * the bot sends. Start one, `connect` the bot, let people act, look at `deliveries`:
 *
 *     const teams = await startFakeTeams();
 *     const bot = createTeams({ ...teams.settings, … });
 *     teams.connect(bot.receive);                         // or teams.connect('http://127.0.0.1:3978/api/messages')
 *     const owner = teams.person('00000000-0000-4000-8000-000000000002', 'Olga Owner');
 *     await teams.install(owner);
 *     const { replies } = await teams.say(owner, 'approve AR-1');
 *     const { statusCode, card } = await teams.click(owner, replies[0].activityId, 'approve');
 *     await teams.close();
 */
export interface FakeTeams {
  readonly botId: string;
  readonly tenantId: string;
  readonly serviceUrl: string;
  /** What `createTeams` needs to trust this Teams and send to it. */
  readonly settings: {
    readonly botId: string;
    readonly tenantId: string;
    readonly openIdMetadataUrl: string;
    readonly loopbackServiceUrls: true;
    readonly credentials: { connectorToken(): Promise<string> };
  };
  /** The bot: its `receive`, or the URL it takes activities at. */
  connect(bot: Receive | string): void;

  person(objectId: string, name?: string): Member;
  channel(name: string): Conversation;
  group(name: string): Conversation;

  /** Puts the bot into a person's own chat or another conversation; as Teams does, by two activities. */
  install(person: Member, where?: Conversation): Promise<Answered>;
  /** Types a message; outside the own chat the bot is mentioned unless `mention` is false. */
  say(person: Member, text: string, options?: SayOptions): Promise<Answered>;
  /** Presses an Action.Execute of the card that this person sees; what is not given is taken from its button. */
  click(person: Member, activityId: string, verb: string, options?: ClickOptions): Promise<Clicked>;
  /** Presses the Action.Submit fallback of that button instead. */
  submit(
    person: Member,
    activityId: string,
    verb: string,
    options?: ClickOptions,
  ): Promise<Answered>;
  /**
   * Any invoke. A dialog opens by `task/fetch` with `{data: {dialog: '<id>', …}}` and is sent by `task/submit` with what was
   * typed beside `dialog`; a message action by `composeExtension/fetchTask` with `{commandId: '<id>', messagePayload}`.
   */
  invoke(person: Member, name: string, value: unknown, where?: Conversation): Promise<Posted>;
  /** Posts any activity, with a good token unless another Authorization is given (null: none). */
  post(activity: Activity, authorization?: string | null): Promise<Posted>;
  /** An activity as Teams would write it, to be spoiled by a test. */
  activity(person: Member, fields: Activity, where?: Conversation): Activity;
  /** `Bearer …` for this bot and service URL, with claims or header members set or (undefined) left out. */
  token(claims?: Overrides, header?: Overrides): string;

  /** Everything the bot sent, oldest first. */
  readonly deliveries: readonly Delivery[];
  readonly calls: FakeConnector['calls'];
  /** Plans failures of the next calls: see `Failure`. */
  readonly fail: FakeConnector['fail'];
  /** What stands in a conversation now: each activity once, in the order they came, as last updated. */
  inbox(where: Conversation): readonly Delivery[];
  /** The card of an activity as this person sees it: their own view where a click brought one, until it is updated. */
  cardSeenBy(person: Member, activityId: string): Card | undefined;
  close(): Promise<void>;
}

export type Activity = Readonly<Record<string, unknown>>;
export type Receive = (authorization: string | undefined, body: unknown) => Promise<Posted>;

export interface Member {
  readonly objectId: string;
  readonly name: string;
  /** Their own chat with the bot. */
  readonly chat: Conversation;
}

export interface Conversation {
  readonly id: string;
  readonly conversationType: 'personal' | 'groupChat' | 'channel';
}

export interface SayOptions {
  readonly where?: Conversation;
  readonly mention?: boolean;
  /** Further fields of the activity. */
  readonly fields?: Activity;
}

export interface ClickOptions {
  readonly where?: Conversation;
  /** Instead of the button's own. */
  readonly data?: Activity;
  /** What was typed on the card. */
  readonly inputs?: Activity;
  readonly trigger?: string;
  readonly fields?: Activity;
}

export interface Posted {
  readonly status: number;
  readonly body?: unknown;
}

export interface Answered extends Posted {
  /** What the bot sent until the post was answered. */
  readonly replies: readonly Delivery[];
}

export interface Clicked extends Posted {
  readonly statusCode: number | undefined;
  readonly card: Card | undefined;
  readonly text: string | undefined;
}

interface Options {
  readonly botId?: string;
  readonly tenantId?: string;
  readonly keys?: ChannelKeys;
}

/** What a click brought one person, until the bot sends the next card in its place. */
interface View {
  readonly card: Card;
  /** How many deliveries came before it. */
  readonly after: number;
}

let made: ChannelKeys | undefined;

/** One pair for all fakes of a process: making one takes longer than most tests. */
function usualKeys(): ChannelKeys {
  made ??= createChannelKeys();
  return made;
}

/** Starts one, by default for the bot and tenant of the example organisation. */
export async function startFakeTeams({
  botId = '00000000-0000-4000-8000-0000000000b0',
  tenantId = '00000000-0000-4000-8000-0000000000ff',
  keys = usualKeys(),
}: Options = {}): Promise<FakeTeams> {
  const connector = await startFakeConnector(keys.jwks);
  const serviceUrl = `${connector.origin}/connector/`;
  const views = new Map<string, View>();
  let bot: Receive | undefined;
  let serial = 0;

  const token = (claims: Overrides = {}, header: Overrides = {}) =>
    `Bearer ${keys.token({ botId, serviceUrl, claims, header })}`;

  const activity: FakeTeams['activity'] = (person, fields, where = person.chat) => {
    serial += 1;
    return {
      id: `${1_700_000_000_000 + serial}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:${person.objectId}`, name: person.name, aadObjectId: person.objectId },
      recipient: { id: `28:${botId}`, name: 'Countersign' },
      conversation: { ...where, tenantId, isGroup: where.conversationType !== 'personal' },
      channelData: { tenant: { id: tenantId } },
      entities: [{ type: 'clientInfo', locale: 'en-GB', timezone: 'Europe/Berlin' }],
      locale: 'en-GB',
      ...fields,
    };
  };

  const post: FakeTeams['post'] = (body, authorization = token()) => {
    if (bot === undefined) throw new Error('connect the bot first');
    return bot(authorization ?? undefined, structuredClone(body));
  };

  async function answered(body: Activity): Promise<Answered> {
    const before = connector.deliveries.length;
    const posted = await post(body);
    return { ...posted, replies: connector.deliveries.slice(before) };
  }

  const cardSeenBy: FakeTeams['cardSeenBy'] = (person, activityId) => {
    const view = views.get(`${person.objectId} ${activityId}`);
    const last = connector.deliveries.findLastIndex((one) => one.activityId === activityId);
    return view !== undefined && last < view.after ? view.card : connector.deliveries[last]?.card;
  };

  function dataOf(person: Member, activityId: string, verb: string, options: ClickOptions) {
    const data = options.data ?? buttonData(cardSeenBy(person, activityId), verb);
    if (data === undefined) throw new Error(`no button ${verb} on what ${person.name} sees there`);
    return { ...data, ...options.inputs };
  }

  return {
    botId,
    tenantId,
    serviceUrl,
    settings: {
      botId,
      tenantId,
      openIdMetadataUrl: `${connector.origin}/metadata`,
      loopbackServiceUrls: true,
      credentials: { connectorToken: () => Promise.resolve('token-of-the-bot') },
    },
    connect(to) {
      bot = typeof to === 'string' ? overHttp(to) : to;
    },
    person: (objectId, name = `Person ${objectId.slice(-4)}`) => ({
      objectId,
      name,
      chat: { id: `a:${objectId}`, conversationType: 'personal' },
    }),
    channel: (name) => ({ id: `19:${name}@thread.tacv2`, conversationType: 'channel' }),
    group: (name) => ({ id: `19:${name}@thread.v2`, conversationType: 'groupChat' }),

    async install(person, where) {
      const membersAdded = [{ id: `28:${botId}` }];
      const update = activity(person, { type: 'conversationUpdate', membersAdded }, where);
      const first = await answered(update);
      const installed = activity(person, { type: 'installationUpdate', action: 'add' }, where);
      const second = await answered(installed);
      return { ...second, replies: [...first.replies, ...second.replies] };
    },
    say(person, text, { where = person.chat, mention = true, fields = {} } = {}) {
      const isMentioned = mention && where.conversationType !== 'personal';
      const at = '<at>Countersign</at>';
      const said = activity(person, {}, where);
      return answered({
        ...said,
        type: 'message',
        textFormat: 'plain',
        text: isMentioned ? `${at} ${text}` : text,
        ...(isMentioned && {
          entities: [{ type: 'mention', mentioned: { id: `28:${botId}` }, text: at }],
        }),
        ...fields,
      });
    },
    async click(person, activityId, verb, options = {}) {
      const data = dataOf(person, activityId, verb, options);
      const fields = {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: activityId,
        value: {
          action: { type: 'Action.Execute', verb, data },
          trigger: options.trigger ?? 'manual',
        },
        ...options.fields,
      };
      const clicked = readClick(await post(activity(person, fields, options.where)));
      const view = { card: clicked.card, after: connector.deliveries.length };
      if (view.card) views.set(`${person.objectId} ${activityId}`, { ...view, card: view.card });
      return clicked;
    },
    submit(person, activityId, verb, options = {}) {
      const value = dataOf(person, activityId, verb, options);
      const fields = { type: 'message', replyToId: activityId, value, ...options.fields };
      return answered(activity(person, fields, options.where));
    },
    invoke: (person, name, value, where) =>
      post(activity(person, { type: 'invoke', name, value }, where)),
    post,
    activity,
    token,
    deliveries: connector.deliveries,
    calls: connector.calls,
    fail: (...plan) => connector.fail(...plan),
    inbox: ({ id }) => {
      const own = connector.deliveries.filter(({ conversationId }) => conversationId === id);
      return [...new Map(own.map((delivery) => [delivery.activityId, delivery])).values()];
    },
    cardSeenBy,
    close: () => connector.close(),
  };
}

function overHttp(url: string): Receive {
  return async (authorization, body) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, ...(text !== '' && { body: JSON.parse(text) }) };
  };
}
