import type { Instant } from '../../../kernel/instant.ts';
import type { PersonId } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { AgentPeople } from '../../registry/domain/model.ts';
import { answerDue, type CaseState } from './cases.ts';
import { type Remedy, SHADOW_USE } from './categories.ts';
import { type DefectState, reportsAfter } from './defects.ts';
import type {
  CaseMove,
  DefectEvent,
  EventData,
  FeedbackEvent,
  Severity,
  Triaged,
} from './events.ts';
import {
  defectId,
  isOpen,
  isSystemic,
  type Report,
  recurrenceOf,
  SYSTEMIC,
  type Threshold,
  workflowName,
} from './recurrence.ts';
import { mayTriage, type Who } from './rights.ts';

export type FeedbackRefusal =
  | { readonly code: 'unknown-agent'; readonly agent: string }
  | { readonly code: 'unknown-category'; readonly category: string }
  | { readonly code: 'unknown-case'; readonly case: string }
  | { readonly code: 'not-allowed'; readonly case: string }
  /** Somebody changed it after this person had looked. */
  | { readonly code: 'changed-meanwhile'; readonly case: string }
  /** The caller's idempotency key came before with another body. */
  | { readonly code: 'key-reused' }
  | { readonly code: 'remedy-missing' }
  | { readonly code: 'note-missing' }
  /** Its reporter was not asked whether it is fixed. */
  | { readonly code: 'not-asked'; readonly case: string };

export interface ReportCommand {
  readonly id: string;
  readonly person: PersonId;
  readonly agent: string;
  readonly category: string;
  /** As typed; absent: the agent's own. */
  readonly workflow?: string;
  readonly severity: Severity;
  readonly text?: string;
  readonly quoted?: string;
  readonly via: EventData<'feedback-reported'>['via'];
}

/** A report, with all that its defect needs to know it by; refused where agent or category do not exist. */
export function decideReport(
  { id, agent, category, workflow: typed = '', ...rest }: ReportCommand,
  known: { readonly isAgent: boolean; readonly categories: readonly string[] },
): Result<EventData<'feedback-reported'>, FeedbackRefusal> {
  if (!known.isAgent) return refuse({ code: 'unknown-agent', agent });
  if (!known.categories.includes(category)) return refuse({ code: 'unknown-category', category });
  const key = { agent, category, workflow: workflowName(typed) || agent };
  return ok({ ...key, ...rest, case: id, defect: defectId(key) });
}

export interface ShadowUseCommand {
  readonly id: string;
  readonly person: PersonId;
  /** The agent, source or workaround, as its reporter calls it. */
  readonly what: string;
  readonly text: string;
  readonly where?: string;
  readonly quoted?: string;
  readonly via: EventData<'feedback-reported'>['via'];
}

/** A report of what nobody registered: it names no agent, and who says the same is of the same defect. */
export function shadowUse({ id, what, ...rest }: ShadowUseCommand): EventData<'feedback-reported'> {
  const key = { agent: '', category: SHADOW_USE.id, workflow: workflowName(what) };
  return { ...key, ...rest, severity: 'medium', case: id, defect: defectId(key) };
}

export interface TriageCommand extends Who {
  readonly case: string;
  /** What is absent stays as it is. */
  readonly status?: Triaged;
  readonly owner?: PersonId;
  readonly remedy?: Remedy;
  readonly note?: string;
  /** The revision that was looked at; absent: whichever. */
  readonly seen?: number;
  /** The case of the same defect that it is set along with. */
  readonly along?: string;
}

