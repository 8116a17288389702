import { describe, expect } from 'vitest';
import { DAY, HOUR } from '../../src/kernel/instant.ts';
import {
  answer,
  approvedBy,
  ask,
  authorize,
  connector,
  opened,
  READ_TICKETS,
  reviewersCome,
  TICKETS,
  ticketsOnProbation,
} from './rights.ts';
import { buttonsOn, type Fields, SEND_MAIL, story, wordsOn } from './story.ts';

const classified = (yes: Fields): Fields => ({
  dataClassification: { ...Object(TICKETS['dataClassification']), ...yes },
});

describe('a connector', () => {
  story('is asked for, reviewed stage by stage on cards, and used', async ({ house }) => {
    await reviewersCome(house);
    expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'deny' });
    expect(await ask(house, 'pilot', TICKETS)).toMatchObject({
      status: 201,
      body: { id: 'AR-1', kind: 'connector', status: 'pending', due: '2026-11-27T09:00:00.000Z' },
    });

    expect(wordsOn(house.seenBy('owner', 'AR-1'))).toContain('Ticket desk');
    for (const name of ['owner', 'security', 'admin']) {
      expect(buttonsOn(house.seenBy(name, 'AR-1'))).toContain('approve');
      expect(await house.click(name, 'AR-1', 'approve')).toMatchObject({ statusCode: 200 });
    }

    expect((await house.request('AR-1', 'pilot'))['status']).toBe('approved');
    expect(await connector(house)).toMatchObject({
      status: 'probation',
      environments: ['pilot'],
      tierCeiling: 'draftOnly',
      labels: ['public', 'general', 'confidential'],
      tools: TICKETS['tools'],
      probationEnds: '2026-12-20T09:00:00.000Z',
    });
    const { body: agent } = await house.call('pilot', 'GET', '/agents/mail-assistant');
    expect(agent.capabilities.at(-1)).toEqual({
      connectorId: 'tickets',
      tier: 'readOnly',
      reason: 'The sales desk answers 40 tickets a day.',
    });
    expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'allow' });
    const { stages } = await house.request('AR-1');
    expect(stages).toMatchObject([
      { answers: [{ right: { by: 'registry' } }] },
      { answers: [{ right: { by: 'role', source: 'example' } }] },
      { answers: [{ right: { by: 'role', source: 'example' } }] },
    ]);
    expect(await house.history('AR-1')).toEqual([
      'request-asked',
      'request-answered',
      'request-advanced',
      'request-answered',
      'request-advanced',
      'request-answered',
      'request-approved',
      'connector-put-on-probation',
      'capability-granted',
    ]);
  });

  story('tells the person who asked how it came out', async ({ house }) => {
    await reviewersCome(house);
    await ticketsOnProbation(house);
    const seen = wordsOn(house.seenBy('pilot', 'AR-1'));
    expect(seen).toContain('Approved by Ada Admin.');
    expect(seen).toContain('write “approved” to see how far');
  });

  story('asks compliance too where the data wants it', async ({ house }) => {
    await reviewersCome(house);
    const id = await opened(house, 'pilot', { ...TICKETS, ...classified({ hrDocuments: true }) });
    const { stages } = await house.request(id, 'pilot');
    expect(Object(stages).map(({ seat }: Fields) => seat)).toEqual([
      'business owner',
      'security reviewer',
      'compliance reviewer',
      'governance admin',
    ]);
    await approvedBy(house, id, 'owner', 'security', 'board', 'admin');
    expect((await connector(house))['status']).toBe('probation');
  });

  story('goes to production only from a probation', async ({ house }) => {
    await reviewersCome(house);
    const production = { ...TICKETS, environment: 'production' };
    const tooEarly = await house.changesNothing(() => ask(house, 'pilot', production));
    expect(tooEarly).toMatchObject({ status: 409, body: { code: 'probation-first' } });

    await ticketsOnProbation(house);
    const id = await opened(house, 'pilot', production);
    await approvedBy(house, id, 'owner', 'security', 'admin2');
    expect(await connector(house)).toMatchObject({
      status: 'approved',
      environments: ['pilot', 'production'],
      tierCeiling: 'delegatedAction',
    });
    expect(await connector(house)).not.toHaveProperty('probationEnds');
    expect(await house.history(id)).toContain('connector-promoted');
  });

  story('is not approved for production once the probation was revoked', async ({ house }) => {
    await reviewersCome(house);
    await ticketsOnProbation(house);
    const id = await opened(house, 'pilot', { ...TICKETS, environment: 'production' });
    await approvedBy(house, id, 'owner', 'security');
    const revoked = { ...(await connector(house)), status: 'revoked' };
    expect((await house.call('admin', 'POST', '/import', { connectors: [revoked] })).status).toBe(
      200,
    );
    expect(await house.changesNothing(() => answer(house, 'admin2', id))).toMatchObject({
      status: 409,
      body: { code: 'probation-first' },
    });
    expect((await house.request(id))['status']).toBe('pending');
  });

  story('on probation is there for another agent after a review of its own', async ({ house }) => {
    await reviewersCome(house);
    await ticketsOnProbation(house);
    const other = { ...TICKETS, requestedFor: 'crm-assistant' };
    const id = await opened(house, 'pilot', other);
    await approvedBy(house, id, 'owner', 'security', 'admin2');
    const { body } = await house.call('pilot', 'GET', '/agents/crm-assistant');
    expect(body.capabilities.at(-1)).toMatchObject({ connectorId: 'tickets', tier: 'readOnly' });
    expect((await connector(house))['probationEnds']).toBe('2026-12-20T09:00:00.000Z');
    expect(await ask(house, 'pilot', other)).toMatchObject({
      status: 409,
      body: { code: 'not-needed' },
    });
  });

  story(
    'that is rejected stands on the list of those, and may be asked for again',
    async ({ house }) => {
      await reviewersCome(house);
      const id = await opened(house, 'pilot', TICKETS);
      await approvedBy(house, id, 'owner');
      await house.click('security', id, 'reject', { inputs: { reason: 'No single sign-on.' } });
      expect(await connector(house)).toMatchObject({ status: 'rejected', environments: [] });
      expect(wordsOn(house.seenBy('pilot', id))).toContain('No single sign-on.');
      expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'deny' });

      await ticketsOnProbation(house, { securityNotes: 'Single sign-on is there now.' });
      expect((await connector(house))['status']).toBe('probation');
      expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'allow' });
    },
  );

  story('that nobody reviews expires after five working days', async ({ house }) => {
    const id = await opened(house, 'pilot', TICKETS);
    await house.leap(7 * DAY - HOUR);
    expect((await house.request(id))['status']).toBe('pending');
    await house.leap(HOUR);
    expect((await house.request(id))['status']).toBe('expired');
    expect((await house.call('pilot', 'GET', '/connectors/tickets')).status).toBe(404);
  });

  story('held by a pause can be rejected, not approved', async ({ house }) => {
    await reviewersCome(house);
    const id = await opened(house, 'pilot', TICKETS);
    const pause = { target: 'agent:mail-assistant', reason: 'a drill' };
    await house.call('board', 'POST', '/pauses', pause);
    expect(await answer(house, 'owner', id)).toMatchObject({
      status: 409,
      body: { code: 'held' },
    });
    expect(await ask(house, 'pilot', { ...TICKETS, displayName: 'Desk' })).toMatchObject({
      status: 403,
      body: { code: 'agent-paused' },
    });
    expect(await answer(house, 'owner', id, { answer: 'reject' })).toMatchObject({ status: 200 });
  });
});

