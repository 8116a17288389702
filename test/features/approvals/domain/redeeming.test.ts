import { describe, expect, it } from 'vitest';
import type { Command, Context } from '../../../../src/features/approvals/domain/commands.ts';
import type { RefusalCode } from '../../../../src/features/approvals/domain/refusals.ts';
import { mayHaveReceipt } from '../../../../src/features/approvals/domain/standing.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/kernel/instant.ts';
import { sha256 } from '../../../../src/ledger/hash.ts';
import {
  AGENT,
  APPROVED,
  approves,
  around,
  asked,
  at,
  BOARD,
  CHAIN_PLAN,
  connectorState,
  DIGEST,
  FACTS,
  FINANCE,
  given,
  MONEY1,
  MONEY2,
  NEEDS_FINANCE,
  NEEDS_OWNER,
  OWNER,
  PENDING,
  pause,
  person,
  redeems,
  SECURITY,
  type Step,
} from './world.ts';

type Redeem = Extract<Command, { type: 'redeem' }>;
const SOON = 6 * MINUTE;
const receipt = redeems().receipt;
const judged = redeems().judged;
const finding = (change: object) => ({
  judged: { ...judged, finding: { ...NEEDS_OWNER, ...change } },
});

describe('redeeming', () => {
  it('uses an approval up, by a gateway or the agent itself', () => {
    const verdict = given(...APPROVED).when(SOON, redeems());
    verdict.happens('request-redeemed');
    expect(verdict.state).toMatchObject({
      status: 'redeemed',
      end: { at: at(SOON), by: { kind: 'gateway' }, jti: 'j1' },
    });
    given(...APPROVED)
      .when(SOON, redeems({ by: AGENT }))
      .happens('request-redeemed');
  });

  it('once: a second time is refused, with the same receipt as with another', () => {
    const used = given(...APPROVED, [SOON, redeems()]);
    used.when(SOON + 1, redeems()).refused('already-redeemed', { at: at(SOON) });
    used
      .when(SOON + 1, redeems({ receipt: { ...receipt, jti: 'j2' } }))
      .refused('already-redeemed');
  });

  it('is for nobody else', () => {
    for (const by of [{ kind: 'agent', id: 'other' }, person(OWNER), { kind: 'system' }] as const)
      given(...APPROVED)
        .when(SOON, redeems({ by }))
        .refused('not-its-agent', { agentId: 'writer' });
  });

  it.each([
    ['other-request', { request: 'AR-8' }],
    ['other-agent', { agent: 'other' }],
    ['other-action', { digest: sha256('other') }],
  ] as const)('knows a receipt that is none for this request: %s', (why, change) => {
    given(...APPROVED)
      .when(SOON, redeems({ receipt: { ...receipt, ...change } }))
      .refused('receipt-foreign', { why });
  });

  it('knows a receipt of what was never approved, or is not redeemed at all', () => {
    const why = 'not-approved';
    given(...PENDING)
      .when(SOON, redeems())
      .refused('receipt-foreign', { why });
    given(
      [0, asked({ plan: CHAIN_PLAN })],
      [1, approves(OWNER)],
      [2, approves(SECURITY)],
      [3, approves(BOARD)],
    )
      .when(4, redeems())
      .refused('receipt-foreign', { why });
  });

  it('ends with the hour, and the receipt with its own time', () => {
    const redeemBy = 5 * MINUTE + HOUR;
    const late = redeems({ receipt: { ...receipt, expires: at(DAY) } });
    given(...APPROVED)
      .when(redeemBy - 1, late)
      .happens('request-redeemed');
    given(...APPROVED)
      .when(redeemBy, late)
      .refused('approval-lapsed', { redeemBy: at(redeemBy) });
    const short = redeems({ receipt: { ...receipt, expires: at(SOON) } });
    given(...APPROVED)
      .when(SOON - 1, short)
      .happens('request-redeemed');
    given(...APPROVED)
      .when(SOON, short)
      .refused('receipt-expired', { expired: at(SOON) });
  });

  it('is for the arguments that were approved', () => {
    given(...APPROVED)
      .when(SOON, redeems({ digest: sha256('other') }))
      .refused('action-changed', { what: 'arguments' });
  });

  it('is for the tool as the catalogue described it', () => {
    given(...APPROVED)
      .when(SOON, redeems({ judged: { ...judged, catalogue: sha256('other') } }))
      .refused('action-changed', { what: 'catalogue' });
  });

  it('needs a connector that is allowed', () => {
    for (const status of ['revoked', 'rejected'] as const) {
      const connector = connectorState({ record: { ...connectorState().record, status } });
      given(...APPROVED)
        .when(SOON, redeems(), { connector })
        .refused('connector-revoked');
    }
    given(...APPROVED)
      .when(SOON, redeems(), { connector: undefined })
      .refused('connector-revoked');
    const probation = connectorState({
      record: { ...connectorState().record, status: 'probation' },
    });
    given(...APPROVED)
      .when(SOON, redeems(), { connector: probation })
      .happens('request-redeemed');
  });

  it('needs a tier that covers it', () => {
    const { tier: _, ...none } = FACTS;
    given(...APPROVED)
      .when(SOON, redeems({ judged: { ...judged, facts: none } }))
      .refused('tier-ended', { connectorId: 'post', tier: undefined });
    given(...APPROVED)
      .when(SOON, redeems({ judged: { ...judged, facts: { ...FACTS, tier: 'draftOnly' } } }))
      .refused('tier-ended', { tier: 'draftOnly' });
  });

  it('needs a policy that is content with who approved', () => {
    const when = (change: object, steps: readonly Step[] = APPROVED) =>
      given(...steps).when(SOON, redeems(finding(change)));
    when({ outcome: 'deny', because: 'no more' }).refused('policy-changed', { because: 'no more' });
    when({ outcome: 'allow' }).happens('request-redeemed');
    when({ obligations: undefined }).refused('policy-changed');
    when({ obligations: { approver: 'businessOwner', quorum: 2 } }).refused('policy-changed');
    when(NEEDS_FINANCE).refused('policy-changed');
    const two = [...FINANCE, [1, approves(MONEY1)], [2, approves(MONEY2)]] as const;
    when(NEEDS_FINANCE, two).happens('request-redeemed');
    when({ obligations: { approver: 'finance', quorum: 3 } }, two).refused('policy-changed');
    when(NEEDS_OWNER, two).refused('policy-changed');
  });

  it('is content where one of several seats is the one the policy asks for', () => {
    const plan = { ...CHAIN_PLAN, redeemMs: HOUR };
    given([0, asked({ plan })], [1, approves(OWNER)], [2, approves(SECURITY)], [3, approves(BOARD)])
      .when(4, redeems())
      .happens('request-redeemed');
  });

  it('needs an action that is still understood', () => {
    given(...APPROVED)
      .when(SOON, redeems({ judged: { ...judged, facts: undefined, catalogue: '' } }))
      .refused('policy-changed');
  });

  it('a pause that is in force, or was after the approval, forbids it', () => {
    const live = { hits: [pause(SOON, 20)] };
    const lifted = { hits: [pause(SOON, 20, { live: false })] };
    const before = { hits: [pause(MINUTE, 11, { live: false })] };
    given(...APPROVED)
      .when(SOON, redeems(), live)
      .refused('agent-paused', { pause: 'P-1' });
    given(...APPROVED)
      .when(SOON, redeems(), lifted)
      .refused('approval-void', { pause: 'P-1' });
    given(...APPROVED)
      .when(SOON, redeems(), before)
      .happens('request-redeemed');
  });

  it('answers the same whether or not the void is written', () => {
    const live = { hits: [pause(SOON, 20)] };
    const lifted = { hits: [pause(SOON, 20, { live: false })] };
    const written = given(...APPROVED, [SOON, { type: 'settle' }, live]);
    expect(written.state.status).toBe('void');
    written.when(SOON + 1, redeems(), live).refused('agent-paused');
    written.when(SOON + 1, redeems(), lifted).refused('approval-void');
    written.when(DAY, redeems(), { hits: [] }).refused('approval-void');
  });
});

