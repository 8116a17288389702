import { decisionPlace, type Recorded } from '../../kernel/events.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import {
  type ActionAuthorized,
  isAuthorized,
  isOutcome,
  type OutcomeReported,
} from './domain/events.ts';
import { type ApprovalStory, type FiveQuestions, fiveQuestions } from './domain/questions.ts';

export interface Decision {
  readonly id: string;
  readonly event: Recorded<ActionAuthorized>;
  readonly outcome: Recorded<OutcomeReported> | undefined;
  readonly questions: FiveQuestions;
}

export interface DecisionDeps {
  readonly ledger: Ledger;
  /** How a request stands; undefined for one that does not exist. */
  readonly storyOf: (request: string) => Promise<ApprovalStory | undefined>;
}

/** A decision by its id, with the five questions answered; undefined where no decision stands there. */
export async function readDecision(
  id: string,
  { ledger, storyOf }: DecisionDeps,
): Promise<Decision | undefined> {
  const place = decisionPlace(id);
  const event = place && (await ledger.reads.eventAt(place));
  if (!place || !event || !isAuthorized(event)) return undefined;
  const request = event.data.request ?? event.data.grant;
  const [story, outcome] = await Promise.all([
    request === undefined ? undefined : storyOf(request),
    ledger.reads.outcomeOf(place),
  ]);
  const reported = outcome && isOutcome(outcome) ? outcome : undefined;
  return { id, event, outcome: reported, questions: fiveQuestions(event, story, reported) };
}
