import { sha256 } from '../../ledger/hash.ts';
import type { Policies } from './domain/bundle.ts';
import type { PolicyInput } from './domain/input.ts';
import type { Slot } from './domain/language.ts';
import type { Finding, PolicyEngine } from './domain/model.ts';
import { findingOf } from './domain/outcome.ts';
import { type PersonInput, personQuestion } from './domain/personInput.ts';
import { questionOf } from './domain/question.ts';
import { tellingAction, tellingPerson } from './domain/words.ts';
import type { PolicyLanguage } from './language.ts';
import { Memo } from './memo.ts';

/** As many different inputs as are remembered; each takes about half a kilobyte. */
const REMEMBERED = 20_000;

/** A bundle that lies ready in a slot. */
export interface Ready {
  readonly hash: string;
  readonly policies: Policies;
  readonly slot: Slot;
}

/** A bundle's decisions, without memory. */
export const judgeAnew =
  (language: PolicyLanguage, { policies, slot }: Ready) =>
  (input: PolicyInput): Finding =>
    findingOf(policies, tellingAction(input), (approved) =>
      language.evaluate(slot, questionOf(input, approved)),
    );

/** The same for what people do. */
export const judgePersonAnew =
  (language: PolicyLanguage, { policies, slot }: Ready) =>
  (input: PersonInput): Finding =>
    findingOf(policies, tellingPerson(input), (approved) =>
      language.evaluate(slot, personQuestion(input, approved)),
    );

/**
 * A bundle's rules as the gate asks them. A decision is a function of bundle and input alone, so equal inputs are decided
 * once; what the engine failed on is asked again.
 */
export function policyEngine(
  language: PolicyLanguage,
  ready: Ready,
  remembered = REMEMBERED,
): PolicyEngine {
  const anew = judgeAnew(language, ready);
  const person = judgePersonAnew(language, ready);
  const memo = new Memo<Finding>(remembered);
  const remember = <I>(input: I, decide: (input: I) => Finding): Finding => {
    const finding = memo.of(sha256(JSON.stringify(input)), () => decide(input));
    return finding.policies[0] === 'policy-error' ? decide(input) : finding;
  };
  return {
    bundle: ready.hash,
    judge: (input) => remember(input, anew),
    judgePerson: (input) => remember(input, person),
  };
}
