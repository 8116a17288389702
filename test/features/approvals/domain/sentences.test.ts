import { describe, expect, it } from 'vitest';
import {
  REFUSAL_PROBLEMS,
  refusalProblem,
} from '../../../../src/features/approvals/domain/problems.ts';
import type { Refusal, RefusalCode } from '../../../../src/features/approvals/domain/refusals.ts';
import {
  outcomeSentence,
  refusalSentence,
  type Words,
} from '../../../../src/features/approvals/domain/sentences.ts';
import { outcomeOf } from '../../../../src/features/approvals/domain/standing.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../../src/kernel/instant.ts';
import type { PersonId } from '../../../../src/kernel/people.ts';
import { PROBLEMS } from '../../../../src/kernel/problems.ts';
import {
  AGENT,
  APPROVED,
  approves,
  around,
  at,
  BACKUP,
  GATEWAY,
  given,
  MONEY1,
  OWNER,
  PENDING,
  pause,
  person,
  redeems,
  rejects,
  type Step,
} from './world.ts';

const NAMES: ReadonlyMap<PersonId, string> = new Map([
  [OWNER, 'Olga'],
  [BACKUP, 'Bao'],
]);
const words: Words = {
  names: (id) => NAMES.get(id) ?? id,
  when: (moment: Instant) => moment.slice(11, 16),
};

describe('what became of a request', () => {
  it.each([
    ['Olga approved it at 09:05.', APPROVED, 6 * MINUTE],
    ['Olga rejected it at 09:01.', [...PENDING, [MINUTE, rejects(OWNER)]], HOUR],
    [
      'The agent writer withdrew it at 09:01.',
      [...PENDING, [MINUTE, { type: 'withdraw', by: AGENT }]],
      HOUR,
    ],
    ['It expired at 09:00 without a decision.', PENDING, 2 * DAY],
    [
      'Olga approved it at 09:05, and the approval was used at 09:06.',
      [...APPROVED, [6 * MINUTE, redeems()]],
      HOUR,
    ],
    ['Olga approved it at 09:05, and the approval lapsed unused at 10:05.', APPROVED, DAY],
    [
      'Olga approved it at 09:05, and Olga took the approval back at 09:07.',
      [...APPROVED, [7 * MINUTE, { type: 'undo', person: OWNER }]],
      HOUR,
    ],
  ] as const satisfies readonly (readonly [string, readonly Step[], number])[])(
    '%s',
    (sentence, steps, ms) => {
      const outcome = outcomeOf(given(...steps).state, around(ms));
      expect(outcome && outcomeSentence(outcome, words)).toBe(sentence);
    },
  );

  it('tells of a void', () => {
    const outcome = outcomeOf(
      given(...APPROVED).state,
      around(HOUR, { hits: [pause(8 * MINUTE, 90)] }),
    );
    expect(outcome && outcomeSentence(outcome, words)).toBe(
      'Olga approved it at 09:05, and a pause at 09:08 made the approval void.',
    );
  });

  it('is nothing while it is pending', () => {
    expect(outcomeOf(given(...PENDING).state, around(HOUR))).toBeUndefined();
  });
});

const OWNER_SEAT = { kind: 'businessOwner', owner: OWNER, backup: BACKUP } as const;
const FINANCE_SEAT = { kind: 'role', role: 'finance' } as const;
const decided = { at: at(MINUTE), by: person(OWNER) };

