import fc from 'fast-check';
import { expect } from 'vitest';
import type {
  Command,
  Context,
  Hit,
  Plan,
  Subject,
} from '../../../../src/features/approvals/domain/commands.ts';
import type { RequestEvent } from '../../../../src/features/approvals/domain/events.ts';
import type { RequestState, Status } from '../../../../src/features/approvals/domain/state.ts';
import type { Recorded } from '../../../../src/kernel/events.ts';
import { DAY, HOUR, type Instant, MINUTE, plus } from '../../../../src/kernel/instant.ts';
import type { PersonId, Role } from '../../../../src/kernel/people.ts';
import { sha256 } from '../../../../src/ledger/hash.ts';
import { tell } from '../../../support/decider.ts';
import {
  ACTION,
  ADMIN,
  AGENT,
  agentState,
  around,
  asked,
  BACKUP,
  BOARD,
  CHAIN_PLAN,
  CONNECTOR,
  connectorState,
  DIGEST,
  FINANCE_PLAN,
  GATEWAY,
  MONEY1,
  MONEY2,
  MONEY3,
  NOTHING_YET,
  OWNER,
  OWNER_PLAN,
  person,
  type RequestStory,
  ROLE_GROUPS,
  redeems,
  requestsDecider,
  rolesOf,
  SECURITY,
  STRANGER,
  TIER,
} from './world.ts';

const PEOPLE = [ADMIN, OWNER, BACKUP, BOARD, SECURITY, MONEY1, MONEY2, MONEY3, STRANGER] as const;
/** The owner's seat, with an escalation path. */
const LATE_PLAN: Plan = {
  ...OWNER_PLAN,
  stages: OWNER_PLAN.stages.map(({ seat, quorum }) => ({
    seat: seat.kind === 'businessOwner' ? { ...seat, later: ['manager', 'board'] as const } : seat,
    quorum,
  })),
};
/** What is asked for, and who must agree to it. */
const ASKED: readonly { readonly plan: Plan; readonly subject: Subject }[] = [
  { plan: OWNER_PLAN, subject: ACTION },
  { plan: LATE_PLAN, subject: ACTION },
  { plan: FINANCE_PLAN, subject: ACTION },
  { plan: CHAIN_PLAN, subject: ACTION },
  { plan: CHAIN_PLAN, subject: CONNECTOR },
  { plan: CHAIN_PLAN, subject: TIER },
];

/** What stays the same throughout one life: who asked and who has a part. */
export interface Setting {
  readonly plan: Plan;
  readonly subject: Subject;
  readonly requester: PersonId | undefined;
  readonly beneficiary: PersonId | undefined;
  readonly ownerSetBy: PersonId | undefined;
  readonly effectSetBy: PersonId | undefined;
}

/** One thing somebody tries, some time after the last. */
interface Move {
  readonly wait: number;
  readonly what:
    | 'approve'
    | 'reject'
    | 'withdraw'
    | 'undo'
    | 'redeem'
    | 'tick'
    | 'card'
    | 'pause'
    | 'lift'
    /** Time has come near the end of the window. */
    | 'late'
    /** What it rests on is gone. */
    | 'forfeit'
    /** Another owner, or the first one again. */
    | 'reassign';
  readonly who: PersonId;
  readonly n: number;
}

const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: one });
const anybody = fc.constantFrom(...PEOPLE);
/** A right has no beneficiary, and rests on no tool whose effect somebody set. */
const setting: fc.Arbitrary<Setting> = fc
  .record({
    asked: fc.constantFrom(...ASKED),
    requester: maybe(anybody),
    beneficiary: maybe(anybody),
    ownerSetBy: maybe(anybody),
    effectSetBy: maybe(anybody),
  })
  .map(({ asked: { plan, subject }, beneficiary, effectSetBy, ...others }) => {
    const isAction = subject.kind === 'outboundAction';
    return {
      plan,
      subject,
      ...others,
      beneficiary: isAction ? beneficiary : undefined,
      effectSetBy: isAction ? effectSetBy : undefined,
    };
  });
/** Mostly moments apart, so that answers come in time, and now and then a deadline. */
const wait = fc.oneof(
  { weight: 20, arbitrary: fc.nat(MINUTE) },
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 10 * MINUTE, 15 * MINUTE) },
  { weight: 1, arbitrary: fc.constantFrom(HOUR, 0.8 * DAY, DAY) },
  { weight: 1, arbitrary: fc.nat(DAY) },
);
const WHATS: readonly (readonly [Move['what'], number])[] = [
  ['approve', 8],
  ['reject', 1],
  ['withdraw', 1],
  ['undo', 1],
  ['redeem', 4],
  ['tick', 2],
  ['late', 1],
  ['card', 2],
  ['pause', 1],
  ['lift', 2],
  ['reassign', 1],
  ['forfeit', 1],
];
const move: fc.Arbitrary<Move> = fc.record({
  wait,
  what: fc.oneof(...WHATS.map(([what, weight]) => ({ weight, arbitrary: fc.constant(what) }))),
  who: fc.oneof(anybody, fc.constantFrom(OWNER, MONEY1, MONEY2, SECURITY, BOARD)),
  n: fc.nat(11),
});
export const life = fc.tuple(setting, fc.array(move, { minLength: 5, maxLength: 25, size: 'max' }));

/** Boards are made of two here, so that chains can be completed. */
export const rolesHere = (id: PersonId): ReadonlySet<Role> =>
  id === SECURITY ? new Set(['security', 'board']) : rolesOf(id);

