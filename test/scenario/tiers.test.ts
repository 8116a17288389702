import { describe, expect } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/kernel/instant.ts';
import {
  answer,
  approvedBy,
  ask,
  authorize,
  INSIDE,
  opened,
  reviewersCome,
  SEND_INSIDE,
  SEND_TIER,
  sendingAllowed,
} from './rights.ts';
import { type Fields, type Story, story, wordsOn } from './story.ts';

const agentOf = async (house: Story, id = 'mail-assistant'): Promise<Fields> =>
  (await house.call('admin', 'GET', `/agents/${id}`)).body;

const capabilityOn = async (house: Story, connectorId = 'mail'): Promise<Fields | undefined> => {
  const { capabilities } = await agentOf(house);
  return (capabilities as Fields[]).find((one) => one['connectorId'] === connectorId);
};

describe('a higher tier', () => {
  story(
    'is asked for, reviewed by owner and security, and holds for thirty days',
    async ({ house }) => {
      await reviewersCome(house);
      expect(await authorize(house, SEND_INSIDE)).toMatchObject({
        outcome: 'deny',
        policies: ['above-tier'],
      });
      const { status, body } = await ask(house, 'pilot', SEND_TIER);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        kind: 'tierEscalation',
        fromTier: 'draftOnly',
        toTier: 'delegatedAction',
        for: 'P30D',
        environment: 'pilot',
        due: '2026-11-27T09:00:00.000Z',
      });
      for (const name of ['owner', 'security']) {
        expect(wordsOn(house.seenBy(name, body.id))).toContain('May read, write and send');
        expect(await house.click(name, body.id, 'approve')).toMatchObject({ statusCode: 200 });
      }
      expect(await house.request(body.id, 'pilot')).toMatchObject({
        status: 'approved',
        until: '2026-12-20T09:00:00.000Z',
      });
      expect(await authorize(house, SEND_INSIDE)).toMatchObject({ outcome: 'needsApproval' });
      expect(await capabilityOn(house)).toMatchObject({
        tier: 'delegatedAction',
        until: '2026-12-20T09:00:00.000Z',
      });
      expect(wordsOn(house.seenBy('pilot', body.id))).toContain('It ends by itself: ');
    },
  );

  story('needs one of the board to act in production', async ({ house }) => {
    await reviewersCome(house);
    const agent = {
      ...(await agentOf(house, 'crm-assistant')),
      id: 'news-agent',
      capabilities: [{ connectorId: 'crm', tier: 'readOnly', reason: 'Reads' }],
    };
    await house.call('admin', 'POST', '/import', { agents: [agent] });
    const body = { ...SEND_TIER, agentId: 'news-agent', connectorId: 'crm' };
    const drafts = await opened(house, 'pilot', { ...body, toTier: 'draftOnly' });
    expect((await house.request(drafts))['stages']).toHaveLength(2);
    const id = await opened(house, 'pilot', body);
    const { stages } = await house.request(id);
    expect((stages as Fields[]).map(({ seat }) => seat)).toEqual([
      'business owner',
      'security reviewer',
      'review board',
    ]);
    await answer(house, 'owner', id);
    await answer(house, 'security', id);
    // Selma sits on the board too, and has answered already.
    expect(await answer(house, 'security', id)).toMatchObject({ body: { status: 'pending' } });
    await approvedBy(house, id, 'board');
    expect((await house.request(id))['status']).toBe('approved');
  });

  story('holds for as long as was asked, at most ninety days', async ({ house }) => {
    await reviewersCome(house);
    for (const wrong of ['P91D', 'P0D', 'PT0S', '30d', 'P1M', 'P1Y', 'P', 'PT', '', 'P-1D'])
      expect(await ask(house, 'pilot', { ...SEND_TIER, for: wrong })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'for' }] },
      });
    const id = await opened(house, 'pilot', { ...SEND_TIER, for: 'P90D' });
    await approvedBy(house, id, 'owner', 'security');
    expect((await house.request(id))['until']).toBe('2027-02-18T09:00:00.000Z');
    const short = await opened(house, 'pilot', { ...SEND_TIER, for: 'PT90M' });
    expect((await house.request(short))['for']).toBe('PT1H30M');
  });

  story('is refused where there is nothing to raise', async ({ house }) => {
    const refusals: readonly (readonly [Fields, number, string])[] = [
      [{ toTier: 'draftOnly' }, 409, 'not-needed'],
      [{ toTier: 'readOnly' }, 409, 'not-needed'],
      [{ connectorId: 'crm' }, 403, 'denied'],
      [{ connectorId: 'tickets' }, 404, 'not-found'],
      [{ agentId: 'mail-asistant' }, 404, 'not-found'],
    ];
    for (const [change, status, code] of refusals)
      expect(
        await house.changesNothing(() => ask(house, 'pilot', { ...SEND_TIER, ...change })),
      ).toMatchObject({ status, body: { code } });
    const agent = await agentOf(house, 'mail-assistant');
    const probe = {
      ...agent,
      id: 'probe',
      capabilities: [{ connectorId: 'sharepoint', tier: 'readOnly', reason: 'Reads' }],
    };
    await house.call('admin', 'POST', '/import', { agents: [probe] });
    const above = { ...SEND_TIER, agentId: 'probe', connectorId: 'sharepoint' };
    expect(await ask(house, 'pilot', above)).toMatchObject({
      status: 403,
      body: { code: 'denied', detail: expect.stringContaining('ceiling draftOnly') },
    });
  });

  story('is not answered by whoever asked, nor asked for by another agent', async ({ house }) => {
    await reviewersCome(house);
    const alone = await ask(house, 'security', SEND_TIER);
    expect(alone).toMatchObject({ status: 409, body: { code: 'no-approver', seat: 'security' } });
    expect(await ask(house, 'agent:crm-assistant', SEND_TIER)).toMatchObject({ status: 403 });
    expect(await ask(house, 'agent:mail-assistant', SEND_TIER)).toMatchObject({ status: 201 });
  });
});

