import type { Result } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import type { FileText } from '../policy/domain/active.ts';
import type { Compared, RecordedDecision } from '../policy/domain/comparing.ts';
import type { RuleChanges } from '../policy/domain/ruleChanges.ts';

/** What a candidate is judged with: all of it plain data. */
export interface JudgingJob {
  readonly shipped: Json;
  readonly settings: Json;
  readonly candidate: readonly FileText[];
  /** The tenant's files in force. */
  readonly inForce: readonly FileText[];
}

/** A candidate and the bundle in force, apart from everything else: the candidate's text is not ours. */
export interface Judging {
  readonly bundle: string;
  readonly inForce: string;
  readonly policies: number;
  readonly rules: RuleChanges;
  /** Resolves once these have been judged. Rejects where the place they are judged in has died. */
  take(decisions: readonly RecordedDecision[]): Promise<void>;
  compared(): Promise<Compared>;
  close(): Promise<void>;
}

/** Answers all that speaks against a candidate where it is no bundle. */
export type OpenJudging = (job: JudgingJob) => Promise<Result<Judging, readonly string[]>>;
