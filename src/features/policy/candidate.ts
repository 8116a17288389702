import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { FileText } from './domain/active.ts';
import type { PolicyInput } from './domain/input.ts';
import type { Finding } from './domain/model.ts';
import { judgeAnew } from './engine.ts';
import { type Against, type BundleSource, bundleOf } from './loading.ts';
import { reasonOf } from './reasonOf.ts';
import { tryCases } from './trying.ts';

/** A decision as it was recorded: what was judged, and what came of it by the rules then in force. */
export interface RecordedDecision {
  readonly id: string;
  readonly input: PolicyInput;
  readonly outcome: Finding['outcome'];
  /** The policy that decided. */
  readonly by: string;
}

/** Decisions that would come out otherwise in the same way, by the same policy. */
export interface Change {
  readonly from: Finding['outcome'];
  readonly to: Finding['outcome'];
  /** The policy that decides in the candidate. */
  readonly by: string;
  readonly count: number;
  /** Some of them, by id. */
  readonly examples: readonly { readonly id: string; readonly because: string }[];
}

export interface Simulated {
  readonly bundle: string;
  readonly judged: number;
  readonly unchanged: number;
  /** The most frequent first. */
  readonly changes: readonly Change[];
}

const EXAMPLES = 3;

/**
 * What a candidate would have decided: these files of a tenant beside the shipped rules, over recorded inputs and nothing
 * else. Give it a language of its own (`source.language`): the slots of one that decides are not free for this. Answers
 * what speaks against the candidate where it is no bundle.
 */
export async function evaluateCandidate(
  source: BundleSource,
  files: readonly FileText[],
  decisions: Iterable<RecordedDecision>,
): Promise<Result<Simulated, Against>> {
  const made = await bundleOf(source, files);
  if (!made.ok) return made;
  try {
    const failing = tryCases(source.language, made.value, 'A');
    if (failing.length > 0) return refuse(failing);
  } catch (error) {
    return refuse([`The engine does not take it: ${reasonOf(error)}.`]);
  }
  const { hash, policies } = made.value;
  return ok({
    bundle: hash,
    ...compared(decisions, judgeAnew(source.language, { hash, policies, slot: 'A' })),
  });
}

type Counted = Omit<Simulated, 'bundle'>;

/** Counts what comes out otherwise, by from, to and the policy that decides. */
export function compared(
  decisions: Iterable<RecordedDecision>,
  judge: (input: PolicyInput) => Finding,
): Counted {
  const changes = new Map<string, { change: Omit<Change, 'count'>; count: number }>();
  let [judged, unchanged] = [0, 0];
  for (const { id, input, outcome, by } of decisions) {
    const { outcome: to, policies, because } = judge(input);
    const deciding = policies[0] ?? 'nothing';
    judged += 1;
    if (to === outcome && (to === 'allow' || deciding === by)) {
      unchanged += 1;
      continue;
    }
    const key = `${outcome} ${to} ${deciding}`;
    const known = changes.get(key);
    const examples = known?.change.examples ?? [];
    changes.set(key, {
      count: (known?.count ?? 0) + 1,
      change: {
        from: outcome,
        to,
        by: deciding,
        examples: examples.length < EXAMPLES ? [...examples, { id, because }] : examples,
      },
    });
  }
  return {
    judged,
    unchanged,
    changes: [...changes.values()]
      .map(({ change, count }) => ({ ...change, count }))
      .toSorted((a, b) => b.count - a.count || (a.by < b.by ? -1 : 1)),
  };
}