const HOLDERS: Readonly<Partial<Record<Role, readonly PersonId[]>>> = {
  finance: [MONEY1, MONEY2, MONEY3],
  security: [SECURITY],
  board: [BOARD, SECURITY],
};

/** Mostly somebody of the seat whose turn it is, so that many lives get somewhere; else anybody. */
function whoAnswers({ who, n }: Move, state: RequestState | undefined): PersonId {
  const seat = state?.stages[state.stage]?.seat;
  if (seat === undefined || n > 6) return who;
  const holders = seat.kind === 'role' ? (HOLDERS[seat.role] ?? []) : [seat.owner, BACKUP];
  return holders[n % holders.length] ?? who;
}

function commandOf(one: Move, state: RequestState | undefined, now: Instant): Command {
  const { what, who, n } = one;
  const answering = whoAnswers(one, state);
  const digest = n === 11 ? sha256('other') : DIGEST;
  switch (what) {
    case 'approve':
    case 'reject':
      return {
        type: 'answer',
        answer: what,
        person: answering,
        roles: rolesHere(answering),
        lookedUp: { rolesFrom: ROLE_GROUPS, at: now },
        digest,
      };
    case 'withdraw':
      return { type: 'withdraw', by: n < 3 ? AGENT : person(who) };
    case 'undo':
      return { type: 'undo', person: answering };
    case 'redeem':
      return redeems({
        by: n > 0 ? GATEWAY : { kind: 'agent', id: 'other' },
        digest,
        judged: { ...redeems().judged, finding: { outcome: 'allow', because: '', policies: [] } },
        receipt: { ...redeems().receipt, expires: plus(now, (n - 1) * MINUTE) },
      });
    case 'card':
      return n > 8
        ? { type: 'abandonCard', person: who, status: 403 }
        : {
            type: 'acknowledgeCard',
            person: who,
            conversation: who,
            activityId: `m${n % 3}`,
            hash: sha256(String(n)),
            shows: Math.min(n, state?.version ?? 1),
          };
    case 'forfeit':
      return { type: 'forfeit', because: n > 5 ? 'tierEnded' : 'connectorRevoked' };
    case 'tick':
    case 'pause':
    case 'lift':
    case 'reassign':
      return { type: (['settle', 'joinBackup', 'reseat'] as const)[n % 3] ?? 'settle' };
    case 'late':
      return { type: 'escalate', to: n > 8 ? 'board' : 'manager', found: [who] };
  }
}

/** One decision of a life. */
export interface Moment {
  readonly command: Command;
  readonly context: Context;
  readonly before: RequestStory;
  readonly after: RequestStory;
  readonly ok: boolean;
  readonly added: readonly Recorded<RequestEvent>[];
}

/** Plays a life: asks, then tries every move. Pauses take a seq of governance as events do. */
export function play(
  { plan, subject: asks, requester, beneficiary, ownerSetBy, effectSetBy }: Setting,
  moves: readonly Move[],
): readonly Moment[] {
  const subject =
    asks.kind === 'outboundAction' && beneficiary
      ? { ...asks, onBehalfOf: 'b', beneficiary }
      : asks;
  const ask = asked({ plan, subject, by: requester ? person(requester) : AGENT });
  const moments: Moment[] = [];
  let [story, ms, hits]: [RequestStory, number, readonly Hit[]] = [NOTHING_YET, 0, []];
  let owner: PersonId = OWNER;
  const turn = (command: Command) => {
    const context = around(ms, {
      agent: agentState({
        people: {
          business: owner,
          technical: ADMIN,
          backup: BACKUP,
          escalation: ['manager', 'board'],
        },
        ...(ownerSetBy && { ownerSetBy }),
      }),
      connector: connectorState(effectSetBy ? { effectSetBy: { send: effectSetBy } } : {}),
      members: { ...around(0).members, board: [BOARD, SECURITY] },
      hits,
    });
    const told = tell(requestsDecider, story, command, context);
    const added = told.story.events.slice(story.events.length);
    moments.push({ command, context, before: story, after: told.story, ok: told.result.ok, added });
    story = told.story;
  };
  turn(ask);
  for (const one of moves) {
    ms += one.wait;
    if (one.what === 'late') ms = Math.max(ms, 0.92 * DAY);
    if (one.what === 'pause') {
      hits = [...hits, { id: `P-${story.seq}`, seq: story.seq, at: around(ms).now, live: true }];
      story = { ...story, seq: story.seq + 1 };
    }
    if (one.what === 'reassign') owner = owner === OWNER ? STRANGER : OWNER;
    if (one.what === 'lift') hits = hits.map((hit) => ({ ...hit, live: false }));
    turn(commandOf(one, story.state, around(ms).now));
  }
  return moments;
}

/** A law holds at every moment of every life; `check` answers whether it had something to say about a moment. */
export function law(check: (moment: Moment, setting: Setting) => boolean): void {
  let seen = 0;
  fc.assert(
    fc.property(life, ([one, moves]) => {
      for (const moment of play(one, moves)) if (check(moment, one)) seen += 1;
    }),
    { numRuns: 700 },
  );
  expect(seen).toBeGreaterThan(15);
}

/** The arrows of the contract. */
export const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  pending: ['approved', 'rejected', 'expired', 'withdrawn'],
  approved: ['redeemed', 'lapsed', 'undone', 'void'],
  rejected: [],
  expired: [],
  withdrawn: [],
  redeemed: [],
  lapsed: [],
  undone: [],
  void: [],
};