describe('a raised tier', () => {
  story('ends at exactly its date by itself, before anybody writes it down', async ({ house }) => {
    await reviewersCome(house);
    await sendingAllowed(house);
    await house.leap(30 * DAY - SECOND);
    expect(await authorize(house, { ...SEND_INSIDE, dryRun: true })).toMatchObject({
      outcome: 'needsApproval',
    });
    await house.clock.leap(SECOND);
    expect(await authorize(house, SEND_INSIDE)).toMatchObject({
      outcome: 'deny',
      policies: ['above-tier'],
    });
    await house.settle();
    expect(await capabilityOn(house)).toEqual({
      connectorId: 'mail',
      tier: 'draftOnly',
      reason: expect.any(String),
    });
    expect(await house.history('AR-1')).toContain('tier-ended');
  });

  story('takes with it what waits, what was approved, and its receipts', async ({ house }) => {
    await reviewersCome(house);
    await sendingAllowed(house);
    await house.leap(30 * DAY - 30 * MINUTE);
    const waits = await house.asked(SEND_INSIDE);
    const approved = await house.asked({ ...SEND_INSIDE, arguments: { ...INSIDE, body: 'b' } });
    await house.leap(27 * MINUTE);
    await approvedBy(house, approved, 'owner');
    const receipt = await house.receipt(approved);
    await house.clock.leap(3 * MINUTE);

    const args = { ...INSIDE, body: 'b' };
    const ended = { status: 403, body: { code: 'tier-ended' } };
    expect(await house.redeem(receipt, args)).toMatchObject(ended);
    // Refused as ended (403), or as expired (409) where that has been written already.
    expect([403, 409]).toContain((await answer(house, 'owner', waits)).status);
    await house.settle();
    expect(await house.request(waits)).toMatchObject({ status: 'expired' });
    expect(await house.request(approved)).toMatchObject({ status: 'void' });
    expect(await house.redeem(receipt, args)).toMatchObject(ended);
    expect(wordsOn(house.seenBy('owner', waits))).toContain(
      'Expired: the tier that it needed came to its end.',
    );
    const line = (await house.lines({ subject: 'AR-1' })).find(({ type }) => type === 'tier-ended');
    expect(line?.data['ended']).toEqual([waits, approved]);
    expect((await house.lines({ subject: waits })).at(-1)?.type).not.toBe('request-approved');
  });

  story('may be asked for again before it ends, and the later end counts', async ({ house }) => {
    await reviewersCome(house);
    await sendingAllowed(house);
    await house.leap(28 * DAY);
    const again = await sendingAllowed(house, { reason: 'It goes well.' });
    await house.leap(3 * DAY);
    expect(await house.history('AR-1')).toContain('tier-ended');
    expect(await authorize(house, { ...SEND_INSIDE, dryRun: true })).toMatchObject({
      outcome: 'needsApproval',
    });
    await house.leap(27 * DAY);
    expect(await house.history(again)).toContain('tier-ended');
    expect(await authorize(house, SEND_INSIDE)).toMatchObject({ outcome: 'deny' });
  });

  story(
    'stays when an edit sends it back as shown, and goes when it is lowered',
    async ({ house }) => {
      await reviewersCome(house);
      await sendingAllowed(house);
      const shown = await agentOf(house);
      const same = await house.changesNothing(() =>
        house.call('admin', 'PUT', '/agents/mail-assistant', shown),
      );
      expect(same).toMatchObject({ status: 200, body: shown });
      expect(await authorize(house, { ...SEND_INSIDE, dryRun: true })).toMatchObject({
        outcome: 'needsApproval',
      });
      const lowered = {
        ...shown,
        capabilities: [{ connectorId: 'mail', tier: 'draftOnly', reason: 'Drafts' }],
      };
      expect((await house.call('admin', 'PUT', '/agents/mail-assistant', lowered)).status).toBe(
        200,
      );
      expect(await authorize(house, SEND_INSIDE)).toMatchObject({ outcome: 'deny' });
      expect(await house.call('admin', 'PUT', '/agents/mail-assistant', shown)).toMatchObject({
        status: 403,
        body: { code: 'needs-request' },
      });
      await house.leap(31 * DAY);
      expect(await house.history('AR-1')).not.toContain('tier-ended');
    },
  );

  story('is no way past a pause or a revoked connector', async ({ house }) => {
    await reviewersCome(house);
    const id = await opened(house, 'pilot', SEND_TIER);
    await approvedBy(house, id, 'owner');
    const { body: mail } = await house.call('admin', 'GET', '/connectors/mail');
    await house.call('admin', 'POST', '/import', { connectors: [{ ...mail, status: 'revoked' }] });
    expect([403, 409]).toContain((await answer(house, 'security', id)).status);
    await house.settle();
    expect((await house.request(id))['status']).toBe('expired');
    await house.leap(HOUR);
    expect(await capabilityOn(house)).toBeUndefined();
  });
});

describe('`status` of an agent', () => {
  story('shows the tier that counts now', async ({ house }) => {
    await reviewersCome(house);
    expect(await house.say('owner', 'status mail-assistant')).toContain('mail: Draft only.');
    await sendingAllowed(house);
    expect(await house.say('owner', 'status mail-assistant')).toContain('mail: Delegated action.');
    await house.leap(30 * DAY);
    expect(await house.say('owner', 'status mail-assistant')).toContain('mail: Draft only.');
  });
});
