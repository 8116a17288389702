import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAtMost } from '../../../src/features/grants/domain/amount.ts';
import {
  type Covered,
  consentsIn,
  doesCover,
  entryHash,
  grantedFinding,
} from '../../../src/features/grants/domain/covering.ts';
import { type GrantState, grants } from '../../../src/features/grants/domain/state.ts';
import type { Grantable } from '../../../src/features/policy/domain/judge.ts';
import type { ActionFacts, Arguments } from '../../../src/features/policy/domain/model.ts';
import type { ConnectorState } from '../../../src/features/registry/domain/model.ts';
import { DAY, type Instant, plus } from '../../../src/kernel/instant.ts';
import type { View } from '../../../src/kernel/ledger.ts';
import type { PersonId } from '../../../src/kernel/people.ts';

const NOW = '2026-11-20T09:00:00.000Z' as Instant;
const EMMA = 'emma@fabrikam.example';

const facts: ActionFacts = {
  agentId: 'writer',
  connectorId: 'post',
  tool: 'send',
  effectiveTool: 'send',
  effect: 'send',
  systemClass: 'mail',
  environment: 'production',
  phase: 'department',
  reversible: false,
  recipients: [{ address: EMMA, internal: false }],
  references: [],
  tier: 'delegatedAction',
};

const action: Covered = {
  facts,
  args: { to: [EMMA], subject: 'Offer' },
  recipientArguments: ['to', 'cc'],
  catalogue: 'c'.repeat(64),
  obligations: { approver: 'businessOwner', quorum: 1 },
};

const grant: GrantState = {
  grant: 'AR-7',
  agentId: 'writer',
  connectorId: 'post',
  tool: 'send',
  recipients: [EMMA],
  until: plus(NOW, DAY),
  catalogue: action.catalogue,
  consents: [{ approver: 'businessOwner', quorum: 1 }],
  approvers: ['00000000-0000-4000-8000-000000000002' as PersonId],
  reason: 'It goes well.',
  givenAt: NOW,
  told: false,
};

const covers = (change: Partial<Covered> = {}, terms: Partial<GrantState> = {}): boolean =>
  doesCover({ ...grant, ...terms }, { ...action, ...change }, NOW);

const withFacts = (change: Partial<ActionFacts>): Partial<Covered> => ({
  facts: { ...facts, ...change },
});

describe('a standing grant covers', () => {
  it('what it was given for, before its date and while nobody took it back', () => {
    expect(covers()).toBe(true);
    expect(doesCover(grant, action, plus(grant.until, -1))).toBe(true);
    expect(doesCover(grant, action, grant.until)).toBe(false);
    expect(covers({}, { end: { at: NOW, by: { kind: 'system' } } })).toBe(false);
  });

  it.each<readonly [string, Partial<Covered>]>([
    ['another agent', withFacts({ agentId: 'reader' })],
    ['another connector', withFacts({ connectorId: 'chat' })],
    ['another tool', withFacts({ effectiveTool: 'forward' })],
    ['another description of the tool', { catalogue: 'd'.repeat(64) }],
    ['content that may change', withFacts({ references: [{ argument: 'file', covered: false }] })],
    ['an amount nobody spoke of', withFacts({ amount: { value: '1', currency: 'EUR' } })],
    ['people nobody asked', { obligations: { approver: 'finance', quorum: 1 } }],
    ['more people than agreed', { obligations: { approver: 'businessOwner', quorum: 2 } }],
    [
      'others besides those who agreed',
      {
        obligations: {
          approver: 'businessOwner',
          quorum: 1,
          further: [{ approver: 'compliance', quorum: 1 }],
        },
      },
    ],
    ['no obligation at all', { obligations: undefined }],
  ])('not %s', (_, change) => expect(covers(change)).toBe(false));

  it('only recipients that it names, wherever a call hides them', () => {
    const anybody = fc.oneof(fc.constant(EMMA), fc.emailAddress());
    fc.assert(
      fc.property(fc.array(anybody, { minLength: 1, maxLength: 4 }), (to) => {
        const recipients = to.map((address) => ({ address, internal: false }));
        const all = to.every((one) => one === EMMA);
        expect(covers({ ...withFacts({ recipients }), args: { to } })).toBe(all);
        for (const name of ['bcc', 'CC', 'attendees', 'copies'])
          expect(covers({ args: { to: [EMMA], [name]: to } })).toBe(all);
        expect(covers({ args: { to: [EMMA], more: { deep: [to] } } })).toBe(all);
        expect(covers({ args: { to: [EMMA], copies: to.join('; ') } })).toBe(
          to.length === 1 ? all : false,
        );
      }),
    );
    expect(covers({ args: { to: [EMMA], body: 'Write to joe@other.example, please.' } })).toBe(
      true,
    );
  });

  it.each<readonly [string, Arguments]>([
    ['a list that ends in what parts it', { also: 'joe@other.example;' }],
    ['an address with a remark', { also: 'joe@other.example (Joe)' }],
    [
      'a long list of names',
      { also: Array.from({ length: 20 }, (_, i) => `Joe <joe${i}@other.example>`).join(', ') },
    ],
    ['a name further inside', { message: { toRecipients: [{ id: '4711' }] } }],
    ['the name of an argument', { reach: { 'joe@other.example': 'hidden' } }],
    ['a name of the catalogue in another spelling', { 'c-C': ['4711'] }],
    ['a name in wide letters', { '\uFF22cc': '4711' }],
    ['a bank account', { iban: 'DE02 1203 0000 0000 2020 51' }],
  ])('nobody else by %s', (_, more) => {
    expect(covers({ args: { to: [EMMA], ...more } })).toBe(false);
  });

  it('the amount only where the catalogue reads it', () => {
    const pays = (more: Arguments) =>
      covers(
        {
          facts: {
            ...facts,
            systemClass: 'finance',
            recipients: [],
            amount: { value: '1.00', currency: 'EUR' },
          },
          args: { payee: 'Fabrikam', amount: '1.00', currency: 'EUR', ...more },
          amountArgument: 'amount',
        },
        { recipients: ['Fabrikam'], amountUpTo: '500.00', currency: 'EUR' },
      );
    expect(pays({ invoice: 'R-12' })).toBe(true);
    for (const more of [{ Amount: '900000.00' }, { CURRENCY: 'KWD' }, { pay: { amount: 9e9 } }])
      expect([more, pays(more)]).toEqual([more, false]);
  });

  it('what the agent does where it ran when people agreed, and nowhere else', () => {
    expect(covers({}, { environment: 'production' })).toBe(true);
    expect(covers({}, { environment: 'pilot' })).toBe(false);
  });

  it('payments to those it names, in its currency, up to its amount', () => {
    const pays = (value: string, currency = 'EUR', args: Arguments = { payee: 'Fabrikam' }) =>
      covers(
        {
          ...withFacts({ systemClass: 'finance', recipients: [], amount: { value, currency } }),
          args,
        },
        { recipients: ['Fabrikam'], amountUpTo: '500.00', currency: 'EUR' },
      );
    const cents = (n: number) => (n / 100).toFixed(2);
    fc.assert(
      fc.property(fc.nat({ max: 200_000 }), (n) => {
        expect(pays(cents(n))).toBe(n <= 50_000);
      }),
    );
    expect(pays('1.00', 'USD')).toBe(false);
    expect(pays('1.00', 'EUR', { payee: 'Somebody' })).toBe(false);
    expect(pays('1.00', 'EUR', { vendor: 'Somebody' })).toBe(false);
    expect(covers(withFacts({ systemClass: 'finance', recipients: [] }), { recipients: [] })).toBe(
      false,
    );
  });
});

