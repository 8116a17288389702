import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';
import { type PersonId, personId } from '../../../kernel/people.ts';
import { CATEGORY_ID, REMEDIES } from './categories.ts';

/** How bad it is, in rising order. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * How a case stands. `fixed`: somebody says so, and its reporter is asked. It ends as `confirmed` by the reporter, `closed`
 * without an answer, or `declined`; what has ended can be opened again.
 */
export const STATUSES = ['open', 'inProgress', 'fixed', 'confirmed', 'closed', 'declined'] as const;
export type Status = (typeof STATUSES)[number];

/** What whoever triages may set. */
export const TRIAGED = ['open', 'inProgress', 'fixed', 'declined'] as const;
export type Triaged = (typeof TRIAGED)[number];

export const CASE_ID = /^F-[1-9]\d{0,14}$/;
const person = z.string().refine((text): text is PersonId => personId(text) === text);

/** One agent, workflow and category: reports that share them share a defect. */
const defect = {
  defect: z.string().regex(/^[0-9a-f]{32}$/),
  /** Empty: it names none, for nobody registered what its workflow says. */
  agent: z.string(),
  workflow: z.string(),
  category: z.string().regex(CATEGORY_ID),
};

/** `person` is whoever reported it. */
const about = { ...defect, case: z.string().regex(CASE_ID), person };
const moved = { ...about, from: z.enum(STATUSES) };

/** Event type → schema of its data. */
export const feedbackEvents = {
  'feedback-reported': z.strictObject({
    ...about,
    severity: z.enum(SEVERITIES),
    text: z.string().exactOptional(),
    /** The message that it was reported on, as the reporter's client gave it. */
    quoted: z.string().exactOptional(),
    /** Where what nobody registered is used, as its reporter says. */
    where: z.string().exactOptional(),
    via: z.enum(['chat', 'dialog', 'api']),
  }),
  /** As the case stands afterwards. `note` is for its reporter. */
  'feedback-triaged': z.strictObject({
    ...moved,
    status: z.enum(STATUSES),
    owner: person.exactOptional(),
    remedy: z.enum(REMEDIES).exactOptional(),
    note: z.string().exactOptional(),
    /** The case of the same defect that it was set along with. */
    along: z.string().regex(CASE_ID).exactOptional(),
  }),
  /** Whoever the case was given to knows of it, or cannot be reached. */
  'owner-told': z.strictObject({ case: about.case, person, delivered: z.boolean() }),
  /** The reporter's answer to `is it fixed for you?` */
  'feedback-answered': z.strictObject({
    ...moved,
    status: z.enum(['confirmed', 'open']),
    text: z.string().exactOptional(),
  }),
  /** The reporter was asked and did not answer in time. */
  'feedback-lapsed': z.strictObject({ ...moved, status: z.literal('closed') }),
  /** The reporter knows of the case's `move`th move, or cannot be reached. */
  'reporter-told': z.strictObject({
    case: about.case,
    person,
    move: z.int().positive(),
    delivered: z.boolean(),
  }),
  /** It is not a mistake here and there any more. */
  'defect-flagged': z.strictObject({
    ...defect,
    reports: z.int().positive(),
    people: z.int().positive(),
  }),
  /** No case of it is open any more. */
  'defect-cleared': z.strictObject(defect),
} as const;

type FeedbackEventType = keyof typeof feedbackEvents;
export type EventData<T extends FeedbackEventType> = Readonly<z.output<(typeof feedbackEvents)[T]>>;

export type FeedbackEvent = {
  [T in FeedbackEventType]: { readonly type: T; readonly data: EventData<T> };
}[FeedbackEventType];

/** Events of this list are written by this feature alone, so their type vouches for their data. */
export const isFeedbackEvent = (event: DomainEvent): event is FeedbackEvent =>
  Object.hasOwn(feedbackEvents, event.type);

/** What changes a case's status. */
export type CaseMove = Extract<FeedbackEvent, { readonly data: { readonly from: Status } }>;
/** What changes a case. */
export type CaseEvent = Extract<FeedbackEvent, { readonly data: { readonly case: string } }>;
/** What changes a defect. */
export type DefectEvent = Extract<FeedbackEvent, { readonly data: { readonly defect: string } }>;

export const isCaseEvent = (event: DomainEvent): event is CaseEvent =>
  isFeedbackEvent(event) && 'case' in event.data;
export const isDefectEvent = (event: DomainEvent): event is DefectEvent =>
  isFeedbackEvent(event) && 'defect' in event.data;
