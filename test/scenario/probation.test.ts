import { describe, expect } from 'vitest';
import type { Card } from '../../src/kernel/chat.ts';
import { DAY, SECOND } from '../../src/kernel/instant.ts';
import {
  approvedBy,
  authorize,
  connector,
  opened,
  READ_TICKETS,
  reviewersCome,
  SEND_INSIDE,
  sendingAllowed,
  TICKETS,
  ticketsOnProbation,
} from './rights.ts';
import { buttonsOn, dataOf, type Story, story, wordsOn } from './story.ts';

/** The newest card about the end of the probation in somebody's own chat. */
function question(house: Story, name: string): { activity: string; card: Card } {
  const { chat } = house.person(name);
  const found = house.teams
    .inbox(chat)
    .findLast(({ card }) => /What now with|Probation of/.test(wordsOn(card)));
  return found?.card
    ? { activity: found.activityId, card: found.card }
    : expect.fail(`${name} was not asked`);
}

async function choose(house: Story, name: string, verb: string, data?: object) {
  const { activity } = question(house, name);
  const clicked = await house.teams.click(house.person(name), activity, verb, {
    ...(data && { data: { ...data } }),
  });
  await house.settle();
  return clicked;
}

async function ended(house: Story): Promise<void> {
  await reviewersCome(house);
  await ticketsOnProbation(house);
  await house.leap(30 * DAY);
  await house.settle();
}

describe('a connector on probation', () => {
  story('has every call kept in full, for those who may read it', async ({ house }) => {
    await reviewersCome(house);
    await ticketsOnProbation(house);
    const call = { ...READ_TICKETS, arguments: { status: 'open', customer: 'Fabrikam' } };
    expect(await authorize(house, call)).toMatchObject({ outcome: 'allow' });
    const kept = async (as: string, agent = 'mail-assistant') =>
      (await house.lines({ as })).findLast(
        ({ type, data }) => type === 'action-authorized' && data['agent'] === agent,
      );
    expect((await kept('board'))?.data['arguments']).toEqual(call.arguments);
    expect(await kept('admin')).toMatchObject({
      redacted: true,
      data: { arguments: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    await authorize(house, {
      agentId: 'crm-assistant',
      connectorId: 'crm',
      tool: 'findContact',
      arguments: { name: 'Emma' },
    });
    expect(await kept('board', 'crm-assistant')).toMatchObject({ data: { outcome: 'allow' } });
    expect((await kept('board', 'crm-assistant'))?.data).not.toHaveProperty('arguments');
  });
});

describe('the end of a probation', () => {
  story('closes the connector at exactly its date, asked or not', async ({ house }) => {
    await reviewersCome(house);
    await ticketsOnProbation(house);
    await house.leap(30 * DAY - SECOND);
    expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'allow' });
    await house.clock.leap(SECOND);
    expect(await authorize(house, READ_TICKETS)).toMatchObject({
      outcome: 'deny',
      because: expect.stringContaining('The probation of the connector tickets is over'),
    });
  });

  story('asks every admin, once', async ({ house }) => {
    await ended(house);
    for (const name of ['admin', 'admin2'])
      expect(buttonsOn(question(house, name).card)).toEqual(['promote', 'extend', 'revoke']);
    const words = wordsOn(question(house, 'admin').card);
    expect(words).toContain('mail-assistant: may read');
    expect(words).toContain('Pia Pilot');
    await house.leap(DAY);
    const events = (await house.lines({ subject: 'connector:tickets' })).map(({ type }) => type);
    expect(events.filter((type) => type === 'probation-ended')).toHaveLength(1);
    expect(events.filter((type) => type === 'probation-card-delivered')).toHaveLength(2);
  });

  story('leads into production', async ({ house }) => {
    await ended(house);
    expect(await choose(house, 'admin', 'promote')).toMatchObject({ statusCode: 200 });
    expect(await connector(house)).toMatchObject({
      status: 'approved',
      environments: ['pilot', 'production'],
      tierCeiling: 'delegatedAction',
    });
    expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'allow' });
    expect(wordsOn(question(house, 'admin2').card)).toContain('Decided by Ada Admin.');
    expect(buttonsOn(question(house, 'admin2').card)).toEqual([]);
  });

  story('is put off once, by thirty days', async ({ house }) => {
    await ended(house);
    const first = dataOf(question(house, 'admin2').card, 'extend');
    await choose(house, 'admin', 'extend');
    expect((await connector(house))['probationEnds']).toBe('2027-01-19T09:00:00.000Z');
    expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'allow' });

    await house.leap(30 * DAY);
    await house.settle();
    expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'deny' });
    expect(buttonsOn(question(house, 'admin').card)).toEqual(['promote', 'revoke']);
    const data = { ...dataOf(question(house, 'admin2').card, 'promote'), verb: 'extend' };
    const again = await house.changesNothing(() => choose(house, 'admin2', 'extend', data));
    expect(again).toMatchObject({ statusCode: 409 });
    expect(again.text).toContain('extended once');
    const stale = await house.changesNothing(() => choose(house, 'admin2', 'extend', first));
    expect(stale).toMatchObject({ statusCode: 409 });
    expect((await choose(house, 'admin2', 'promote')).statusCode).toBe(200);
  });

  story('revokes it, and what rests on it', async ({ house }) => {
    await ended(house);
    expect(await choose(house, 'admin2', 'revoke')).toMatchObject({ statusCode: 200 });
    expect(await connector(house)).toMatchObject({ status: 'revoked' });
    expect(await authorize(house, READ_TICKETS)).toMatchObject({
      outcome: 'deny',
      policies: ['connector-not-approved'],
    });
    expect(await house.say('pilot', 'approved')).toContain('Ticket desk (tickets): revoked.');
  });

  story('is decided once, and whoever comes later is told by whom', async ({ house }) => {
    await ended(house);
    const promote = dataOf(question(house, 'admin2').card, 'promote');
    await choose(house, 'admin', 'revoke');
    const late = await house.changesNothing(() => choose(house, 'admin2', 'promote', promote));
    expect(late).toMatchObject({ statusCode: 409 });
    expect(late.text).toMatch(/^Ada Admin revoked it at /);
    const revoke = { ...promote, verb: 'revoke' };
    expect((await choose(house, 'admin2', 'revoke', revoke)).statusCode).toBe(409);
  });

  story('is decided by an admin with a card of their own', async ({ house }) => {
    await ended(house);
    const promote = dataOf(question(house, 'admin').card, 'promote');
    const { activity } = question(house, 'admin');
    for (const name of ['board', 'owner', 'admin2']) {
      const stolen = await house.changesNothing(() =>
        house.teams.click(house.person(name), activity, 'promote', { data: promote }),
      );
      expect(stolen.statusCode).toBe(409);
    }
    for (const spoiled of [{ ends: '2027-12-20T09:00:00.000Z' }, { connector: 'mail' }]) {
      const data = { ...promote, ...spoiled };
      const clicked = await house.changesNothing(() => choose(house, 'admin', 'promote', data));
      expect(clicked.statusCode).toBe(409);
    }
  });

  story(
    'is not decided by whoever asked for the connector, save by revoking',
    async ({ house }) => {
      await reviewersCome(house);
      const id = await opened(house, 'admin', TICKETS);
      await approvedBy(house, id, 'owner', 'security', 'admin2');
      await house.leap(30 * DAY);
      await house.settle();
      expect(buttonsOn(question(house, 'admin').card)).toEqual(['revoke']);
      const data = { ...dataOf(question(house, 'admin').card, 'revoke'), verb: 'promote' };
      const own = await house.changesNothing(() => choose(house, 'admin', 'promote', data));
      expect(own).toMatchObject({ statusCode: 409 });
      expect(own.text).toContain('You asked for this connector');
      expect((await choose(house, 'admin', 'revoke')).statusCode).toBe(200);
    },
  );
});

