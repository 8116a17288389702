import { buttonData } from '../../support/cardClicks.ts';
import { callApi, eventually, type Machine, type Told } from './machine.ts';

/** What the load was told had been done: all of it must stand in the ledger, whatever happened to the servers since. */
export interface Confirmed {
  /** Decision id → the mark in its justification. */
  readonly decisions: Map<string, string>;
  /** Marks of calls that were repeated under one idempotency key until they were answered. */
  readonly keyed: Set<string>;
  /** Request → its mark. */
  readonly requests: Map<string, string>;
  /** Request → what its owner answered. */
  readonly answers: Map<string, 'approve' | 'reject'>;
  /** Request → how many redemptions of it were answered with 2xx. */
  readonly redemptions: Map<string, number>;
}

export interface Load {
  readonly confirmed: Confirmed;
  /** Answers by status; 0 where there was none. Answers of clicks are told apart. */
  readonly statuses: ReadonlyMap<string, number>;
  /** Lets what has begun come to its end. */
  stop(): Promise<void>;
}

interface Options {
  readonly machine: Machine;
  /** A server that may be up. */
  readonly server: () => string;
  readonly random: () => number;
  /** How many call at the same time: plain decisions, decisions under a key, approvals from request to redemption. */
  readonly deciders?: number;
  readonly keyed?: number;
  readonly approvals?: number;
}

const READ = { agentId: 'crm-assistant', connectorId: 'mail', tool: 'search' };
const OWNER = 'owner@contoso.example';
const PAUSE_MS = 50;
/** No wait of a test's own is longer. */
const PATIENCE_MS = 60_000;
const CARD_MS = 5_000;