describe('who asks for a connector', () => {
  story('never answers it', async ({ house }) => {
    await reviewersCome(house);
    const id = await opened(house, 'owner', TICKETS);
    expect(await answer(house, 'owner', id)).toMatchObject({ status: 403 });
    await approvedBy(house, id, 'owner2', 'security', 'admin');

    const other = { ...TICKETS, connectorId: 'desk' };
    const second = await opened(house, 'admin', other);
    await approvedBy(house, second, 'owner', 'security');
    expect(await answer(house, 'admin', second)).toMatchObject({ status: 403 });
    await approvedBy(house, second, 'admin2');
  });

  story('may be the agent itself, for itself alone', async ({ house }) => {
    const foreign = await ask(house, 'agent:crm-assistant', TICKETS);
    expect(foreign).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await ask(house, 'gateway', TICKETS)).toMatchObject({ status: 403 });
    const id = await opened(house, 'agent:mail-assistant', TICKETS);
    const seen = await house.request(id, 'agent:mail-assistant');
    expect(seen['securityNotes']).toBe(TICKETS['securityNotes']);
  });

  story(
    'wrote for people: the agent and gateways see only that it was asked',
    async ({ house }) => {
      const id = await opened(house, 'pilot', TICKETS);
      for (const as of ['agent:mail-assistant', 'gateway'])
        expect(await house.request(id, as)).not.toHaveProperty('securityNotes');
      for (const as of ['pilot', 'owner', 'security', 'board'])
        expect((await house.request(id, as))['securityNotes']).toBe(TICKETS['securityNotes']);
      expect((await house.call('outsider', 'GET', `/requests/${id}`)).status).toBe(404);
      expect(
        (await house.call('agent:mail-assistant', 'POST', `/requests/${id}/withdraw`, {})).status,
      ).toBe(403);
      expect((await house.call('pilot', 'POST', `/requests/${id}/withdraw`, {})).body.status).toBe(
        'withdrawn',
      );
    },
  );

  story('finds the equal one that is pending', async ({ house }) => {
    const id = await opened(house, 'pilot', TICKETS);
    expect(await ask(house, 'owner', TICKETS)).toMatchObject({ status: 200, body: { id } });
    const { body } = await house.call('board', 'GET', '/requests?kind=connector&status=pending');
    expect(body.items).toHaveLength(1);
  });

  story('needs the tab’s own client', async ({ house }) => {
    expect(await ask(house, 'pilot:teams', TICKETS)).toMatchObject({ status: 403 });
    expect(await ask(house, 'pilot', { ...SEND_MAIL, kind: 'outboundAction' })).toMatchObject({
      status: 403,
    });
  });
});

