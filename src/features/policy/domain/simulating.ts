import type { FileText } from './active.ts';
import type { Compared } from './comparing.ts';
import type { RuleChanges } from './ruleChanges.ts';

/** What a candidate would have decided in the last weeks. */
export interface Simulated extends Compared {
  /** Hash of the candidate, and of the bundle in force that it was compared with. */
  readonly bundle: string;
  readonly inForce: string;
  /** How many policies the candidate has. */
  readonly policies: number;
  readonly rules: RuleChanges;
  /** Weeks before the running one, and the day from which decisions were looked at. */
  readonly weeks: number;
  readonly from: string;
  /** Events of the ledger since then; of more than are read at once, the newest of each log are. */
  readonly events: { readonly read: number; readonly all: number };
  /** Decisions among them that no policy was asked about: nothing to compare. */
  readonly notJudged: number;
}

export interface SimulationOrder {
  /** All files that the tenant would have. */
  readonly files: readonly FileText[];
  readonly weeks: number;
  /** Ends the work. */
  readonly signal?: AbortSignal | undefined;
  readonly progress?: (read: number, all: number) => void;
}

/** Why nothing was simulated. */
export type NotSimulated =
  /** All that speaks against the candidate, each in a sentence. */
  | { readonly why: 'invalid'; readonly against: readonly string[] }
  | { readonly why: 'busy' | 'stopped' };