describe('a connector that is revoked', () => {
  story('ends what waits on it and makes void what was approved', async ({ house }) => {
    await reviewersCome(house);
    await sendingAllowed(house);
    const waits = await house.asked(SEND_INSIDE);
    const approved = await house.asked({
      ...SEND_INSIDE,
      arguments: { to: ['owner@contoso.example'], subject: 'b', body: 'b' },
    });
    await approvedBy(house, approved, 'owner');
    const receipt = await house.receipt(approved);
    const untouched = await house.asked({
      agentId: 'crm-assistant',
      connectorId: 'crm',
      tool: 'updateContact',
      arguments: { id: '7' },
    });
    const mail = { ...(await connector(house, 'mail')), status: 'revoked' };
    expect((await house.call('admin', 'POST', '/import', { connectors: [mail] })).status).toBe(200);
    const args = { to: ['owner@contoso.example'], subject: 'b', body: 'b' };
    expect(await house.redeem(receipt, args)).toMatchObject({
      status: 403,
      body: { code: 'connector-revoked' },
    });
    await house.settle();
    expect((await house.request(waits))['status']).toBe('expired');
    expect((await house.request(approved))['status']).toBe('void');
    expect((await house.request(untouched))['status']).toBe('pending');
    expect(await house.redeem(receipt, args)).toMatchObject({
      status: 403,
      body: { code: 'connector-revoked' },
    });
    expect(wordsOn(house.seenBy('owner', waits))).toContain('Expired: the connector was revoked.');
    const settled = (await house.lines({ subject: 'connector:mail' })).find(
      ({ type }) => type === 'revocation-settled',
    );
    expect(settled?.data['ended']).toEqual([waits, approved]);
  });
});
