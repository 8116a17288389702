import { expect, test } from 'vitest';
import type { Card } from '../../src/kernel/chat.ts';
import type { Clicked, ClickOptions, Member, SayOptions } from '../support/fakeTeams.ts';
import {
  type Answer,
  type HouseOptions,
  openWholeHouse,
  type WholeHouse,
} from '../support/wholeHouse.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A mail that leaves the organisation. */
export const MAIL: Fields = {
  to: ['emma@fabrikam.example'],
  subject: 'Offer',
  body: 'Dear Emma, here is the offer.',
};
/** The mail as the CRM assistant asks to send it; the business owner decides. */
export const SEND_MAIL: Fields = {
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  arguments: MAIL,
};
export const INVOICE: Fields = { payee: 'Fabrikam', amount: '1250.00', currency: 'EUR' };
/** A payment as the invoice agent asks to make it; two finance controllers decide. */
export const PAY_INVOICE: Fields = {
  agentId: 'invoice-agent',
  connectorId: 'erp',
  tool: 'payInvoice',
  arguments: INVOICE,
};

/** A line of the ledger, with its text read. */
export interface Line {
  readonly log: string;
  readonly seq: number;
  readonly type: string;
  readonly leaf: string;
  readonly redacted?: true;
  readonly by: Fields;
  readonly data: Fields;
}

/** The whole house, with the deeds that stories are made of. People are named by what stands before the @. */
export interface Story extends WholeHouse {
  /** Asks for an action as its agent, which opens a request; then everything due is done. Answers the request's id. */
  asked(action?: Fields, more?: Fields): Promise<string>;
  request(id: string, as?: string): Promise<Fields>;
  /** The activity with the newest card about a request in a person's own chat. */
  cardOf(name: string, request: string): string;
  /** What that person sees there now. */
  seenBy(name: string, request: string): Card;
  /** Presses a button of it, and lets happen what follows. */
  click(name: string, request: string, verb: string, options?: ClickOptions): Promise<Clicked>;
  /** Types something; answers the bot's words, or the words on its card. */
  say(name: string, text: string, options?: SayOptions): Promise<string>;
  /** A fresh receipt. */
  receipt(request: string, as?: string): Promise<string>;
  redeem(receipt: string, args?: Fields, as?: string): Promise<Answer>;
  /** Every line of every log, or those of one subject, as a reader gets them. */
  lines(options?: { readonly subject?: string; readonly as?: string }): Promise<readonly Line[]>;
  /** The types of the events of one subject, cards left out. */
  history(subject: string): Promise<readonly string[]>;
  /** Does something, and expects that nothing was written. */
  changesNothing<T>(deed: () => Promise<T>): Promise<T>;
}

const INSTALLED = ['owner', 'owner2', 'finance1', 'finance2', 'board', 'admin', 'outsider'];

export async function openStory(options: HouseOptions = {}): Promise<Story> {
  const world = await openWholeHouse(options);
  for (const name of INSTALLED) await world.teams.install(world.person(name));
  await world.settle();
  return { ...world, ...deedsIn(world) };
}

/** A test with a whole house of its own; where operators were called, it fails. */
export const story = test.extend<{ house: Story; alarms: 'none' | 'expected' }>({
  alarms: 'none',
  house: async ({ alarms }, use) => {
    const house = await openStory();
    await use(house);
    await house.close();
    if (alarms === 'none') expect(house.alarms).toEqual([]);
  },
});