/** One of each code, and the words it must hold. */
const EXAMPLES: { readonly [C in RefusalCode]: readonly [Extract<Refusal, { code: C }>, RegExp] } =
  {
    'unknown-request': [{ code: 'unknown-request' }, /no such request/],
    'outside-window': [
      {
        code: 'outside-window',
        outside: {
          change: { environment: 'production', agentId: 'writer', registered: true },
          thaws: at(MINUTE),
        },
      },
      /no release window is open.*deviation from release windows for writer/,
    ],
    'gate-not-passed': [
      {
        code: 'gate-not-passed',
        agentId: 'writer',
        unmet: ['board', 'baselines', 'releaseWindows'],
        board: 1,
        quorum: 2,
      },
      /board of 2 or more \(it has 1.*a baseline.*release windows.*deviation from the enterprise gate for writer/,
    ],
    'nothing-changes': [{ code: 'nothing-changes' }, /in force already/],
    'bundle-changed': [{ code: 'bundle-changed' }, /propose it anew/],
    'bounds-moved': [{ code: 'bounds-moved', id: 'writer' }, /bounds of writer have changed/],
    'not-wider': [
      { code: 'not-wider', id: 'writer', names: ['quota'] },
      /not widen the quota of writer/,
    ],
    settling: [{ code: 'settling' }, /in a moment/],
    'on-probation': [{ code: 'on-probation', connectorId: 'mail' }, /mail is on probation/],
    'unknown-agent': [{ code: 'unknown-agent', agentId: 'writr' }, /No agent "writr"/],
    'agent-retired': [{ code: 'agent-retired', agentId: 'writer' }, /writer is retired/],
    'unknown-connector': [
      { code: 'unknown-connector', connectorId: 'pst' },
      /No connector "pst" is listed/,
    ],
    'no-capability': [
      { code: 'no-capability', agentId: 'writer', connectorId: 'post' },
      /no capability for post: ask for the connector/,
    ],
    'probation-first': [{ code: 'probation-first', connectorId: 'post' }, /dev or pilot first/],
    'probation-unbounded': [
      { code: 'probation-unbounded', connectorId: 'post', gaps: ['ceiling', 'scopes'] },
      /its ceiling lies above drafts; a scope of it reaches whole mailboxes/,
    ],
    'retest-due': [
      { code: 'retest-due', agentId: 'writer', why: 'it has another version' },
      /writer has to be tested again .*: it has another version\./,
    ],
    'above-ceiling': [
      { code: 'above-ceiling', connectorId: 'post', ceiling: 'draftOnly' },
      /ceiling draftOnly/,
    ],
    'policy-denies': [
      { code: 'policy-denies', because: 'It is forbidden.' },
      /^It is forbidden\.$/,
    ],
    'policy-allows': [
      { code: 'policy-allows', because: 'It reads.' },
      /^No approval is needed\. It reads\.$/,
    ],
    'not-grantable': [
      { code: 'not-grantable', tool: 'pay', why: 'amountMissing', field: 'amountUpTo' },
      /The tool pay moves an amount/,
    ],
    'grant-over': [{ code: 'grant-over', until: at(HOUR) }, /until .*10:00.* over/],
    'step-up-needed': [{ code: 'step-up-needed', request: 'AR-7' }, /AR-7 takes a fresh sign-in/],
    'nothing-to-grant': [
      { code: 'nothing-to-grant', agentId: 'writer', connectorId: 'post' },
      /writer may do that with post already/,
    ],
    'more-than-a-step': [
      { code: 'more-than-a-step', field: 'toPhase', next: 'department' },
      /one step at a time: the next one from here is department/,
    ],
    'nothing-to-promote': [{ code: 'nothing-to-promote', agentId: 'writer' }, /already/],
    'agent-moved': [{ code: 'agent-moved', agentId: 'writer' }, /writer has gone to another/],
    'unknown-person': [{ code: 'unknown-person', name: 'olvia@' }, /Nobody .* "olvia@"/],
    'too-long': [{ code: 'too-long', days: 90 }, /at most 90 days/],
    'not-to-confirm': [{ code: 'not-to-confirm', tools: ['send'] }, /not "send"/],
    'too-many-open': [
      { code: 'too-many-open', agentId: 'writer', limit: 10, next: at(HOUR) },
      /writer has 10 requests .* 10:00/,
    ],
    'too-many-withdrawn': [
      {
        code: 'too-many-withdrawn',
        agentId: 'writer',
        limit: 60,
        next: at(HOUR),
        waitMs: HOUR,
      },
      /agent writer, 60 requests were asked and withdrawn .* 10:00/,
    ],
    'no-approver': [
      { code: 'no-approver', seat: OWNER_SEAT, quorum: 1 },
      /Nobody is left .* business owner/,
    ],
    'already-decided': [
      { code: 'already-decided', outcome: { status: 'approved', decided } },
      /^Olga approved it at 09:01\.$/,
    ],
    'already-answered': [
      { code: 'already-answered', answer: 'reject', at: at(MINUTE) },
      /You rejected this at 09:01/,
    ],
    'digest-mismatch': [{ code: 'digest-mismatch' }, /not what is stored/],
    'stale-card': [{ code: 'stale-card' }, /out of date/],
    'not-entitled': [
      { code: 'not-entitled', seat: FINANCE_SEAT },
      /finance controller, which you are not/,
    ],
    excluded: [
      { code: 'excluded', why: 'requester', seat: OWNER_SEAT },
      /you asked for it yourself/,
    ],
    'backup-not-yet': [{ code: 'backup-not-yet', from: at(HOUR) }, /from 10:00 on/],
    held: [{ code: 'held', pause: 'P-3' }, /held by pause P-3/],
    'not-requester': [{ code: 'not-requester', requester: AGENT }, /The agent writer/],
    'not-approved': [{ code: 'not-approved' }, /not fully approved/],
    'not-its-approver': [{ code: 'not-its-approver', approvers: [MONEY1] }, /who approved this/],
    'undo-too-late': [{ code: 'undo-too-late', until: at(MINUTE) }, /until 09:01/],
    'receipt-foreign': [{ code: 'receipt-foreign', why: 'other-agent' }, /not a receipt/],
    'not-its-agent': [{ code: 'not-its-agent', agentId: 'writer' }, /gateway or writer itself/],
    'already-redeemed': [{ code: 'already-redeemed', at: at(MINUTE) }, /used at 09:01/],
    'approval-undone': [
      { code: 'approval-undone', at: at(MINUTE), by: person(BACKUP) },
      /Bao took .* 09:01/,
    ],
    'approval-void': [{ code: 'approval-void', pause: 'P-3' }, /P-3 made this approval void/],
    'agent-paused': [{ code: 'agent-paused', pause: 'P-3' }, /Pause P-3 is in force/],
    'approval-lapsed': [{ code: 'approval-lapsed', redeemBy: at(HOUR) }, /by 10:00 and has lapsed/],
    'receipt-expired': [{ code: 'receipt-expired', expired: at(MINUTE) }, /expired at 09:01/],
    'action-changed': [
      { code: 'action-changed', what: 'arguments' },
      /not the ones that were approved/,
    ],
    'connector-revoked': [{ code: 'connector-revoked', connectorId: 'post' }, /connector post/],
    'tier-ended': [
      { code: 'tier-ended', connectorId: 'post', tier: 'readOnly' },
      /post is now readOnly/,
    ],
    'policy-changed': [{ code: 'policy-changed', because: 'It is a pilot.' }, /It is a pilot\.$/],
  };
const ALL = Object.values(EXAMPLES);

describe('the sentence of each refusal', () => {
  it.each(ALL)('$code', (refusal, words_) => {
    const sentence = refusalSentence<RefusalCode>(refusal, words);
    expect(sentence).toMatch(words_);
    expect(sentence).toMatch(/^[A-Z][^\n]*[^ .]\.$/);
    expect(sentence).not.toMatch(/undefined|\[object|T\d\d:/);
  });

  it('says what differs within one code', () => {
    const say = (refusal: Refusal) => refusalSentence<RefusalCode>(refusal, words);
    expect(say({ code: 'already-answered', answer: 'approve', at: at(0) })).toMatch(/You approved/);
    expect(say({ code: 'no-approver', seat: FINANCE_SEAT, quorum: 2 })).toMatch(
      /2 different people/,
    );
    expect(say({ code: 'action-changed', what: 'catalogue' })).toMatch(/catalogue/);
    expect(say({ code: 'tier-ended', connectorId: 'post', tier: undefined })).toMatch(
      /no longer has/,
    );
    expect(say({ code: 'undo-too-late' })).toMatch(/cannot be undone/);
    expect(say({ code: 'not-requester', requester: GATEWAY })).toMatch(/A gateway/);
    expect(say({ code: 'not-requester', requester: { kind: 'person', id: 'nobody' } })).toMatch(
      /nobody/,
    );
    const whys = [
      'requester',
      'beneficiary',
      'ownerSetter',
      'effectSetter',
      'agentIdentity',
    ] as const;
    const said = whys.map((why) => say({ code: 'excluded', why, seat: OWNER_SEAT }));
    expect(new Set(said).size).toBe(whys.length);
  });
});

describe('the problem of each refusal', () => {
  it.each(ALL)('$code', (refusal) => {
    const problem = refusalProblem(refusal, words);
    expect(problem.problem).toBe(REFUSAL_PROBLEMS[refusal.code]);
    expect(PROBLEMS[problem.problem][0]).toBeGreaterThanOrEqual(400);
    expect(problem.detail).toBe(refusalSentence<RefusalCode>(refusal, words));
  });

  it('keeps the statuses of the contract for redemption', () => {
    const status = (code: RefusalCode) => PROBLEMS[REFUSAL_PROBLEMS[code]][0];
    expect(status('receipt-foreign')).toBe(400);
    for (const code of [
      'already-redeemed',
      'action-changed',
      'approval-undone',
      'approval-void',
    ] as const)
      expect(status(code)).toBe(409);
    for (const code of ['approval-lapsed', 'receipt-expired'] as const)
      expect(status(code)).toBe(410);
    for (const code of [
      'agent-paused',
      'policy-changed',
      'tier-ended',
      'connector-revoked',
    ] as const)
      expect(status(code)).toBe(403);
    expect(status('too-many-open')).toBe(429);
    expect(status('too-many-withdrawn')).toBe(429);
    for (const code of ['already-decided', 'already-answered', 'no-approver', 'held'] as const)
      expect(status(code)).toBe(409);
    for (const code of ['not-entitled', 'excluded', 'backup-not-yet', 'not-requester'] as const)
      expect(status(code)).toBe(403);
  });

  it('says as data who decided and when', () => {
    const told = given(...APPROVED, [6 * MINUTE, redeems()]).when(7 * MINUTE, approves(BACKUP)).told
      .result;
    if (told.ok) throw new Error('it was accepted');
    expect(refusalProblem(told.refusal, words).extra).toEqual({
      status: 'redeemed',
      decidedBy: OWNER,
      decidedAt: at(5 * MINUTE),
      endedAt: at(6 * MINUTE),
    });
    const silence = given(...PENDING).when(DAY, approves(OWNER)).told.result;
    if (silence.ok) throw new Error('it was accepted');
    expect(refusalProblem(silence.refusal, words).extra).toEqual({
      status: 'expired',
      decidedAt: at(DAY),
    });
    expect(refusalProblem({ code: 'held', pause: 'P-3' }, words).extra).toEqual({ pause: 'P-3' });
    expect(refusalProblem({ code: 'already-redeemed', at: at(0) }, words).extra).toEqual({
      redeemedAt: at(0),
    });
    const seats = [OWNER_SEAT, FINANCE_SEAT].map(
      (seat) => refusalProblem({ code: 'no-approver', seat, quorum: 1 }, words).extra,
    );
    expect(seats).toEqual([{ seat: 'businessOwner' }, { seat: 'finance' }]);
  });
});