const isTryAgain = ({ body, headers }: Told): boolean =>
  body.code === 'try-again' && headers.get('retry-after') === '1';

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Calls, asks, answers and redeems without end, and remembers what was confirmed. */
export async function startLoad(options: Options): Promise<Load> {
  const { machine, server, deciders = 4, keyed = 2, approvals = 2 } = options;
  const confirmed: Confirmed = {
    decisions: new Map(),
    keyed: new Set(),
    requests: new Map(),
    answers: new Map(),
    redemptions: new Map(),
  };
  const statuses = new Map<string, number>();
  let isOn = true;
  let serial = 0;

  const count = (what: string) => statuses.set(what, (statuses.get(what) ?? 0) + 1);
  const tokens = {
    agent: await machine.token('agent:crm-assistant'),
    gateway: await machine.token('gateway'),
    owner: await machine.token(OWNER),
  };

  /** One call; undefined where there was no answer. */
  async function call(
    as: keyof typeof tokens,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<Told | undefined> {
    const told = await callApi(server(), {
      token: tokens[as],
      method: body === undefined ? 'GET' : 'POST',
      path,
      body,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    }).catch(() => undefined);
    count(String(told?.status ?? 0));
    if (told?.status === 503 && !isTryAgain(told))
      throw new Error(`a 503 that does not say "try again": ${JSON.stringify(told.body)}`);
    return told;
  }

  /** The same call again and again, until it is answered with anything but "try again". */
  async function insist(...args: Parameters<typeof call>): Promise<Told> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const told = await call(...args);
      if (told !== undefined && told.status !== 503) return told;
      if (performance.now() > until) throw new Error(`no answer to ${args[1]} for a minute`);
      await rest(PAUSE_MS);
    }
  }

  async function decide(): Promise<void> {
    const mark = `mark-${(serial += 1)}`;
    const body = { ...READ, arguments: { query: mark }, justification: mark };
    const told = await call('agent', '/authorize', body);
    if (told?.status === 200) confirmed.decisions.set(told.body.decisionId, mark);
    else await rest(PAUSE_MS);
  }

  async function decideOnce(): Promise<void> {
    const mark = `mark-${(serial += 1)}`;
    const body = { ...READ, arguments: { query: mark }, justification: mark };
    const told = await insist('agent', '/authorize', body, mark);
    if (told.status !== 200) throw new Error(`a decision was answered with ${told.status}`);
    confirmed.decisions.set(told.body.decisionId, mark);
    confirmed.keyed.add(mark);
  }

  async function approval(): Promise<void> {
    const mark = `mark-${(serial += 1)}`;
    const args = { to: ['emma@fabrikam.example'], subject: mark, body: 'Here is the offer.' };
    const body = { ...READ, tool: 'send', arguments: args, justification: mark };
    const asked = await insist('agent', '/authorize', body, mark);
    const request: string | undefined = asked.body.requestId;
    if (request === undefined) return rest(PAUSE_MS); // too many are open
    confirmed.requests.set(request, mark);
    const answer = options.random() < 0.8 ? 'approve' : 'reject';
    await (options.random() < 0.5 ? click(request, answer) : answerByApi(request, answer));
    confirmed.answers.set(request, answer);
    if (answer === 'approve') await redeem(request, args);
  }

  async function answerByApi(request: string, answer: 'approve' | 'reject'): Promise<void> {
    const { body } = await insist('gateway', `/requests/${request}`);
    const path = `/requests/${request}/answer`;
    const told = await insist(
      'owner',
      path,
      { answer, digest: body.digest },
      `${request}-${answer}`,
    );
    if (told.status !== 200) throw new Error(`an answer was answered with ${told.status}`);
  }

  /** Presses the button of the owner's card, and presses it again where that was not confirmed. */
  async function click(request: string, answer: 'approve' | 'reject'): Promise<void> {
    const owner = machine.person('owner');
    const card = await eventually(
      `a card about ${request}`,
      () =>
        machine.teams
          .inbox(owner.chat)
          .find((one) => buttonData(one.card, answer)?.['request'] === request),
      CARD_MS,
    ).catch(() => undefined);
    // Whoever had claimed its delivery may be gone: people do not wait for that either.
    if (card === undefined) return answerByApi(request, answer);
    const data = { ...buttonData(card.card, answer) };
    await eventually(
      `an answer to a click on ${request}`,
      async () => {
        const clicked = await machine.teams
          .click(owner, card.activityId, answer, { data })
          .catch(() => undefined);
        count(`click ${clicked?.statusCode ?? 0}`);
        if (clicked === undefined) return undefined;
        if (clicked.status === 200 && clicked.statusCode === 503) return undefined;
        if (clicked.statusCode === 200) return true;
        throw new Error(`a click was answered: ${clicked.status} ${clicked.text}`);
      },
      PATIENCE_MS,
    );
  }

  /** Two gateways at once; whatever each is told, the receipt is spent once. */
  async function redeem(request: string, args: unknown): Promise<void> {
    const seen = await insist('gateway', `/requests/${request}`);
    if (typeof seen.body.receipt !== 'string')
      throw new Error(`no receipt for ${request}: ${JSON.stringify(seen.body)}`);
    const body = { receipt: seen.body.receipt, arguments: args };
    const once = async (): Promise<void> => {
      const told = await insist('gateway', '/receipts/redeem', body);
      if (told.status === 200)
        confirmed.redemptions.set(request, (confirmed.redemptions.get(request) ?? 0) + 1);
      else if (told.body.code !== 'already-redeemed')
        throw new Error(`a redemption was answered with ${told.body.code ?? told.status}`);
    };
    await Promise.all([once(), once()]);
  }

  const again = async (deed: () => Promise<void>): Promise<void> => {
    while (isOn) await deed();
  };
  const callers = [
    ...Array.from({ length: deciders }, () => again(decide)),
    ...Array.from({ length: keyed }, () => again(decideOnce)),
    ...Array.from({ length: approvals }, () => again(approval)),
  ];
  const all = Promise.all(callers);
  all.catch(() => {}); // told by `stop`
  return {
    confirmed,
    statuses,
    stop: async () => {
      isOn = false;
      await all;
    },
  };
}