function deedsIn(world: WholeHouse): Omit<Story, keyof WholeHouse> {
  const cardOf: Story['cardOf'] = (name, request) => {
    const { chat } = world.person(name);
    const found = world.teams.deliveries.findLast(
      ({ conversationId, card }) => conversationId === chat.id && isAbout(card, request),
    );
    return found?.activityId ?? expect.fail(`${name} has no card about ${request}`);
  };
  const lines: Story['lines'] = async ({ subject, as = 'board' } = {}) => {
    const found: Line[] = [];
    const start = `/ledger/events?limit=1000${subject === undefined ? '' : `&subject=${subject}`}`;
    for (let path: string | undefined = start; path !== undefined; ) {
      const page: Answer = await world.call(as, 'GET', path);
      expect(page.status).toBe(200);
      found.push(...linesIn(page.body));
      path = nextOf(page);
    }
    return found;
  };
  return {
    cardOf,
    lines,
    async asked(action = SEND_MAIL, more = {}) {
      const body = { ...action, ...more };
      const { status, body: said } = await world.call(
        `agent:${String(body['agentId'])}`,
        'POST',
        '/authorize',
        body,
      );
      expect({ status, ...said }).toMatchObject({ status: 200, outcome: 'needsApproval' });
      await world.settle();
      return said.requestId;
    },
    async request(id, as = 'gateway') {
      const { status, body } = await world.call(as, 'GET', `/requests/${id}`);
      expect(status).toBe(200);
      return body;
    },
    seenBy: (name, request) =>
      world.teams.cardSeenBy(world.person(name), cardOf(name, request)) ?? expect.fail('no card'),
    async click(name, request, verb, options) {
      const person = world.person(name);
      const activity = withButton(world, person, request, verb) ?? cardOf(name, request);
      const clicked = await world.teams.click(person, activity, verb, options);
      await world.settle();
      return clicked;
    },
    async say(name, text, options) {
      const { status, replies } = await world.teams.say(world.person(name), text, options);
      expect(status).toBe(200);
      await world.settle();
      return replies.map((reply) => reply.text ?? wordsOn(reply.card)).join('\n');
    },
    async receipt(request, as = 'gateway') {
      const { body } = await world.call(as, 'GET', `/requests/${request}`);
      expect(body).toMatchObject({ status: 'approved', receipt: expect.stringMatching(/^ey/) });
      return body.receipt;
    },
    async redeem(receipt, args = MAIL, as = 'gateway') {
      const answer = await world.call(as, 'POST', '/receipts/redeem', { receipt, arguments: args });
      await world.settle();
      return answer;
    },
    async history(subject) {
      const types = (await lines({ subject })).map(({ type }) => type);
      return types.filter((type) => !type.startsWith('card-'));
    },
    async changesNothing(deed) {
      await world.settle();
      const before = new Set((await lines()).map(({ leaf }) => leaf));
      const result = await deed();
      await world.settle();
      const written = (await lines()).filter(({ leaf }) => !before.has(leaf));
      expect(written.map(({ type }) => type)).toEqual([]);
      return result;
    },
  };
}

/** The newest activity in somebody's own chat on which they see this button for this request. */
const withButton = (
  { teams }: WholeHouse,
  person: Member,
  request: string,
  verb: string,
): string | undefined =>
  teams.deliveries.findLast(
    ({ conversationId, activityId }) =>
      conversationId === person.chat.id &&
      dataOf(teams.cardSeenBy(person, activityId), verb)['request'] === request,
  )?.activityId;

const linesIn = (ndjson: string): Line[] =>
  ndjson
    .split('\n')
    .filter(Boolean)
    .map((text) => {
      const { line, ...shown } = JSON.parse(text);
      return { ...shown, ...JSON.parse(line) };
    });

const nextOf = ({ headers }: Answer): string | undefined =>
  /<\/api\/v1([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];

const isAbout = (card: Card | undefined, request: string): boolean =>
  card !== undefined && new RegExp(`\\b${request}\\b`).test(JSON.stringify(card));

/** Every text that a card shows, in order: what a person reads, without its arrangement. */
export function wordsOn(card: unknown): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== 'object' || value === null) return;
    const { type, text, title } = value as Record<string, unknown>;
    if (type === 'RichTextBlock') return void found.push(runsIn(value));
    if (typeof text === 'string') found.push(text);
    if (typeof title === 'string') found.push(title);
    Object.values(value).forEach(walk);
  };
  walk(card);
  return found.join('\n');
}

const runsIn = (block: object): string =>
  ((block as { inlines?: { text?: string }[] }).inlines ?? [])
    .map(({ text }) => text ?? '')
    .join('');

/** The buttons of a card, by verb. */
export function buttonsOn(card: unknown): string[] {
  if (typeof card !== 'object' || card === null) return [];
  const { type, verb } = card as Record<string, unknown>;
  const own = type === 'Action.Execute' ? [String(verb)] : [];
  return [...own, ...Object.values(card).flatMap(buttonsOn)];
}

/** What a button of a card sends. */
export function dataOf(card: unknown, verb: string): Fields {
  if (typeof card !== 'object' || card === null) return {};
  const { type, verb: own, data } = card as Record<string, unknown>;
  if (type === 'Action.Execute' && own === verb) return data as Fields;
  for (const inner of Object.values(card)) {
    const found = dataOf(inner, verb);
    if (Object.keys(found).length > 0) return found;
  }
  return {};
}
