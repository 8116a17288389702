import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type Fields, MAIL, type Story, story } from './story.ts';

const AGENTS = ['mail-assistant', 'crm-assistant', 'invoice-agent', 'nobody', '__proto__', ''];
const CONNECTORS = ['mail', 'crm', 'erp', 'sharepoint', 'nothing', 'constructor'];
const TOOLS = ['search', 'createDraft', 'send', 'payInvoice', 'updateContact', 'erase', 'toString'];
const NAMES = ['to', 'cc', 'bcc', 'subject', 'amount', 'currency', 'payee', '__proto__', 'length'];

/** Any arguments: right names with wrong values, strange names, deep things. */
const anyArguments = fc.dictionary(
  fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 20 })),
  fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.constantFrom<unknown>('emma@fabrikam.example', ['owner@contoso.example'], '1e9', -1, null),
  ),
  { maxKeys: 6 },
);

const anyCall = fc.record({
  agentId: fc.constantFrom(...AGENTS),
  connectorId: fc.constantFrom(...CONNECTORS),
  tool: fc.oneof(fc.constantFrom(...TOOLS), fc.string({ maxLength: 140 })),
  arguments: fc.oneof(
    { weight: 6, arbitrary: anyArguments },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  ),
});

const READS = new Set(['search', 'createDraft', 'findContact', 'getInvoice', 'readFile']);

const asked = (house: Story, call: Fields) => house.call('gateway', 'POST', '/authorize', call);

describe('whatever is asked', () => {
  story(
    'is answered with a reason, never with an error of ours, and never allowed for what it cannot be',
    { timeout: 60_000 },
    async ({ house }) => {
      await fc.assert(
        fc.asyncProperty(anyCall, async (call) => {
          const { status, body } = await asked(house, { ...call, dryRun: true });
          if (status !== 200) {
            expect(status).toBe(400);
            expect(body.detail.length).toBeGreaterThan(10);
            return;
          }
          expect(body.because.length).toBeGreaterThan(10);
          expect(body.policies.length).toBeGreaterThan(0);
          if (body.outcome === 'allow') expect(READS).toContain(call.tool);
        }),
        { numRuns: 400 },
      );
    },
  );

  story('is denied where a needed argument is missing or of the wrong kind', async ({ house }) => {
    const mail = (args: Fields) => ({
      agentId: 'crm-assistant',
      connectorId: 'mail',
      tool: 'send',
      arguments: args,
    });
    const pay = (args: Fields) => ({
      agentId: 'invoice-agent',
      connectorId: 'erp',
      tool: 'payInvoice',
      arguments: { payee: 'Fabrikam', currency: 'EUR', ...args },
    });
    const { to: _to, ...nobody } = MAIL;
    const denied: readonly (readonly [Fields, string])[] = [
      [mail(nobody), 'recipient-missing'],
      [mail({ ...nobody, to: [] }), 'recipient-missing'],
      [mail({ ...nobody, to: null, cc: null }), 'recipient-missing'],
      ...[
        {},
        { amount: 12 },
        { amount: '12,50' },
        { amount: '-1' },
        { amount: ['1'] },
        { amount: null },
      ].map((args) => [pay(args), 'argument-ill-typed'] as const),
      [{ ...mail(MAIL), tool: 'sendAll' }, 'tool-unknown'],
      [{ ...mail(MAIL), connectorId: 'post' }, 'connector-unknown'],
      [{ ...mail(MAIL), agentId: 'crm-asistant' }, 'agent-unknown'],
    ];
    for (const [call, policy] of denied) {
      const { status, body } = await asked(house, call);
      expect({ call, status, ...body }).toMatchObject({
        call,
        status: 200,
        outcome: 'deny',
        policies: [policy],
        decisionId: expect.stringMatching(/^D-/),
      });
    }
  });

  story('is denied where a recipient is neither a text nor a list of texts', async ({ house }) => {
    const send = (args: Fields) => ({
      agentId: 'crm-assistant',
      connectorId: 'mail',
      tool: 'send',
      arguments: { ...MAIL, ...args },
    });
    const wrong: readonly unknown[] = [
      5,
      true,
      {},
      { address: 'owner@contoso.example' },
      '',
      ' ',
      [''],
      [null],
      [{ a: 1 }],
      [['owner@contoso.example']],
      ['owner@contoso.example', 5],
    ];
    for (const value of wrong)
      for (const args of [{ to: value }, { to: 'owner@contoso.example', bcc: value }])
        expect({ args, ...(await asked(house, send(args))).body }).toMatchObject({
          args,
          outcome: 'deny',
          policies: ['argument-ill-typed'],
          because: expect.stringMatching(/^The argument (to|bcc) of send must be a recipient/),
        });
    const { body } = await house.call('admin', 'GET', '/requests?status=pending');
    expect(body.items).toEqual([]);
  });

  story('goes to a person where a text names no address: a group, say', async ({ house }) => {
    for (const to of ['Sales team', ['Sales team', 'owner@contoso.example']]) {
      const call = { agentId: 'crm-assistant', connectorId: 'mail', tool: 'send' };
      const { body } = await asked(house, { ...call, arguments: { ...MAIL, to }, dryRun: true });
      expect(body.outcome).toBe('needsApproval');
    }
  });
});
