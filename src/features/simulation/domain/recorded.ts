import { decisionId, type Recorded } from '../../../kernel/events.ts';
import { type ActionAuthorized, isAuthorized } from '../../gate/domain/events.ts';
import type { RecordedDecision } from '../../policy/domain/comparing.ts';
import { inputOf } from '../../policy/domain/input.ts';

export interface Sorted {
  readonly decisions: readonly RecordedDecision[];
  /** Decisions about calls that no policy was asked about: unknown agents, tools that are not listed. */
  readonly notJudged: number;
}

const isDecision = (event: Recorded): event is Recorded<ActionAuthorized> => isAuthorized(event);

/** The decisions among events, as rules can be judged by them again. */
export function decisionsIn(events: readonly Recorded[]): Sorted {
  const all = events.filter(isDecision);
  const decisions = all.flatMap((event) => recordedDecision(event) ?? []);
  return { decisions, notJudged: all.length - decisions.length };
}

function recordedDecision(event: Recorded<ActionAuthorized>): RecordedDecision | undefined {
  const { facts, surroundings } = event.data;
  if (!facts || !surroundings) return undefined;
  const outcome = policySaid(event);
  return {
    id: decisionId(event),
    input: inputOf(facts, surroundings),
    ...(outcome && { outcome }),
  };
}

/** What was allowed by an approval or a standing grant needed one by the policy. A denial may be a pause's or a limit's. */
function policySaid({ data }: ActionAuthorized): RecordedDecision['outcome'] {
  const { outcome, request, grant } = data;
  if (outcome === 'deny') return undefined;
  return request !== undefined || grant !== undefined ? 'needsApproval' : outcome;
}
