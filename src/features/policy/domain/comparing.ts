import type { PolicyInput } from './input.ts';
import type { Finding } from './model.ts';

/** A recorded decision, as far as rules can be judged by it again. */
export interface RecordedDecision {
  readonly id: string;
  readonly input: PolicyInput;
  /** What the policy said of it then; absent where something else decided: a pause, a limit. */
  readonly outcome?: Finding['outcome'];
}

/** One decision that would come out otherwise. */
export interface Example {
  readonly id: string;
  readonly agent: string;
  /** `mail/send`. */
  readonly tool: string;
  /** The sentences, as they are told. */
  readonly was: string;
  readonly would: string;
}

/** Decisions that would come out otherwise in the same way, by the same policies. */
export interface Change {
  readonly from: Finding['outcome'];
  readonly to: Finding['outcome'];
  /** The policy that decides today, and the one that would; all of them where people are asked. */
  readonly was: string;
  readonly by: string;
  readonly count: number;
  readonly examples: readonly Example[];
}

/** What a candidate changes in what was decided. */
export interface Compared {
  readonly judged: number;
  readonly unchanged: number;
  /** How many of them the rules in force decide otherwise than those of their time did: no doing of the candidate's. */
  readonly otherwiseSince: number;
  /** The most frequent first. */
  readonly changes: readonly Change[];
}

/** What a bundle says of one decision. */
interface Ruling {
  readonly outcome: Finding['outcome'];
  readonly because: string;
  readonly by: string;
}

const EXAMPLES = 3;
/** What a person can take in; the rest is counted together. */
const MOST_CHANGES = 50;

const rulingOf = ({ outcome, because, policies }: Finding): Ruling => ({
  outcome,
  because,
  by: (outcome === 'needsApproval' ? policies.join(', ') : policies[0]) ?? 'nothing',
});

/** Whoever allows it, allowed is allowed; denied is the same where the same policy says so, and asked where all the same ask. */
const isSame = (was: Ruling, would: Ruling): boolean =>
  was.outcome === would.outcome && (was.outcome === 'allow' || was.by === would.by);

/**
 * Counts, decision by decision, what a candidate decides otherwise than the rules in force: by from, to and the policies that
 * decide. Both judge the recorded input, so that what differs is the candidate's doing and nothing else's.
 */
export class Comparing {
  readonly #changes = new Map<string, Change>();
  #judged = 0;
  #unchanged = 0;
  #otherwiseSince = 0;

  add(decision: RecordedDecision, inForce: Finding, candidate: Finding): void {
    const [was, would] = [rulingOf(inForce), rulingOf(candidate)];
    this.#judged += 1;
    if (decision.outcome !== undefined && decision.outcome !== was.outcome)
      this.#otherwiseSince += 1;
    if (isSame(was, would)) this.#unchanged += 1;
    else this.#count(decision, was, would);
  }

  #count({ id, input }: RecordedDecision, was: Ruling, would: Ruling): void {
    const allowed = was.outcome === 'allow' ? '' : was.by;
    const key = `${was.outcome} ${would.outcome} ${allowed} ${would.by}`;
    const { count = 0, examples = [] } = this.#changes.get(key) ?? {};
    const tool = `${input.connector}/${input.tool}`;
    const example = { id, agent: input.agent, tool, was: was.because, would: would.because };
    this.#changes.set(key, {
      from: was.outcome,
      to: would.outcome,
      was: was.by,
      by: would.by,
      count: count + 1,
      examples: examples.length < EXAMPLES ? [...examples, example] : examples,
    });
  }

  result(): Compared {
    const changes = [...this.#changes.values()].toSorted(
      (a, b) => b.count - a.count || (`${a.was} ${a.by}` < `${b.was} ${b.by}` ? -1 : 1),
    );
    return {
      judged: this.#judged,
      unchanged: this.#unchanged,
      otherwiseSince: this.#otherwiseSince,
      changes: changes.slice(0, MOST_CHANGES),
    };
  }
}