describe('amounts', () => {
  it('are compared exactly, however long', () => {
    expect(isAtMost('0.1', '0.100000')).toBe(true);
    expect(isAtMost('999999999999999999.999999', '999999999999999999.999998')).toBe(false);
    for (const wrong of ['', '-1', '1e3', '1,0', '01', 'NaN', '٣'])
      expect(isAtMost(wrong, '5')).toBe(false);
  });
});

describe('consents', () => {
  it('are those of every policy that asks', () => {
    const further = [{ approver: 'board', quorum: 1 }] as const;
    expect(consentsIn({ approver: 'finance', quorum: 2, further })).toEqual([
      { approver: 'finance', quorum: 2 },
      { approver: 'board', quorum: 1 },
    ]);
  });
});

const connector: ConnectorState = {
  record: {
    id: 'post',
    displayName: 'Post',
    status: 'approved',
    environments: ['production'],
    tierCeiling: 'delegatedAction',
    labels: ['general'],
    systemClass: 'mail',
    tools: [
      { name: 'send', effect: 'send', recipientArguments: ['to', 'cc'] },
      {
        name: 'run',
        effect: 'send',
        dispatch: { toolArgument: 'name', argumentsArgument: 'with' },
      },
    ],
  },
  effectSetBy: {},
};

const viewWith = (state: GrantState): View => ({
  seq: 1,
  get: () => undefined,
  all: ((entity: unknown) =>
    entity === grants ? new Map([[state.grant, state]]) : new Map()) as View['all'],
});

describe('a call through a dispatcher', () => {
  const given = { ...grant, catalogue: entryHash(connector, facts) };
  const through = (args: Arguments): Grantable => ({
    call: { agentId: 'writer', connectorId: 'post', tool: 'run', arguments: args },
    facts: { ...facts, tool: 'run' },
    connector,
    finding: {
      outcome: 'needsApproval',
      because: 'It sends.',
      policies: ['a-person-approves'],
      obligations: { approver: 'businessOwner', quorum: 1 },
    },
  });

  it('is covered as what it calls, and brings nothing of its own', () => {
    const inner = { name: 'send', with: { to: [EMMA] } };
    expect(grantedFinding(viewWith(given), through(inner), NOW)).toMatchObject({
      outcome: 'allow',
      grant: 'AR-7',
      policies: ['a-person-approves', 'standing-grant'],
    });
    const beyond: readonly Arguments[] = [
      { ...inner, bcc: 'joe@other.example' },
      { ...inner, next: 'erase' },
      { name: 'send', with: { to: [EMMA], bcc: ['joe@other.example'] } },
    ];
    for (const args of beyond)
      expect(grantedFinding(viewWith(given), through(args), NOW)).toBeUndefined();
  });
});