describe('a request for a connector', () => {
  const without = (field: string): Fields =>
    Object.fromEntries(Object.entries(TICKETS).filter(([name]) => name !== field));

  story('has its four parts, and every mistake is named at once', async ({ house }) => {
    for (const part of ['businessJustification', 'securityNotes', 'rollbackPlan'])
      for (const body of [without(part), { ...TICKETS, [part]: ' \n ' }]) {
        const { status, body: told } = await house.changesNothing(() => ask(house, 'pilot', body));
        expect(status).toBe(400);
        expect(told.errors).toMatchObject([{ path: part }]);
      }
    expect(await ask(house, 'pilot', without('dataClassification'))).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'dataClassification' }] },
    });
    const several = { ...TICKETS, connectorId: 'Ticket Desk', environment: 'test', scopes: 'all' };
    const { body } = await ask(house, 'pilot', several);
    const paths = body.errors.map(({ path }: Fields) => path);
    expect(paths.toSorted()).toEqual(['connectorId', 'environment', 'scopes']);
  });

  story('names an agent that there is, and tools once', async ({ house }) => {
    const stranger = await ask(house, 'pilot', { ...TICKETS, requestedFor: 'mail-asistant' });
    expect(stranger).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const twice = [
      { name: 'listTickets', effect: 'read' },
      { name: 'listTickets', effect: 'write' },
    ];
    expect(await ask(house, 'pilot', { ...TICKETS, tools: twice })).toMatchObject({ status: 400 });
  });

  story('of 100 KB in one part is refused', async ({ house }) => {
    const long = { ...TICKETS, securityNotes: 'x'.repeat(100_000) };
    expect(await ask(house, 'pilot', long)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'securityNotes' }] },
    });
  });
});

describe('what a tool does', () => {
  story('is a claim, and counts at its worst until an admin confirms it', async ({ house }) => {
    await reviewersCome(house);
    const id = await opened(house, 'pilot', TICKETS);
    const early = await answer(house, 'owner', id, { confirms: ['listTickets'] });
    expect(early).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    await approvedBy(house, id, 'owner', 'security');
    const strange = await answer(house, 'admin', id, { confirms: ['listTickets', 'erase'] });
    expect(strange).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    expect(await answer(house, 'admin', id, { confirms: ['closeTicket'] })).toMatchObject({
      status: 200,
    });
    expect((await connector(house))['tools']).toEqual([
      { name: 'listTickets', effect: 'write', reversible: false },
      { name: 'closeTicket', effect: 'write', reversible: true },
    ]);
    expect(await authorize(house, READ_TICKETS)).toMatchObject({
      outcome: 'deny',
      policies: ['above-tier'],
    });
  });

  story('stands on the admin’s card, who confirms it by approving', async ({ house }) => {
    await reviewersCome(house);
    const id = await opened(house, 'pilot', TICKETS);
    expect(wordsOn(house.seenBy('owner', id))).not.toContain('By approving you confirm');
    await approvedBy(house, id, 'owner', 'security');
    const card = wordsOn(house.seenBy('admin', id));
    expect(card).toContain('By approving you confirm that each tool does what is claimed');
    expect(card).toContain('closeTicket: write, reversible');
    expect(card).toContain(
      'On probation at most drafts, in pilot; each call is kept with its arguments',
    );
    await house.click('admin', id, 'approve');
    const lines = await house.lines({ subject: id });
    const listed = lines.find(({ type }) => type === 'connector-put-on-probation');
    expect(listed?.data).toMatchObject({
      confirmedBy: house.person('admin').objectId,
      confirmed: ['listTickets', 'closeTicket'],
      verified: { logLevel: 'whole', tierCeiling: 'draftOnly', environments: ['pilot'] },
    });
  });
});

