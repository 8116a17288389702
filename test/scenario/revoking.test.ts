import { describe, expect } from 'vitest';
import { SEND_MAIL, type Story, story, wordsOn } from './story.ts';

const ARGS = { to: ['emma@fabrikam.example'], subject: 'Two', body: 'b' };
const REASON = 'The vendor was breached.';

/** One request that waits and one approval with its receipt, both on mail. */
async function resting(house: Story) {
  const waits = await house.asked();
  const approved = await house.asked({ ...SEND_MAIL, arguments: ARGS });
  await house.click('owner', approved, 'approve');
  return { waits, approved, receipt: await house.receipt(approved) };
}

/** Nothing on mail is allowed, redeemed or waited for any more. */
async function expectGone(
  house: Story,
  { waits, approved, receipt }: Awaited<ReturnType<typeof resting>>,
) {
  const judged = await house.call('agent:crm-assistant', 'POST', '/authorize', SEND_MAIL);
  expect(judged.body.outcome).toBe('deny');
  expect(await house.redeem(receipt, ARGS)).toMatchObject({
    status: 403,
    body: { code: 'connector-revoked' },
  });
  await house.settle();
  expect((await house.request(waits))['status']).toBe('expired');
  expect((await house.request(approved))['status']).toBe('void');
  expect(wordsOn(house.seenBy('owner', waits))).toContain('Expired: the connector was revoked.');
}

const tapped = async (house: Story, name: string) => {
  const { activityId } =
    house.teams.inbox(house.person(name).chat).at(-1) ?? expect.fail('no card');
  const clicked = await house.teams.click(house.person(name), activityId, 'revoke-connector');
  await house.settle();
  return clicked;
};

describe('a connector is revoked outside its probation', () => {
  story('over the API, with a reason, fenced before the answer', async ({ house }) => {
    const before = await resting(house);
    const revoked = await house.call('admin', 'POST', '/connectors/mail/revoke', {
      reason: REASON,
    });
    expect(revoked).toMatchObject({ status: 200, body: { id: 'mail', status: 'revoked' } });
    await expectGone(house, before);
    const lines = await house.lines({ subject: 'connector:mail' });
    const event = lines.find(({ type }) => type === 'connector-revoked');
    expect(event).toMatchObject({
      by: { kind: 'person', id: house.person('admin').objectId },
      data: { connectorId: 'mail', reason: REASON },
    });
    const again = await house.changesNothing(() =>
      house.call('admin', 'POST', '/connectors/mail/revoke', { reason: 'Once more.' }),
    );
    expect(again).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect(await house.say('pilot', 'approved')).toContain('revoked');
  });

  story('in chat, after a card that names who is hit', async ({ house }) => {
    const before = await resting(house);
    const said = await house.changesNothing(() =>
      house.say('admin', `revoke connector:mail because ${REASON}`),
    );
    expect(said).toContain('Nothing is revoked yet');
    expect(said).toContain('crm-assistant, mail-assistant');
    expect(said).toContain(REASON);
    const { card } = await tapped(house, 'admin');
    expect(wordsOn(card)).toContain('was revoked');
    await expectGone(house, before);
  });

  story('by nobody but an admin, who is asked at the tap again', async ({ house }) => {
    for (const name of ['board', 'owner', 'outsider', 'agent:crm-assistant', 'gateway']) {
      const refused = await house.changesNothing(() =>
        house.call(name, 'POST', '/connectors/mail/revoke', { reason: REASON }),
      );
      expect(refused.status).toBe(403);
    }
    const said = `revoke connector:mail because ${REASON}`;
    expect(await house.changesNothing(() => house.say('board', said))).toContain(
      'Only governance admins revoke connectors.',
    );
    await house.say('admin', said);
    const { activityId } =
      house.teams.inbox(house.person('admin').chat).at(-1) ?? expect.fail('no card');
    const stolen = await house.changesNothing(() =>
      house.teams.click(house.person('owner'), activityId, 'revoke-connector', {
        where: house.person('owner').chat,
        data: { verb: 'revoke-connector', connector: 'mail', reason: REASON },
      }),
    );
    expect(stolen.statusCode).toBe(403);
  });

  story('with a reason and a connector that there is', async ({ house }) => {
    const call = (id: string, body: object) =>
      house.changesNothing(() => house.call('admin', 'POST', `/connectors/${id}/revoke`, body));
    expect(await call('mail', {})).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    expect((await call('mail', { reason: ' ' })).status).toBe(400);
    expect((await call('fax', { reason: REASON })).status).toBe(404);
    expect(await house.say('admin', `revoke connector:fax because ${REASON}`)).toContain(
      'No connector fax is listed',
    );
    for (const near of ['revoke mail', 'revoke connector:mail', `revoke mail because ${REASON}`])
      expect(await house.changesNothing(() => house.say('admin', near))).toContain(
        'revoke connector:<id> because <reason>',
      );
  });

  story('once under a key, whatever is repeated', async ({ house }) => {
    const headers = { 'idempotency-key': 'revoke-1' };
    const revoke = (reason: string) =>
      house.call('admin', 'POST', '/connectors/crm/revoke', { reason }, headers);
    expect((await revoke(REASON)).status).toBe(200);
    expect(await revoke(REASON)).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect(await revoke('Another.')).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key-reused' },
    });
  });
});
