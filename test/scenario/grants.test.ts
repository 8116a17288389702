import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/kernel/instant.ts';
import { HandClock, MemoryCheckpoints } from '../adapters/tables/house.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { answer, approvedBy, ask, authorize, opened, reviewersCome } from './rights.ts';
import {
  buttonsOn,
  type Fields,
  MAIL,
  openStory,
  PAY_INVOICE,
  SEND_MAIL,
  type Story,
  story,
  wordsOn,
} from './story.ts';

const EMMA = 'emma@fabrikam.example';

/** The CRM assistant may write to one customer for a week. */
const WRITE_TO_EMMA: Fields = {
  kind: 'standingGrant',
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  recipients: [EMMA],
  until: '2026-11-27T09:00:00Z',
  justification: 'Forty offers went to her unchanged.',
};

/** Invoices of one supplier, each up to 500 EUR. */
const PAY_FABRIKAM: Fields = {
  kind: 'standingGrant',
  agentId: 'invoice-agent',
  connectorId: 'erp',
  tool: 'payInvoice',
  recipients: ['Fabrikam'],
  amountUpTo: '500.00',
  currency: 'EUR',
  until: '2026-11-27T09:00:00Z',
  justification: 'Small invoices that match their order.',
};

const pays = (args: Fields): Fields => ({
  ...PAY_INVOICE,
  arguments: { payee: 'Fabrikam', amount: '499.99', currency: 'EUR', ...args },
});
const sends = (args: Fields): Fields => ({ ...SEND_MAIL, arguments: { ...MAIL, ...args } });
const dry = async (house: Story, call: Fields) => authorize(house, { ...call, dryRun: true });

/** Emma's grant, approved by the owner and by security. */
async function granted(house: Story, more: Fields = {}): Promise<string> {
  await reviewersCome(house);
  const id = await opened(house, 'pilot', { ...WRITE_TO_EMMA, ...more });
  await approvedBy(house, id, 'owner', 'security');
  return id;
}