describe('the three lists', () => {
  story('are behind the API and behind `approved`', async ({ house }) => {
    await reviewersCome(house);
    await ticketsOnProbation(house);
    const id = await opened(house, 'pilot', { ...TICKETS, connectorId: 'desk' });
    await answer(house, 'owner', id, { answer: 'reject' });
    const idsOf = async (status: string) =>
      (await house.call('pilot', 'GET', `/connectors?status=${status}`)).body.items.map(
        (one: Fields) => one['id'],
      );
    expect(await idsOf('approved')).toEqual(['crm', 'erp', 'mail']);
    expect(await idsOf('probation')).toEqual(['sharepoint', 'tickets']);
    expect(await idsOf('rejected')).toEqual(['desk']);
    expect(await idsOf('revoked')).toEqual([]);
    expect((await house.call('pilot', 'GET', '/connectors?status=odd')).status).toBe(400);

    const words = await house.say('pilot', 'approved');
    expect(words).toContain(
      'Outlook mail (mail): read and prepare drafts at once, send after a person',
    );
    expect(words).toContain('Ticket desk (tickets): read at once, in pilot.');
    expect(words).toContain('Ticket desk (desk): rejected.');
    expect(words).toContain('Used by crm-assistant and mail-assistant.');
  });

  story('is not asked for without saying what bounds it', async ({ house }) => {
    await reviewersCome(house);
    const bounced = async (change: Fields) => {
      const { status, body } = await house.changesNothing(() =>
        ask(house, 'pilot', { ...TICKETS, ...change }),
      );
      return [status, body.code, ...Object(body.errors).map(({ path }: { path: string }) => path)];
    };
    const none = { scopes: [] };
    expect(await bounced(none)).toEqual([400, 'invalid-body', 'scopes']);
    expect(await bounced({ ...none, scopeLevel: 'tenant' })).toEqual([
      400,
      'invalid-body',
      'scopeReason',
    ]);

    const open = async (change: Fields, connectorId: string) =>
      (await ask(house, 'pilot', { ...TICKETS, ...change, connectorId })).status;
    expect(await open({ ...none, dataDomains: [] }, 'search')).toBe(201);
    expect(await open({ ...none, scopeLevel: 'site' }, 'site')).toBe(201);
    expect(await open({ ...none, scopeReason: 'Its key has no scopes.' }, 'keyed')).toBe(201);
  });

  story('with a wide scope says on its card how far it reaches', async ({ house }) => {
    await reviewersCome(house);
    const scopes = ['tickets.read', 'https://graph.microsoft.com/Sites.FullControl.All'];
    const id = await opened(house, 'pilot', { ...TICKETS, scopes });
    expect(wordsOn(house.seenBy('owner', id))).toContain(
      'Sites.FullControl.All: can reach whole mailboxes, or everything of its kind in the tenant.',
    );
  });

  story('with a wide scope keeps the reason that was given for it', async ({ house }) => {
    await reviewersCome(house);
    const scopeReason = 'It sorts the mail of the whole desk, which has no mailbox of its own.';
    const wide = { scopes: ['Mail.Read'], scopeReason, scopeLevel: 'tenant' };
    const id = await opened(house, 'pilot', { ...TICKETS, ...wide });
    expect(await house.request(id, 'pilot')).toMatchObject(wide);
    expect(wordsOn(house.seenBy('owner', id))).toContain(scopeReason);
    await approvedBy(house, id, 'owner', 'security', 'admin');
    expect(await connector(house)).toMatchObject({
      scopes: [{ name: 'Mail.Read', mailboxWide: true, reason: scopeReason }],
      scopeLevel: 'tenant',
    });
    expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'allow' });
  });
});
