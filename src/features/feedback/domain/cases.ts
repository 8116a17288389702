import { type DerivedRow, type Entity, keyNumber, rowKey } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import { DAY, type Instant, plus } from '../../../kernel/instant.ts';
import { type DueItem, dueRow } from '../../../kernel/outbox.ts';
import type { Actor, PersonId } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { Remedy } from './categories.ts';
import {
  type CaseEvent,
  type EventData,
  isCaseEvent,
  type Severity,
  type Status,
} from './events.ts';

/** What the lists show of a case, without anybody's words. */
export type CaseLine = {
  /** `F-<n>`. */
  readonly id: string;
  readonly defect: string;
  readonly agent: string;
  readonly workflow: string;
  readonly category: string;
  readonly severity: Severity;
  readonly person: PersonId;
  readonly at: Instant;
  readonly status: Status;
  readonly owner?: PersonId;
  readonly remedy?: Remedy;
  /** How often its reporter said that it is not fixed. */
  readonly reopened: number;
};

/** A case: one person's report and what became of it. */
export type CaseState = CaseLine & {
  readonly text?: string;
  readonly quoted?: string;
  /** Where it is used; of what nobody registered. */
  readonly where?: string;
  /** Words for the reporter that came with the last move. */
  readonly note?: string;
  /** What the reporter said last when asked, in words; absent where they said none. */
  readonly answer?: string;
  /** Changes so far: who triages says which one they saw. */
  readonly revision: number;
  readonly changedAt: Instant;
  /** Moves and notes that the reporter did not make; how many of them the reporter has been told of. */
  readonly moves: number;
  readonly told: number;
  /** Whose hands it was given into by somebody else, until they have been told. */
  readonly handedTo?: PersonId;
};

/** Job kinds of the rows below: tells the reporter of `args.case`, or its new owner; closes it without an answer. */
export const TELL_JOB = 'feedback-tell';
export const HAND_JOB = 'feedback-hand';
export const LAPSE_JOB = 'feedback-lapse';

/** So long a reporter is waited for. */
const ANSWER_MS = 14 * DAY;
export const answerDue = ({ changedAt }: Pick<CaseState, 'changedAt'>): Instant =>
  plus(changedAt, ANSWER_MS);

const reported = (data: EventData<'feedback-reported'>, at: Instant): CaseState => ({
  id: data.case,
  defect: data.defect,
  agent: data.agent,
  workflow: data.workflow,
  category: data.category,
  severity: data.severity,
  person: data.person,
  at,
  status: 'open',
  reopened: 0,
  ...(data.text !== undefined && { text: data.text }),
  ...(data.quoted !== undefined && { quoted: data.quoted }),
  ...(data.where !== undefined && { where: data.where }),
  revision: 1,
  changedAt: at,
  moves: 0,
  told: 0,
});

/** A case set along with another of its defect is told of on the card of that one. */
function handed(
  { owner: before, handedTo }: CaseState,
  { owner, along }: EventData<'feedback-triaged'>,
  by: Actor,
): { readonly handedTo?: PersonId } {
  if (owner === before) return handedTo === undefined ? {} : { handedTo };
  const isTheirs = by.kind === 'person' && by.id === owner;
  return owner === undefined || isTheirs || along !== undefined ? {} : { handedTo: owner };
}

function triaged(
  { owner: _owner, remedy: _remedy, note: before, handedTo: _handed, ...state }: CaseState,
  { status, from, owner, remedy, note }: EventData<'feedback-triaged'>,
): Omit<CaseState, 'handedTo'> {
  const isMove = status !== from || (note !== undefined && note !== before);
  return {
    ...state,
    status,
    ...(owner && { owner }),
    ...(remedy && { remedy }),
    ...(note !== undefined && { note }),
    moves: state.moves + (isMove ? 1 : 0),
  };
}

function answered(
  { answer: _answer, note: _note, ...state }: CaseState,
  { status, text }: EventData<'feedback-answered'>,
): CaseState {
  return {
    ...state,
    status,
    ...(text !== undefined && { answer: text }),
    reopened: state.reopened + (status === 'open' ? 1 : 0),
    told: state.moves,
  };
}

function ownerTold({ handedTo, ...state }: CaseState, person: PersonId): CaseState {
  return handedTo === undefined || handedTo === person ? state : { ...state, handedTo };
}

function evolve(state: CaseState | undefined, event: Recorded<CaseEvent>): CaseState {
  if (event.type === 'feedback-reported') return reported(event.data, event.at);
  if (state === undefined) throw new RangeError(`${event.type} before ${event.data.case} began`);
  if (event.type === 'reporter-told') return { ...state, told: event.data.move };
  if (event.type === 'owner-told') return ownerTold(state, event.data.person);
  const changed = { ...state, revision: state.revision + 1, changedAt: event.at };
  switch (event.type) {
    case 'feedback-triaged':
      return { ...triaged(changed, event.data), ...handed(state, event.data, event.by) };
    case 'feedback-answered':
      return answered(changed, event.data);
    case 'feedback-lapsed':
      return { ...changed, status: 'closed', moves: state.moves + 1 };
    default:
      return assertNever(event);
  }
}

const MOST_CASES = 999_999_999_999_999;

/** `FI|<status>|`: cases of a status, the newest first; each row's value is a `CaseLine`. */
export const statusPrefix = (status: Status): string => `${rowKey('FI', status)}|`;

/** The row of a case among those of a status. */
export const caseKey = (status: Status, id: string): string =>
  rowKey('FI', status, keyNumber(MOST_CASES - Number(id.slice(2))));

const lineOf = ({
  text: _text,
  quoted: _quoted,
  where: _where,
  note: _note,
  answer: _answer,
  revision: _revision,
  changedAt: _changedAt,
  moves: _moves,
  told: _told,
  handedTo: _handedTo,
  ...line
}: CaseState): CaseLine => line;

function rows(state: CaseState, id: string): readonly DerivedRow[] {
  const { status, moves, told, changedAt, handedTo } = state;
  const key = caseKey(status, id);
  const item = { id, args: { case: id } };
  const due: DueItem[] = [];
  if (told < moves) due.push({ ...item, job: TELL_JOB, due: changedAt });
  if (handedTo !== undefined)
    due.push({ ...item, id: `${id}~${handedTo}`, job: HAND_JOB, due: changedAt });
  if (status === 'fixed') due.push({ ...item, job: LAPSE_JOB, due: answerDue(state) });
  return [{ key, value: lineOf(state) }, ...due.map(dueRow)];
}

/** Every case, by its number. */
export const cases: Entity<CaseState, CaseEvent> = {
  kind: 'feedbackCase',
  prefix: 'F',
  cached: false,
  idsOf: (event) => (isCaseEvent(event) ? [event.data.case] : []),
  evolve,
  rows,
};