describe('a standing grant', () => {
  story(
    'is asked for, reviewed by the owner and security, and then named in each decision',
    async ({ house }) => {
      await reviewersCome(house);
      const id = await opened(house, 'pilot', WRITE_TO_EMMA);
      expect(await house.request(id)).toMatchObject({
        kind: 'standingGrant',
        tool: 'send',
        until: '2026-11-27T09:00:00.000Z',
        stages: [{ seat: 'business owner' }, { seat: 'security reviewer' }],
      });
      const seen = wordsOn(house.seenBy('owner', id));
      for (const part of ['mail/send', EMMA, 'no amount', 'Until', 'without asking'])
        expect(seen).toContain(part);
      expect(await dry(house, SEND_MAIL)).toMatchObject({ outcome: 'needsApproval' });
      await house.click('owner', id, 'approve');
      expect(await dry(house, SEND_MAIL)).toMatchObject({ outcome: 'needsApproval' });
      await house.click('security', id, 'approve');

      const allowed = await authorize(house, SEND_MAIL);
      expect(allowed).toMatchObject({
        outcome: 'allow',
        grant: id,
        because: expect.stringContaining(`standing grant ${id}`),
        policies: expect.arrayContaining(['standing-grant']),
      });
      expect(allowed).not.toHaveProperty('redeem');
      const { body } = await house.call(
        'owner',
        'GET',
        `/decisions/${String(allowed['decisionId'])}`,
      );
      expect(body).toMatchObject({
        outcome: 'allow',
        grant: id,
        questions: {
          permission: { link: `/requests/${id}` },
          humanApproval: {
            known: true,
            answer: `Beforehand, with the standing grant ${id}: Olivia Owner and Selma Security did.`,
          },
        },
      });
      expect(
        (
          await house.call('agent:crm-assistant', 'POST', '/requests', {
            kind: 'outboundAction',
            ...SEND_MAIL,
            justification: 'x',
          })
        ).status,
      ).toBe(409);
      expect((await house.history(id)).at(-1)).toBe('grant-given');
    },
  );

  story('covers the exact tool, recipients and nothing beside them', async ({ house }) => {
    await granted(house);
    const covered = [
      {},
      { subject: 'Other', body: 'Ask joe@elsewhere.example about it.' },
      { cc: [EMMA] },
    ];
    for (const args of covered)
      expect(await dry(house, sends(args))).toMatchObject({ outcome: 'allow' });
    const beyond: readonly Fields[] = [
      { to: ['joe@fabrikam.example'] },
      { to: ['EMMA@fabrikam.example'] },
      { to: [EMMA, 'joe@fabrikam.example'] },
      { cc: ['joe@fabrikam.example'] },
      { bcc: 'joe@fabrikam.example' },
      { recipients: ['joe@fabrikam.example'] },
      { headers: { 'reply-to': 'joe@fabrikam.example' } },
      { copies: 'joe@fabrikam.example, ann@fabrikam.example' },
      { copies: 'Joe <joe@fabrikam.example>' },
      { to: ['Emma'] },
    ];
    for (const args of beyond)
      expect({ args, ...(await dry(house, sends(args))) }).toMatchObject({
        args,
        outcome: 'needsApproval',
      });
    expect(await dry(house, { ...SEND_MAIL, agentId: 'mail-assistant' })).toMatchObject({
      outcome: 'deny',
    });
    expect(
      await dry(house, { ...SEND_MAIL, connectorId: 'crm', tool: 'updateContact', arguments: {} }),
    ).toMatchObject({ outcome: 'needsApproval' });
  });

  story('for payments needs two controllers, security and an amount', async ({ house }) => {
    await reviewersCome(house);
    const { amountUpTo: _a, currency: _c, ...uncapped } = PAY_FABRIKAM;
    expect(await ask(house, 'pilot', uncapped)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('amountUpTo') },
    });
    const id = await opened(house, 'pilot', PAY_FABRIKAM);
    expect((await house.request(id))['stages']).toMatchObject([
      { seat: 'finance controller', quorum: 2 },
      { seat: 'security reviewer', quorum: 1 },
    ]);
    await approvedBy(house, id, 'finance1', 'finance2');
    expect(await dry(house, pays({}))).toMatchObject({ outcome: 'needsApproval' });
    await approvedBy(house, id, 'security');
    for (const amount of ['499.99', '500', '500.00', '0.01'])
      expect(await dry(house, pays({ amount }))).toMatchObject({ outcome: 'allow', grant: id });
    for (const args of [
      { amount: '500.01' },
      { amount: '5000' },
      { currency: 'USD' },
      { currency: 'eur' },
      { payee: 'Fabrikam Ltd' },
      { payee: ['Fabrikam', 'Evil'] },
    ])
      expect(await dry(house, pays(args))).toMatchObject({ outcome: 'needsApproval' });
    const { currency: _currency, ...without } = pays({})['arguments'] as Fields;
    expect(await dry(house, { ...pays({}), arguments: without })).toMatchObject({
      outcome: 'needsApproval',
    });
    expect(await dry(house, pays({ amount: 'NaN' }))).toMatchObject({ outcome: 'deny' });
  });

  story('is refused where nobody can allow it beforehand', async ({ house }) => {
    await reviewersCome(house);
    const refusals: readonly (readonly [Fields, number, string, string?])[] = [
      [{ until: '2026-12-20T09:00:01Z' }, 400, 'invalid-body', 'until'],
      [{ until: '2026-11-20T08:00:00Z' }, 410, 'expired'],
      [{ until: 'tomorrow' }, 400, 'invalid-body'],
      [{ recipients: [] }, 400, 'invalid-body', 'recipients'],
      ...[
        '@gmail.com',
        '*@fabrikam.example',
        '*',
        'not an address',
        'Emma <emma@fabrikam.example>',
        'emma@fabrikam',
        'ëmma@fabrikam.example',
      ].map((one) => [{ recipients: [EMMA, one] }, 400, 'invalid-body', 'recipients.1'] as const),
      [{ recipients: [EMMA, EMMA] }, 400, 'invalid-body'],
      [{ amountUpTo: '5' }, 400, 'invalid-body'],
      [{ amountUpTo: '5', currency: 'EUR' }, 400, 'invalid-body'],
      [{ tool: 'search', recipients: [] }, 409, 'not-needed'],
      [{ tool: 'erase' }, 403, 'denied'],
      [{ agentId: 'mail-assistant' }, 403, 'denied'],
      [{ agentId: 'nobody' }, 404, 'not-found'],
      [{ connectorId: 'nothing' }, 404, 'not-found'],
    ];
    for (const [change, status, code, path] of refusals)
      expect({
        change,
        ...(await house.changesNothing(() => ask(house, 'pilot', { ...WRITE_TO_EMMA, ...change }))),
      }).toMatchObject({
        change,
        status,
        body: { code, ...(path !== undefined && { errors: [{ path }] }) },
      });
    expect(await ask(house, 'security', WRITE_TO_EMMA)).toMatchObject({
      status: 409,
      body: { code: 'no-approver' },
    });
    expect(await ask(house, 'agent:mail-assistant', WRITE_TO_EMMA)).toMatchObject({ status: 403 });
    expect(await ask(house, 'gateway', WRITE_TO_EMMA)).toMatchObject({ status: 403 });
    expect(await ask(house, 'agent:crm-assistant', WRITE_TO_EMMA)).toMatchObject({ status: 201 });
  });

  story('ends by itself at exactly its date, and says so', async ({ house }) => {
    const id = await granted(house);
    await house.leap(7 * DAY - SECOND);
    expect(await dry(house, SEND_MAIL)).toMatchObject({ outcome: 'allow' });
    await house.clock.leap(SECOND);
    expect(await dry(house, SEND_MAIL)).toMatchObject({ outcome: 'needsApproval' });
    await house.settle();
    expect((await house.history(id)).slice(-2)).toEqual(['grant-ended', 'grant-told']);
    expect(JSON.stringify(house.teams.deliveries.slice(-4))).toContain(`The standing grant ${id}`);
    expect((await house.call('board', 'GET', '/grants')).body).toEqual({ items: [] });
    expect(await house.call('owner', 'POST', `/grants/${id}/revoke`, {})).toMatchObject({
      status: 409,
    });
  });

  story('is listed for those it concerns, and taken back by them at once', async ({ house }) => {
    const id = await granted(house);
    for (const reader of [
      'owner',
      'owner2',
      'admin',
      'board',
      'security',
      'gateway',
      'agent:crm-assistant',
    ])
      expect((await house.call(reader, 'GET', '/grants')).body.items).toMatchObject([
        { id, agentId: 'crm-assistant', recipients: [EMMA], status: 'live' },
      ]);
    for (const stranger of ['outsider', 'pilot', 'finance1', 'agent:mail-assistant'])
      expect((await house.call(stranger, 'GET', '/grants')).body.items).toEqual([]);
    for (const [name, status] of [
      ['outsider', 404],
      ['finance1', 404],
      ['security2', 401],
      ['agent:crm-assistant', 403],
      ['gateway', 403],
    ] as const)
      expect(
        await house.changesNothing(() => house.call(name, 'POST', `/grants/${id}/revoke`, {})),
      ).toMatchObject({ status });
    const body = { reason: 'She left the company.' };
    expect(await house.call('owner', 'POST', `/grants/${id}/revoke`, body)).toMatchObject({
      status: 200,
      body: { status: 'revoked' },
    });
    expect(await authorize(house, SEND_MAIL)).toMatchObject({ outcome: 'needsApproval' });
    expect(await house.call('owner', 'POST', `/grants/${id}/revoke`, body)).toMatchObject({
      status: 200,
    });
    expect(await house.call('admin', 'POST', `/grants/${id}/revoke`, {})).toMatchObject({
      status: 409,
    });
    await house.settle();
    expect((await house.history(id)).slice(-2)).toEqual(['grant-revoked', 'grant-told']);
  });

  story('never outlives what it rests on', async ({ house }) => {
    await granted(house);
    const pause = await house.call('admin', 'POST', '/pauses', {
      target: 'agent:crm-assistant',
      reason: 'x',
    });
    expect(await authorize(house, SEND_MAIL)).toMatchObject({
      outcome: 'deny',
      policies: ['paused'],
    });
    await house.call('admin', 'POST', `/pauses/${String(pause.body.id)}/lift`, { reason: 'x' });
    expect(await dry(house, SEND_MAIL)).toMatchObject({ outcome: 'allow' });
    const { body: mail } = await house.call('admin', 'GET', '/connectors/mail');
    const tools = (mail.tools as Fields[]).map((tool) =>
      tool['name'] === 'send'
        ? { ...tool, recipientArguments: ['to', 'cc', 'bcc', 'replyTo'] }
        : tool,
    );
    await house.call('admin', 'POST', '/import', { connectors: [{ ...mail, tools }] });
    expect(await dry(house, SEND_MAIL)).toMatchObject({ outcome: 'needsApproval' });
    await house.call('admin', 'POST', '/import', {
      connectors: [{ ...mail, tools, status: 'revoked' }],
    });
    expect(await authorize(house, SEND_MAIL)).toMatchObject({ outcome: 'deny' });
    await house.settle();
    expect((await house.history('AR-1')).slice(-2)).toEqual(['grant-revoked', 'grant-told']);
    expect(await house.say('owner', 'grants AR-1')).toContain('its tool is not what it was');
  });

  story(
    'cannot be approved after its own end, nor for a tool that became another',
    async ({ house }) => {
      await reviewersCome(house);
      const short = await opened(house, 'pilot', {
        ...WRITE_TO_EMMA,
        until: '2026-11-20T10:00:00Z',
      });
      await approvedBy(house, short, 'owner');
      await house.leap(HOUR + MINUTE);
      expect(await house.request(short)).toMatchObject({ status: 'expired' });
      const id = await opened(house, 'pilot', WRITE_TO_EMMA);
      await approvedBy(house, id, 'owner');
      const { body: mail } = await house.call('admin', 'GET', '/connectors/mail');
      const tools = (mail.tools as Fields[]).map((tool) =>
        tool['name'] === 'send'
          ? { ...tool, recipientArguments: ['to', 'cc', 'bcc', 'replyTo'] }
          : tool,
      );
      await house.call('admin', 'POST', '/import', { connectors: [{ ...mail, tools }] });
      expect(await answer(house, 'security', id)).toMatchObject({
        status: 409,
        body: { code: 'action-changed' },
      });
      expect(await house.history(id)).not.toContain('grant-given');
    },
  );
});

