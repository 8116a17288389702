import type { Policies, Policy, Soft } from './bundle.ts';
import type { Evaluation } from './language.ts';
import type { Finding, Obligations } from './model.ts';
import type { Telling } from './words.ts';

/** Asks the engine about one action, with these soft policies lifted. */
export type Evaluate = (approved: readonly string[]) => Evaluation;

const byPriority = (a: Policy, b: Policy): number =>
  a.priority - b.priority || (a.id < b.id ? -1 : 1);

/** The policies by these ids, whoever tells why first; undefined where one is not of this bundle. */
function found(policies: Policies, ids: readonly string[]): readonly Policy[] | undefined {
  const all = ids.flatMap((id) => policies.get(id) ?? []);
  return all.length === ids.length ? all.toSorted(byPriority) : undefined;
}

const failed: Finding = {
  outcome: 'deny',
  policies: ['policy-error'],
  because:
    'The policy could not be evaluated for this action, so it is denied: whoever operates this server has been told.',
};

/**
 * The three outcomes. The whole set allows: allow. Forbidden by something that nobody lifts, or by nothing: deny. Forbidden
 * by soft policies only: needsApproval, if the set allows it once they are lifted, with all that they ask for.
 */
export function findingOf(policies: Policies, telling: Telling, evaluate: Evaluate): Finding {
  const first = evaluate([]);
  if (!first.ok) return failed;
  const deciding = found(policies, first.determining);
  if (deciding === undefined) return failed;
  if (first.allowed) return told('allow', deciding, telling);
  const hard = deciding.filter(({ soft }) => soft === undefined);
  if (hard.length > 0) return told('deny', hard.slice(0, 1), telling);
  if (deciding.length === 0)
    return { outcome: 'deny', policies: ['nothing-allows'], because: telling.nothing() };
  const lifted = evaluate(first.determining);
  if (!lifted.ok) return failed;
  if (!lifted.allowed)
    return { outcome: 'deny', policies: ['nothing-allows'], because: telling.nothing() };
  return {
    ...told('needsApproval', deciding, telling),
    obligations: obligationsOf(deciding),
    permittedBy: lifted.determining.toSorted(),
  };
}

function told(outcome: Finding['outcome'], deciding: readonly Policy[], telling: Telling): Finding {
  const [why] = deciding;
  if (!why) return failed;
  return {
    outcome,
    policies: deciding.map(({ id }) => id),
    because: telling.sentence(why.reason),
  };
}

/** All that is asked for: of each approver the highest number, in the order of the policies that ask. */
function obligationsOf(deciding: readonly Policy[]): Obligations {
  const asked = deciding.flatMap(({ soft }) => soft ?? []);
  const quorums = new Map<Soft['approver'], number>();
  for (const { approver, quorum } of asked)
    quorums.set(approver, Math.max(quorum, quorums.get(approver) ?? 0));
  const [first, ...further] = [...quorums].map(([approver, quorum]) => ({ approver, quorum }));
  if (!first) throw new TypeError('nothing is asked for');
  return {
    ...first,
    ...(further.length > 0 && { further }),
    ...(asked.some(({ stepUp }) => stepUp) && { stepUp: true }),
  };
}
