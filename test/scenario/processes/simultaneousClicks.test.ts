import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonData } from '../../support/cardClicks.ts';
import type { Clicked, Receive } from '../../support/fakeTeams.ts';
import type { ServerProcess } from '../../support/serverProcess.ts';
import {
  callApi,
  eventually,
  ledgerLines,
  type Machine,
  openMachine,
  postActivity,
} from './machine.ts';

const CLICKS = 200;

const SEND_MAIL = {
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  arguments: { to: ['emma@fabrikam.example'], subject: 'Offer', body: 'Here is the offer.' },
};
const PAY_INVOICE = {
  agentId: 'invoice-agent',
  connectorId: 'erp',
  tool: 'payInvoice',
  arguments: { payee: 'Fabrikam', amount: '1250.00', currency: 'EUR' },
};

describe('200 simultaneous clicks on two servers of one ledger', () => {
  let machine: Machine;
  let servers: readonly ServerProcess[];
  beforeAll(async () => {
    machine = await openMachine();
    servers = await Promise.all([machine.serve(), machine.serve()]);
    machine.teams.connect(inTurns(servers));
    for (const name of ['owner', 'owner2', 'finance1', 'finance2', 'outsider'])
      await machine.teams.install(machine.person(name));
  }, 120_000);
  afterAll(() => machine.close(), 120_000);

  const someServer = () => servers[0]?.url ?? '';

  async function asked(action: typeof SEND_MAIL | typeof PAY_INVOICE): Promise<string> {
    const token = await machine.token(`agent:${action.agentId}`);
    const told = await callApi(someServer(), { token, path: '/authorize', body: action });
    expect(told.body).toMatchObject({ outcome: 'needsApproval' });
    return told.body.requestId;
  }

  /** The activity in which a person has the card of a request, once the outbox has sent it. */
  const cardOf = (name: string, request: string): Promise<string> =>
    eventually(
      `the card of ${request} for ${name}`,
      () =>
        machine.teams
          .inbox(machine.person(name).chat)
          .findLast(({ card }) => buttonData(card, 'approve')?.['request'] === request)?.activityId,
    );

  async function history(request: string) {
    const lines = await ledgerLines(someServer(), await machine.token('board'));
    return lines.filter(
      ({ type, data }) => data['request'] === request && type.startsWith('request-'),
    );
  }

  test('of one person, both ways: one answer stands, and every other click is told it', async () => {
    const request = await asked(SEND_MAIL);
    const owner = machine.person('owner');
    const activity = await cardOf('owner', request);
    const card = machine.teams.cardSeenBy(owner, activity);
    const clicks = await Promise.all(
      Array.from({ length: CLICKS }, (_, i) => {
        const verb = i % 2 === 0 ? 'approve' : 'reject';
        const data = buttonData(card, verb) ?? {};
        return machine.teams.click(owner, activity, verb, {
          data: { ...data, ...(verb === 'reject' && { reason: 'No.' }) },
        });
      }),
    );
    expect(clicks.every(({ status }) => status === 200)).toBe(true);
    const types = (await history(request)).map(({ type }) => type);
    expect(types).toHaveLength(3);
    expect(types.slice(0, 2)).toEqual(['request-asked', 'request-answered']);
    expect(['request-approved', 'request-rejected']).toContain(types[2]);
    const won = clicks.filter(({ statusCode }) => statusCode === 200);
    const late = clicks.filter(({ statusCode }) => statusCode === 409);
    expect([won.length, late.length]).toEqual([CLICKS / 2, CLICKS / 2]);
    const told = types[2] === 'request-approved' ? /approved it at/ : /rejected it at/;
    for (const { text } of late) expect(text).toMatch(told);
  });

  test('of different people, both ways: two answers at most, one decision, the rest is told', async () => {
    const request = await asked(PAY_INVOICE);
    const people = ['finance1', 'finance2'];
    const activities = await Promise.all(people.map((name) => cardOf(name, request)));
    const clicks = await Promise.all(
      Array.from({ length: CLICKS }, async (_, i) => {
        const name = people[i % 2] ?? '';
        const activity = activities[i % 2] ?? '';
        const verb = i % 20 < 18 ? 'approve' : 'reject';
        const person = machine.person(name);
        const card = machine.teams.inbox(person.chat).find((one) => one.activityId === activity);
        const data = { ...buttonData(card?.card, verb) };
        const clicked = await machine.teams.click(person, activity, verb, { data });
        return { name, verb, ...clicked };
      }),
    );
    const events = await history(request);
    const types = events.map(({ type }) => type);
    const ended = types.filter((type) => /-(?:approved|rejected)$/.test(type));
    expect(ended).toHaveLength(1);
    const answers = events.filter(({ type }) => type === 'request-answered');
    const counted = answers.map(({ by, data }) => `${String(by['id'])} ${String(data['answer'])}`);
    expect(new Set(counted.map((one) => one.split(' ')[0])).size).toBe(counted.length);
    expect(counted.length).toBeLessThanOrEqual(2);
    const isTold = ({ status, statusCode, text, card }: Clicked) =>
      status === 200 &&
      (statusCode === 200 ? card !== undefined : statusCode === 409 && text !== undefined);
    expect(clicks.filter((click) => !isTold(click))).toEqual([]);
    const person = (name: string) => machine.person(name).objectId;
    for (const { name, verb, statusCode } of clicks)
      if (statusCode === 200)
        expect(counted, `${name} was told that ${verb} counts`).toContain(
          `${person(name)} ${verb}`,
        );
  });
});

/** Hands each activity to the next of several servers. */
function inTurns(servers: readonly ServerProcess[]): Receive {
  let turn = 0;
  return (authorization, body) => {
    turn += 1;
    return postActivity(servers[turn % servers.length]?.url ?? '', authorization, body);
  };
}