describe('a standing grant on several servers', () => {
  it('allows nothing anywhere once its end is acknowledged', async () => {
    const shared = {
      table: new MemoryTable(),
      checkpoints: new MemoryCheckpoints(),
      clock: new HandClock(),
    };
    const first = await openStory(shared);
    const id = await granted(first);
    const second = await openStory(shared);
    expect(await authorize(second, SEND_MAIL)).toMatchObject({ outcome: 'allow', grant: id });
    const revoked = await first.call('owner', 'POST', `/grants/${id}/revoke`, {});
    expect(revoked.status).toBe(200);
    // Nothing has told the second server yet but the fence on its lane.
    expect(await authorize(second, SEND_MAIL)).toMatchObject({ outcome: 'needsApproval' });
    await second.close();
    await first.close();
  });
});

describe('`grants` in chat', () => {
  story('lists them with a button for those who may take them back', async ({ house }) => {
    const id = await granted(house);
    expect(await house.say('outsider', 'grants')).toContain('No standing grant');
    expect(await house.say('outsider', `grants ${id}`)).toContain('There is no standing grant');
    const listed = await house.say('owner', 'grants');
    expect(listed).toContain(EMMA);
    expect(listed).toContain(`Take ${id} back`);
    expect(await house.click('owner', id, 'grant-revoke')).toMatchObject({ statusCode: 200 });
    expect(await authorize(house, SEND_MAIL)).toMatchObject({ outcome: 'needsApproval' });
    const card = house.seenBy('owner', id);
    expect(buttonsOn(card)).not.toContain('grant-revoke');
  });

  story('is asked for with a form', async ({ house }) => {
    await reviewersCome(house);
    expect(await house.say('pilot', 'request grant')).toContain('Ask for a standing grant');
    expect(await house.say('pilot', 'request grants')).toContain(
      'request connector|escalation|grant',
    );
  });
});

describe('the digest', () => {
  story(
    'shows grants in force among the exceptions, and what was given and taken',
    async ({ house }) => {
      const id = await granted(house);
      const { body } = await house.call('board', 'GET', '/digests/2026-W47');
      const section = (name: string) =>
        body.sections.find(({ id: one }: { id: string }) => one === name);
      expect(section('exceptions').items).toMatchObject([
        { text: expect.stringContaining(`${id}: crm-assistant`), subject: id },
      ]);
      expect(JSON.stringify(section('exceptions'))).not.toContain(EMMA);
      expect(JSON.stringify(section('permissionChanges').items)).toContain('crm-assistant');
    },
  );
});
