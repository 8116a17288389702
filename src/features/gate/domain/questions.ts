import type { Recorded } from '../../../kernel/events.ts';
import type { Actor } from '../../../kernel/people.ts';
import type { ActionAuthorized, OutcomeReported } from './events.ts';

/** One of the five questions with what the ledger knows. `known: false`: nothing answers it yet. */
export interface Answered {
  readonly question: string;
  readonly answer: string;
  readonly known: boolean;
}

export interface FiveQuestions {
  readonly triggeredBy: Answered;
  readonly why: Answered;
  readonly permission: Answered;
  readonly humanApproval: Answered;
  readonly outputUsed: Answered;
}

/** How a request stands, in the words of the approvals. */
export interface ApprovalStory {
  readonly request: string;
  readonly status: string;
  /** Names of those whose answers counted. */
  readonly approvers: readonly string[];
}

const known = (question: string, answer: string): Answered => ({ question, answer, known: true });
const open = (question: string, answer: string): Answered => ({ question, answer, known: false });

const ACTORS: Readonly<Record<Actor['kind'], string>> = {
  agent: 'The agent itself',
  gateway: 'A gateway',
  person: 'A person',
  system: 'Countersign',
};

function triggeredBy({ by, data }: Recorded<ActionAuthorized>): Answered {
  const behalf = data.onBehalfOf === undefined ? '' : `, on behalf of ${data.onBehalfOf}`;
  const surface = data.surface === undefined ? '' : `, from ${data.surface}`;
  return known(
    'Who triggered it?',
    `${ACTORS[by.kind]} (${[data.agent, data.agentVersion].join(' ').trim()})${behalf}${surface}.`,
  );
}

const why = ({ data }: Recorded<ActionAuthorized>): Answered =>
  data.justification === undefined
    ? open(
        'Why did it choose this action?',
        `The agent gave no reason; the workflow is ${data.workflow}.`,
      )
    : known('Why did it choose this action?', `In the agent's own words: ${data.justification}`);

const permission = ({ data }: Recorded<ActionAuthorized>): Answered =>
  known(
    'Which permission allowed it?',
    data.outcome === 'deny'
      ? `None. ${data.because}`
      : `${data.because} The rule is ${data.policies.join(' and ')}.`,
  );

/** Statuses before which everybody needed had agreed. */
const AGREED = new Set(['approved', 'redeemed', 'lapsed', 'undone', 'void']);

function humanApproval(
  { data }: Recorded<ActionAuthorized>,
  story: ApprovalStory | undefined,
): Answered {
  const question = 'Did a human approve?';
  if (story === undefined)
    return known(question, data.outcome === 'allow' ? 'No, and none was needed.' : 'No.');
  const { request, status } = story;
  const approvers = story.approvers.join(' and ');
  if (AGREED.has(status)) return known(question, `Yes: ${approvers} did. ${request} is ${status}.`);
  const so = approvers === '' ? '' : ` So far ${approvers} did.`;
  return status === 'pending'
    ? open(question, `Not yet: ${request} is pending.${so}`)
    : known(question, `No: ${request} is ${status}.`);
}

function outputUsed(
  { data }: Recorded<ActionAuthorized>,
  outcome: Recorded<OutcomeReported> | undefined,
): Answered {
  const question = 'Was the output used?';
  if (outcome) {
    const edit = outcome.data.edit === undefined ? '' : ` (${outcome.data.edit} edit)`;
    return known(question, `It was reported as ${outcome.data.outcome}${edit}.`);
  }
  return data.outcome === 'deny'
    ? known(question, 'Nothing was done.')
    : open(question, 'Nothing was reported yet.');
}

/** The five questions of an audit, answered from the ledger alone. */
export const fiveQuestions = (
  decision: Recorded<ActionAuthorized>,
  story: ApprovalStory | undefined,
  outcome: Recorded<OutcomeReported> | undefined,
): FiveQuestions => ({
  triggeredBy: triggeredBy(decision),
  why: why(decision),
  permission: permission(decision),
  humanApproval: humanApproval(decision, story),
  outputUsed: outputUsed(decision, outcome),
});