/** What speaks against redeeming, in the order in which it is said. */
interface Against {
  readonly code: RefusalCode;
  readonly after?: readonly Step[];
  readonly redeem?: Partial<Redeem>;
  readonly world?: Partial<Context>;
  readonly ms?: number;
}
const denied = { ...NEEDS_OWNER, outcome: 'deny', because: 'no more' } as const;
const ORDER: readonly Against[] = [
  { code: 'receipt-foreign', redeem: { receipt: { ...receipt, agent: 'other' } } },
  { code: 'not-its-agent', redeem: { by: { kind: 'agent', id: 'other' } } },
  { code: 'already-redeemed', after: [[SOON, redeems()]] },
  { code: 'approval-undone', after: [[SOON, { type: 'undo', person: OWNER }]] },
  { code: 'agent-paused', world: { hits: [pause(SOON, 20)] } },
  { code: 'approval-void', world: { hits: [pause(SOON, 20, { live: false })] } },
  { code: 'approval-lapsed', ms: 2 * HOUR },
  { code: 'receipt-expired', redeem: { receipt: { ...receipt, expires: at(SOON) } } },
  { code: 'action-changed', redeem: { digest: sha256('other') } },
  { code: 'connector-revoked', world: { connector: undefined } },
  { code: 'tier-ended', redeem: { judged: { ...judged, facts: { ...FACTS, tier: 'readOnly' } } } },
  { code: 'policy-changed', redeem: { judged: { ...judged, finding: denied } } },
];
/** Two of the same kind of thing, of which a request can have only one. */
const both = (one: Against, other: Against): boolean =>
  (one.after !== undefined && other.after !== undefined) ||
  (one.world?.hits !== undefined && other.world?.hits !== undefined) ||
  (one.redeem?.receipt !== undefined && other.redeem?.receipt !== undefined);

