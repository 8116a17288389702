import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { type PersonId, personId } from '../../../kernel/people.ts';

const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);
const person = z.string().refine((text): text is PersonId => personId(text) === text);
export const campaignId = z.string().regex(/^RV-[1-9]\d{0,8}$/, 'a review looks like RV-3');

const campaign = { campaign: campaignId };
const about = { ...campaign, agentId: z.string() };

/** The four sections of every review, in their order. */
export const REVIEW_SECTIONS = ['permissions', 'connectors', 'scopes', 'exceptions'] as const;
export const CHOICES = ['keep', 'reduce', 'revoke'] as const;
export const choice = z.enum(CHOICES);
export type Choice = z.output<typeof choice>;

/** Something that an agent has, and what may be said of it. `key` names it: `capability:mail`, `grant:AR-7`. */
export const item = z.strictObject({
  key: z.string(),
  section: z.enum(REVIEW_SECTIONS),
  text: z.string(),
  choices: z.array(choice).min(1).readonly(),
});
export type ReviewItem = Readonly<z.output<typeof item>>;

/** Event type → schema of its data: the closed list of what can happen in an access review. */
export const reviewEvents = {
  'review-started': z.strictObject({
    ...campaign,
    /** Absent: every department. */
    department: z.string().exactOptional(),
    due: instant,
    agents: z.array(z.string()).readonly(),
    /** The same begins again three months later. */
    quarterly: z.literal(true).exactOptional(),
    /** It was begun by the one before. */
    follows: campaignId.exactOptional(),
  }),
  /** An agent's owner is asked about everything that it has. */
  'review-opened': z.strictObject({
    ...about,
    due: instant,
    reviewer: person,
    items: z.array(item).min(1).readonly(),
  }),
  /** The agent is gone before anybody was asked. */
  'review-dropped': z.strictObject(about),
  'review-answered': z.strictObject({
    ...about,
    answers: z
      .array(z.strictObject({ item: z.string(), choice }))
      .min(1)
      .readonly(),
    /** What could not be taken away for this agent alone, and is an admin's to decide. */
    handed: z.array(z.string()).readonly(),
    /** Nothing is left to answer. */
    completes: z.boolean(),
  }),
  /** Half the time is over, or nine tenths of it. */
  'review-reminded': z.strictObject({
    ...about,
    share: z.union([z.literal(50), z.literal(90)]),
    told: z.array(person).readonly(),
  }),
  /** The due date has come; what is open stays open. */
  'review-due': z.strictObject({ ...campaign, open: z.array(z.string()).readonly() }),
  /** The admins know what is open. */
  'review-admins-told': z.strictObject({ ...campaign, told: z.array(person).readonly() }),
  'review-card-delivered': z.strictObject({
    ...about,
    person,
    activityId: z.string(),
    hash: z.string(),
    shows: z.int(),
  }),
  'review-card-abandoned': z.strictObject({ ...about, person, status: z.int() }),
} as const;

export type ReviewEventType = keyof typeof reviewEvents;
type EventData<T extends ReviewEventType> = z.output<(typeof reviewEvents)[T]>;

export type ReviewEvent = {
  [T in ReviewEventType]: { readonly type: T; readonly data: Readonly<EventData<T>> };
}[ReviewEventType];
export type ReviewEventOf<T extends ReviewEventType> = Extract<ReviewEvent, { type: T }>;

export const isReviewEvent = (event: DomainEvent): event is ReviewEvent =>
  Object.hasOwn(reviewEvents, event.type);
