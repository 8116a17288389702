import type { Committed, Draft, Tx } from '../../../kernel/ledger.ts';
import type { Actor } from '../../../kernel/people.ts';
import { isProblem, type Problem, problem } from '../../../kernel/problems.ts';
import type { Call } from '../../../kernel/route.ts';
import { fromCommitted } from '../../../kernel/stored.ts';
import { ACTIVE, activePolicy, type FileText } from '../../policy/domain/active.ts';
import { candidateFiles } from '../../policy/domain/files.ts';
import { notSimulatedProblem } from '../../policy/domain/notSimulated.ts';
import type { Simulated } from '../../policy/domain/simulating.ts';
import { contextOf } from '../context.ts';
import type { ApprovalsDeps } from '../deps.ts';
import type { AskedPolicyChange } from '../domain/commands.ts';
import { POLICY_SUBJECT } from '../domain/policyChange.ts';
import { obstacle } from '../kinds/kinds.ts';
import { planPolicyChange } from '../kinds/policyChange.ts';
import { rightDigest } from '../kinds/rights.ts';
import { type Members, membersOf } from '../members.ts';
import { type AskAnswer, askAnswer, type Show } from './askAnswer.ts';
import { askedBefore, keptAnswer } from './askedBefore.ts';
import type { PolicyAsk } from './askSchemas.ts';
import { type AskPlan, openOrFind } from './planAsk.ts';

type PolicyCall = Call<unknown, unknown, PolicyAsk>;

/** Weeks of decisions that a proposal is judged by. */
const WEEKS = 4;

/** Proposes a policy to the board: checked and simulated first, so that what people see is what the server found. */
export async function askForPolicy(
  deps: ApprovalsDeps,
  call: PolicyCall,
  show: Show,
): Promise<AskAnswer> {
  const by = await proposerOf(deps, call);
  if (isProblem(by)) return by;
  const repeated = await before(deps, by, call);
  if (repeated) return repeated;
  const replaced = (await deps.ledger.view()).get(activePolicy, ACTIVE)?.files ?? [];
  const files = candidateFiles(call.body, replaced);
  const { signal } = call;
  const simulated = await deps.candidates.simulate({ files, weeks: WEEKS, signal });
  if (!simulated.ok) return notSimulatedProblem(simulated.refusal);
  const subject = subjectOf(deps, call.body, { files, replaced, simulated: simulated.value });
  const members = await membersOf(deps, ['board']);
  const committed = await deps.ledger.commit(
    (tx) => work(deps, tx, { subject, by, members }),
    call.idempotency,
  );
  if (committed.kind === 'repeated') return askedBefore(deps, committed.answer, call);
  const told =
    committed.kind === 'done' ? await askAnswer(deps, committed.result, call, show) : undefined;
  return fromCommitted(committed, () => told ?? problem('internal', 'An answer was expected.'));
}

/** What the same key was answered with: looked at before the work, which is too long for a try. */
async function before(
  deps: ApprovalsDeps,
  by: Actor,
  call: PolicyCall,
): Promise<AskAnswer | undefined> {
  if (call.idempotency === undefined) return undefined;
  const found: Committed<undefined> = await deps.ledger.commit(
    async () => ({ by, events: [], result: () => undefined }),
    call.idempotency,
  );
  if (found.kind === 'repeated') return askedBefore(deps, found.answer, call);
  return found.kind === 'done'
    ? undefined
    : fromCommitted(found, () => problem('internal', 'An answer was expected.'));
}

/** An admin or one of the board, in their own name. */
async function proposerOf(
  { directory }: ApprovalsDeps,
  { principal, roles }: PolicyCall,
): Promise<Actor | Problem> {
  if (principal.kind !== 'person' || !(roles.has('admin') || roles.has('board')))
    return problem('forbidden', 'Admins and the board propose changes of the policy.');
  if (principal.client !== 'tab')
    return problem('forbidden', "A change of the policy is proposed with the tab's own client.");
  const known = await directory.find(principal.id);
  return known
    ? { kind: 'person', id: known.id }
    : problem('forbidden', 'You are not in the directory.');
}

/** Changes that a card can tell; the figures count them all. */
const MOST_CHANGES = 12;

function subjectOf(
  { tenant }: ApprovalsDeps,
  { title, justification }: PolicyAsk,
  {
    files,
    replaced,
    simulated,
  }: {
    readonly files: readonly FileText[];
    readonly replaced: readonly FileText[];
    readonly simulated: Simulated;
  },
): AskedPolicyChange {
  const { bundle, inForce, policies, changes, ...figures } = simulated;
  const draft: Omit<AskedPolicyChange, 'digest'> = {
    kind: 'policyChange',
    agentId: POLICY_SUBJECT,
    title,
    justification,
    files,
    replaced,
    inForce,
    bundle,
    policies,
    figures: {
      ...figures,
      changes: changes
        .slice(0, MOST_CHANGES)
        .map((change) => ({ ...change, examples: change.examples.slice(0, 2) })),
    },
  };
  return { ...draft, digest: rightDigest(tenant, draft) };
}

interface Proposing {
  readonly subject: AskedPolicyChange;
  readonly by: Actor;
  readonly members: Members;
}

async function work(
  deps: ApprovalsDeps,
  tx: Tx,
  { subject, by, members }: Proposing,
): Promise<Draft<AskPlan>> {
  const context = contextOf(deps, tx, subject, members);
  const refusal = obstacle(subject, context);
  const plan: AskPlan = refusal
    ? { kind: 'refused', refusal }
    : await openOrFind(tx, { subject, plan: planPolicyChange(tx.now, deps.adoption), by }, context);
  if (plan.kind === 'refused') return { by, events: [], result: () => plan };
  const events = plan.kind === 'opened' ? plan.events : [];
  return { by, events, result: () => plan, answer: () => keptAnswer(plan, tx) };
}
