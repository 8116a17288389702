import type { Recorded } from '../../../kernel/events.ts';
import type { Actor } from '../../../kernel/people.ts';
import { quoted } from '../../../kernel/quoted.ts';
import type { ActionAuthorized, OutcomeReported } from './events.ts';

/** One of the five questions with what the ledger knows. `known: false`: nothing answers it yet. */
export interface Answered {
  readonly question: string;
  readonly answer: string;
  readonly known: boolean;
  /** Path of the request or grant behind it, below the API's base. */
  readonly link?: string;
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

const known = (question: string, answer: string, behind?: string): Answered => ({
  question,
  answer,
  known: true,
  ...(behind !== undefined && { link: `/requests/${behind}` }),
});
const open = (question: string, answer: string, behind?: string): Answered => ({
  ...known(question, answer, behind),
  known: false,
});

const ACTORS: Readonly<Record<Actor['kind'], string>> = {
  agent: 'The agent itself',
  gateway: 'A gateway',
  person: 'A person',
  source: 'Another platform',
  system: 'Countersign',
};

function triggeredBy({ by, data }: Recorded<ActionAuthorized>): Answered {
  const behalf = data.onBehalfOf === undefined ? '' : `, on behalf of ${data.onBehalfOf}`;
  const model =
    data.model === undefined ? '' : `, on the model ${quoted(data.model)} by its own account`;
  const surface = data.surface === undefined ? '' : `, from ${data.surface}`;
  return known(
    'Who triggered it?',
    `${ACTORS[by.kind]} (${[data.agent, data.agentVersion].join(' ').trim()}${model})${behalf}${surface}.`,
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
      : `${data.because} The rule is ${data.policies.join(' and ')}.${raised(data)}`,
    data.grant ?? data.permission?.raisedBy,
  );

const raised = ({ permission: rested }: ActionAuthorized['data']): string =>
  rested?.raisedBy === undefined
    ? ''
    : ` The tier ${rested.tier} was raised by ${rested.raisedBy} for a while.`;

/** Statuses before which everybody needed had agreed. */
const AGREED = new Set(['approved', 'redeemed', 'lapsed', 'undone', 'void']);

function humanApproval(
  { data }: Recorded<ActionAuthorized>,
  story: ApprovalStory | undefined,
): Answered {
  const question = 'Did a human approve?';
  if (data.grant !== undefined) return grantApproval(question, data.grant, story);
  if (story === undefined)
    return known(question, data.outcome === 'allow' ? 'No, and none was needed.' : 'No.');
  const { request, status } = story;
  const approvers = story.approvers.join(' and ');
  if (AGREED.has(status))
    return known(question, `Yes: ${approvers} did. ${request} is ${status}.`, request);
  const so = approvers === '' ? '' : ` So far ${approvers} did.`;
  return status === 'pending'
    ? open(question, `Not yet: ${request} is pending.${so}`, request)
    : known(question, `No: ${request} is ${status}.`, request);
}

function grantApproval(
  question: string,
  grant: string,
  story: ApprovalStory | undefined,
): Answered {
  const by = story ? `: ${story.approvers.join(' and ')} did` : '';
  return known(question, `Beforehand, with the standing grant ${grant}${by}.`, grant);
}

/** Statuses after which nothing is done any more. */
const NOTHING_DONE = new Set(['rejected', 'expired', 'withdrawn', 'lapsed', 'undone', 'void']);

function outputUsed(
  { data }: Recorded<ActionAuthorized>,
  story: ApprovalStory | undefined,
  outcome: Recorded<OutcomeReported> | undefined,
): Answered {
  const question = 'Was the output used?';
  if (outcome) {
    const edit = outcome.data.edit === undefined ? '' : ` (${outcome.data.edit} edit)`;
    return known(question, `It was reported as ${outcome.data.outcome}${edit}.`);
  }
  if (story && data.grant === undefined && NOTHING_DONE.has(story.status))
    return known(question, `Nothing was done: ${story.request} is ${story.status}.`, story.request);
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
  outputUsed: outputUsed(decision, story, outcome),
});