const PAIRS = ORDER.flatMap((first, i) =>
  ORDER.slice(i).flatMap((second) =>
    first !== second && both(first, second) ? [] : [{ first, second }],
  ),
);

describe('what is said where several things speak against it', () => {
  it.each(PAIRS.map((pair) => [pair.first.code, pair.second.code, pair] as const))(
    '%s, not %s',
    (code, _, { first, second }) => {
      const { judged: one, ...redeem } = { ...second.redeem, ...first.redeem };
      const facts = { ...judged, ...second.redeem?.judged, ...one };
      const finding = [first, second].some((a) => a.code === 'policy-changed')
        ? denied
        : NEEDS_OWNER;
      given(...APPROVED, ...(first.after ?? second.after ?? []))
        .when(
          Math.max(SOON, first.ms ?? 0, second.ms ?? 0),
          redeems({ ...redeem, judged: { ...facts, finding } }),
          { ...second.world, ...first.world },
        )
        .refused(code);
    },
  );
});

describe('whether a receipt may be had', () => {
  it('while the approval stands and nothing is paused', () => {
    const { state } = given(...APPROVED);
    expect(mayHaveReceipt(state, around(SOON))).toBe(true);
    expect(mayHaveReceipt(state, around(5 * MINUTE + HOUR))).toBe(false);
    expect(mayHaveReceipt(state, around(SOON, { hits: [pause(0, 1)] }))).toBe(false);
    expect(mayHaveReceipt(state, around(SOON, { hits: [pause(SOON, 20, { live: false })] }))).toBe(
      false,
    );
    expect(mayHaveReceipt(given(...PENDING).state, around(SOON))).toBe(false);
    expect(mayHaveReceipt(given(...APPROVED, [SOON, redeems()]).state, around(SOON))).toBe(false);
    expect(DIGEST).toBe(state.digest);
  });
});
