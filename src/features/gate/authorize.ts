import { decisionId, type Place } from '../../kernel/events.ts';
import type { Clock, Instant } from '../../kernel/instant.ts';
import {
  type Committed,
  type Draft,
  doneOf,
  type Idempotency,
  type Judge,
  type Ledger,
  type Tx,
  type View,
} from '../../kernel/ledger.ts';
import type { Actor } from '../../kernel/people.ts';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import type { Success } from '../../kernel/route.ts';
import { fromCommitted, stored } from '../../kernel/stored.ts';
import {
  type AuthorizeCall,
  type Judged,
  type JudgeRules,
  judgeCall,
} from '../policy/domain/judge.ts';
import type { Ask, AskPlan, PrepareAsk } from './asking.ts';
import type { Cohorts } from './cohorts.ts';
import type { DecisionDeps } from './decisions.ts';
import { authorized } from './domain/authorized.ts';
import type { CallerIdentity } from './domain/events.ts';
import type { Meter } from './meter.ts';
import { speakerOf } from './speaker.ts';
import type { Strangers } from './strangers.ts';

export interface AuthorizeDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly rules: JudgeRules;
  readonly prepareAsk: PrepareAsk;
  readonly meter: Meter;
  readonly cohorts: Cohorts;
  readonly strangers: Strangers;
  /** How a request stands: an approval that was used up or taken back allows nothing any more. */
  readonly storyOf: DecisionDeps['storyOf'];
}

/** What `authorize` answers (contract, HTTP). */
export type Authorization = {
  readonly decisionId?: string;
  readonly outcome: 'allow' | 'needsApproval' | 'deny';
  readonly because: string;
  readonly policies: readonly string[];
  readonly bundle: string;
  readonly actionDigest: string;
  readonly requestId?: string;
  readonly redeem?: boolean;
  readonly expiresAt?: Instant;
  /** The standing grant that allows it. */
  readonly grant?: string;
};

type Answer = Success<Authorization> | Problem;

/** Beside the outcome: what only a request adds to it. */
type More = Pick<Authorization, 'requestId' | 'redeem' | 'expiresAt'>;

function answerOf(judged: Judged, place: Place | undefined, more: More = {}): Authorization {
  const { finding, bundle, digest } = judged;
  return {
    ...(place && { decisionId: decisionId(place) }),
    outcome: finding.outcome,
    because: finding.because,
    policies: finding.policies,
    bundle,
    actionDigest: digest,
    ...(finding.grant !== undefined && { grant: finding.grant }),
    ...more,
  };
}

const success = (body: Authorization): Success<Authorization> => ({ status: 200, body });

/** One call by one caller; the key where the caller sent one. */
export interface Asking {
  readonly call: AuthorizeCall;
  readonly by: Actor;
  /** Whose token it came with. */
  readonly identity: CallerIdentity;
  readonly idempotency?: Idempotency | undefined;
}

/** The judgement, with the hour at which a quota that is used up opens again. */
function judge(
  { rules, meter }: Pick<AuthorizeDeps, 'rules' | 'meter'>,
  view: View,
  call: AuthorizeCall,
  now: Instant,
): Judged {
  const judged = judgeCall(rules, view, call, now);
  const because = meter.said(view, call, now);
  return because !== '' && judged.finding.policies.includes(QUOTA_RULE)
    ? { ...judged, finding: { ...judged.finding, because } }
    : judged;
}

const QUOTA_RULE = 'quota-used-up';

/** Decides one call. An allow or deny is a commit on a lane; whatever needs a person is one on governance. */
export async function authorize(deps: AuthorizeDeps, asking: Asking): Promise<Answer> {
  const pass = await deps.meter.enter(asking.call);
  let counts = false;
  try {
    const answer = await answered(deps, asking);
    if (isProblem(answer)) return answer;
    counts = answer.body.outcome !== 'deny';
    if (!counts) await deps.strangers.notice(asking.call);
    return answer;
  } finally {
    await pass?.leave(counts);
  }
}

async function answered(deps: AuthorizeDeps, asking: Asking): Promise<Answer> {
  const { by, idempotency } = asking;
  const before = idempotency && (await storedAnswer(deps.ledger, by, idempotency));
  if (before && (isProblem(before) || before.body.outcome !== 'allow')) return before;
  if (before) {
    const now = await judgedNow(deps, asking);
    return (await stillAllowed(deps, before.body, now))
      ? before
      : decide(deps, { ...asking, idempotency: undefined });
  }
  return decide(deps, asking);
}

/** Judged at the present version of governance: what this server has in memory may be older than a pause elsewhere. */
const judgedNow = async (deps: AuthorizeDeps, { call, by }: Asking): Promise<Judged> =>
  doneOf(
    await deps.ledger.commit(async (tx) => {
      const judged = judge(deps, tx.view, call, tx.now);
      return { by, events: [], result: () => judged };
    }),
  );

/** Judged where it is to be written: on a lane, and then on governance where it needs a person. */
async function decide(deps: AuthorizeDeps, asking: Asking): Promise<Answer> {
  const decided = await decideOnLane(deps, asking);
  if (decided) return decided;
  const ask = await deps.prepareAsk(asking.call);
  const committed = await deps.ledger.commit(
    (tx) => askWork(deps, asking, ask, tx),
    asking.idempotency,
  );
  if (committed.kind !== 'done') return repeated(committed);
  const { result } = committed;
  return result.kind === 'refused' ? recordRefusal(deps, asking, result) : success(result.answer);
}