/** Sets owner, remedy and status of a case. What changes nothing is no event. */
export function decideTriage(
  command: TriageCommand,
  state: CaseState | undefined,
  people: AgentPeople | undefined,
): Result<readonly CaseMove[], FeedbackRefusal> {
  const about = { case: command.case };
  if (state === undefined) return refuse({ code: 'unknown-case', ...about });
  if (!mayTriage(command, people, state.owner)) return refuse({ code: 'not-allowed', ...about });
  const after = triagedTo(command, state);
  if (isSame(after, state)) return ok([]);
  if (command.seen !== undefined && command.seen !== state.revision)
    return refuse({ code: 'changed-meanwhile', ...about });
  if (after.status === 'fixed' && after.remedy === undefined)
    return refuse({ code: 'remedy-missing' });
  if (after.status === 'declined' && after.note === undefined)
    return refuse({ code: 'note-missing' });
  return ok([{ type: 'feedback-triaged', data: after }]);
}

/** The case as it will stand. A note belongs to the move that it came with. */
function triagedTo(
  { status, owner, remedy, note, along }: TriageCommand,
  state: CaseState,
): EventData<'feedback-triaged'> {
  const to = status ?? state.status;
  const words = note ?? (to === state.status ? state.note : undefined);
  const [whose, how] = [owner ?? state.owner, remedy ?? state.remedy];
  return {
    ...aboutOf(state),
    status: to,
    ...(whose && { owner: whose }),
    ...(how && { remedy: how }),
    ...(words !== undefined && { note: words }),
    ...(along !== undefined && { along }),
  };
}

const isSame = (after: EventData<'feedback-triaged'>, state: CaseState): boolean =>
  after.status === state.status &&
  after.owner === state.owner &&
  after.remedy === state.remedy &&
  after.note === state.note;

const aboutOf = ({ id, defect, agent, workflow, category, person, status }: CaseState) => ({
  case: id,
  defect,
  agent,
  workflow,
  category,
  person,
  from: status,
});

export interface AnswerCommand {
  readonly case: string;
  readonly person: PersonId;
  readonly fixed: boolean;
  readonly text?: string;
}

/** The reporter's answer. A no opens the case again, also when it comes late; the same answer twice is one. */
export function decideAnswer(
  { case: id, person, fixed, text }: AnswerCommand,
  state: CaseState | undefined,
): Result<readonly CaseMove[], FeedbackRefusal> {
  if (state === undefined || state.person !== person)
    return refuse({ code: 'unknown-case', case: id });
  const status = fixed ? 'confirmed' : 'open';
  if (state.status === status && (fixed || state.reopened > 0)) return ok([]);
  if (!WAS_ASKED.includes(state.status)) return refuse({ code: 'not-asked', case: id });
  const words = text === undefined || fixed ? {} : { text };
  return ok([{ type: 'feedback-answered', data: { ...aboutOf(state), status, ...words } }]);
}

const WAS_ASKED: readonly CaseState['status'][] = ['fixed', 'confirmed', 'closed'];

/** Nobody answered in time: the case ends. Too early, or answered meanwhile: nothing. */
export const decideLapse = (state: CaseState | undefined, now: Instant): readonly CaseMove[] =>
  state?.status !== 'fixed' || now < answerDue(state)
    ? []
    : [{ type: 'feedback-lapsed', data: { ...aboutOf(state), status: 'closed' } }];

/**
 * What follows for the defect from events about its cases, all of one defect: it becomes systemic with the report that
 * reaches the threshold, and stays so until no case of it is open.
 */
export function decideFlag(
  state: DefectState | undefined,
  events: readonly DefectEvent[],
  now: Instant,
  threshold: Threshold = SYSTEMIC,
): readonly FeedbackEvent[] {
  const [first] = events;
  if (!first) return [];
  const { defect, agent, workflow, category } = first.data;
  const about = { defect, agent, workflow, category };
  const reports = events.reduce<readonly Report[]>(
    (before, event) => reportsAfter(before, event, now),
    state?.reports ?? [],
  );
  const wasSystemic = state?.systemicSince !== undefined;
  const someOpen = reports.some(({ status }) => isOpen(status));
  if (wasSystemic) return someOpen ? [] : [{ type: 'defect-cleared', data: about }];
  const found = recurrenceOf(reports, now, threshold);
  return someOpen && isSystemic(found, threshold)
    ? [{ type: 'defect-flagged', data: { ...about, ...found } }]
    : [];
}
