import { ok, type Result } from '../../kernel/result.ts';
import { checkedBundle } from './checking.ts';
import type { FileText } from './domain/active.ts';
import { type Compared, Comparing, type RecordedDecision } from './domain/comparing.ts';
import type { PolicyInput } from './domain/input.ts';
import type { Slot } from './domain/language.ts';
import type { Finding } from './domain/model.ts';
import { type RuleChanges, ruleChanges } from './domain/ruleChanges.ts';
import { judgeAnew } from './engine.ts';
import { type Against, type Bundle, type BundleSource, bundleOf, jsonOf } from './loading.ts';
import { Memo } from './memo.ts';

/** A candidate beside the bundle in force, each ready to judge. */
export interface Candidate {
  readonly bundle: string;
  readonly inForce: string;
  readonly policies: number;
  readonly rules: RuleChanges;
  /** What the two say of one decision is counted. */
  take(decision: RecordedDecision): void;
  compared(): Compared;
}

export interface Files {
  readonly candidate: readonly FileText[];
  /** The tenant's files in force. */
  readonly inForce: readonly FileText[];
}

/** Different inputs that are remembered; a stretch of work repeats itself. */
const REMEMBERED = 10_000;

/**
 * A candidate, tried by every written case: files of a tenant beside the shipped rules. Answers all that speaks against it
 * where it is no bundle. Give it a language of its own (`source.language`): the slots of one that decides are not free for this.
 */
export async function openCandidate(
  source: BundleSource,
  files: Files,
): Promise<Result<Candidate, Against>> {
  const made = await checkedBundle(source, files.candidate);
  if (!made.ok) return made;
  const base = await bundleOf(source, files.inForce);
  return base.ok ? ok(candidateOf(source, made.value, base.value)) : base;
}

function candidateOf(source: BundleSource, made: Bundle, base: Bundle): Candidate {
  const candidate = judging(source, made, 'A');
  const inForce = judging(source, base, 'B');
  const comparing = new Comparing();
  return {
    bundle: made.hash,
    inForce: base.hash,
    policies: made.policies.size,
    rules: ruleChanges(base.policies, made.policies),
    take: (decision) => comparing.add(decision, inForce(decision.input), candidate(decision.input)),
    compared: () => comparing.result(),
  };
}

/** A bundle's judgements, out of a slot of its own; equal inputs are judged once. */
function judging(
  { language }: BundleSource,
  { hash, schema, policies }: Bundle,
  slot: Slot,
): (input: PolicyInput) => Finding {
  language.prepare(slot, schema, jsonOf(policies));
  const judge = judgeAnew(language, { hash, policies, slot });
  const memo = new Memo<Finding>(REMEMBERED);
  return (input) => memo.of(JSON.stringify(input), () => judge(input));
}