/** What stands under an idempotency key, from a commit that wrote nothing. */
const repeated = (committed: Exclude<Committed<unknown>, { kind: 'done' }>): Answer =>
  fromCommitted<unknown, Authorization>(committed, () =>
    problem('internal', 'A stored answer was expected.'),
  );

/** An allow that would no longer be given is not repeated: the call is judged anew, and its key is not used again. */
async function stillAllowed(
  { storyOf }: AuthorizeDeps,
  { redeem, requestId }: Authorization,
  { finding }: Judged,
): Promise<boolean> {
  if (redeem !== true) return finding.outcome === 'allow';
  if (finding.outcome === 'deny' || requestId === undefined) return false;
  return (await storyOf(requestId))?.status === 'approved';
}

/** What an idempotency key stands for, wherever its decision was written. */
async function storedAnswer(
  ledger: Ledger,
  by: Actor,
  idempotency: Idempotency,
): Promise<Answer | undefined> {
  const onGovernance = await ledger.commit(
    async () => ({ by, events: [], result: () => undefined }),
    idempotency,
  );
  const found =
    onGovernance.kind === 'done'
      ? await ledger.decide(() => ({ by, result: () => undefined }), idempotency)
      : onGovernance;
  return found.kind === 'done' ? undefined : repeated(found);
}

/** What a dry run answers: the judgement alone; nothing is recorded and nothing opened. */
export async function dryRun(
  deps: AuthorizeDeps,
  call: AuthorizeCall,
): Promise<Success<Authorization>> {
  const pass = await deps.meter.enter(call);
  try {
    const judged = judge(deps, await deps.ledger.view(), call, deps.clock.now());
    return success(answerOf(judged, undefined));
  } finally {
    await pass?.leave(false);
  }
}

/** Undefined where the call needs a person. */
async function decideOnLane(
  deps: AuthorizeDeps,
  { call, by, identity, idempotency }: Asking,
): Promise<Answer | undefined> {
  const { cohorts } = deps;
  const onLane: Judge<Authorization | undefined> = (view, now) => {
    const judged = judge(deps, view, call, now);
    if (judged.finding.outcome === 'needsApproval') return { by, result: () => undefined };
    return {
      by,
      event: authorized(call, judged, speakerOf(view, call, { identity, cohorts }, now)),
      result: (place) => answerOf(judged, place),
      answer: (place) => stored(success(answerOf(judged, place))),
    };
  };
  const committed = await deps.ledger.decide(onLane, idempotency);
  if (committed.kind !== 'done') return repeated(committed);
  return committed.result && success(committed.result);
}

type Asked =
  | { readonly kind: 'answer'; readonly answer: Authorization }
  | { readonly kind: 'refused'; readonly policy: string; readonly because: string };

async function askWork(
  deps: AuthorizeDeps,
  { call, by, identity }: Asking,
  ask: Ask,
  tx: Tx,
): Promise<Draft<Asked>> {
  const judged = judge(deps, tx.view, call, tx.now);
  const finding = judged.finding;
  const plan: AskPlan | undefined =
    finding.outcome === 'needsApproval' ? await ask.plan(tx, { call, judged, by }) : undefined;
  if (plan?.kind === 'refused') return { by, events: [], result: () => plan };
  const settled: Judged =
    plan?.kind === 'approved'
      ? { ...judged, finding: approvedBy(plan.request, finding.policies) }
      : judged;
  const opened = plan?.kind === 'opened' ? plan.events : [];
  const speaker = speakerOf(tx.view, call, { identity, cohorts: deps.cohorts }, tx.now);
  const answer = (places: readonly Place[]): Authorization =>
    answerOf(settled, places.at(-1), moreOf(plan));
  return {
    by,
    events: [...opened, authorized(call, settled, speaker, plan?.request)],
    result: (places) => ({ kind: 'answer', answer: answer(places) }),
    answer: (places) => stored(success(answer(places))),
  };
}

const approvedBy = (request: string, policies: readonly string[]) => ({
  outcome: 'allow' as const,
  policies,
  because: `This exact action was approved in ${request}: its receipt has to be redeemed before it is done.`,
});

function moreOf(plan: AskPlan | undefined): More {
  if (plan?.kind === 'opened' || plan?.kind === 'pending')
    return { requestId: plan.request, expiresAt: plan.due };
  if (plan?.kind === 'approved')
    return { requestId: plan.request, redeem: true, expiresAt: plan.redeemBy };
  return {};
}

/** What cannot even be asked is denied, with the reason, and stands on a lane like any denial. */
async function recordRefusal(
  deps: AuthorizeDeps,
  { call, by, identity, idempotency }: Asking,
  { policy, because }: { readonly policy: string; readonly because: string },
): Promise<Answer> {
  const { cohorts } = deps;
  const committed = await deps.ledger.decide((view, now) => {
    const judged = judge(deps, view, call, now);
    const denied: Judged = { ...judged, finding: { outcome: 'deny', because, policies: [policy] } };
    return {
      by,
      event: authorized(call, denied, speakerOf(view, call, { identity, cohorts }, now)),
      result: (place) => answerOf(denied, place),
      answer: (place) => stored(success(answerOf(denied, place))),
    };
  }, idempotency);
  return fromCommitted(committed, success);
}
