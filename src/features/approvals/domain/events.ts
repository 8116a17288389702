import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';
import { standard } from '../../exceptions/domain/events.ts';
import { connectorBounds, dataClassification } from '../../registry/domain/boundFields.ts';
import {
  environment,
  escalationStep,
  phase,
  systemClass,
  tier,
  tool,
} from '../../registry/domain/fields.ts';
import { boundsFields } from './boundsFields.ts';
import {
  actionFacts,
  count,
  hash,
  instant,
  people,
  person,
  requestId,
  toolArguments,
} from './fields.ts';

import { POLICY_SUBJECT, policyFields } from './policyChange.ts';
import { right } from './right.ts';
import { seat, stagePlan } from './seat.ts';

const about = {
  request: requestId,
  kind: z.enum([
    'outboundAction',
    'connector',
    'tierEscalation',
    'standingGrant',
    'promotion',
    'boundsChange',
    'deviation',
    'policyChange',
  ]),
  agentId: z.string(),
  /** Absent where it is about the agent as a whole. */
  connectorId: z.string().exactOptional(),
};
const connectorId = z.string();

/** Milliseconds since the request was asked. */
const ended = { ...about, waitedMs: count };
const why = { reason: z.string().exactOptional(), preset: z.string().exactOptional() };

/** What every kind says when it is asked. */
const asked = {
  ...about,
  digest: hash,
  stages: z.array(stagePlan).min(1).readonly(),
  due: instant,
  /** How long an approval waits to be redeemed; absent where approving itself does what was asked. */
  redeemMs: count.exactOptional(),
  /** How long an approver may take an approval back; absent where it cannot be. */
  undoMs: count.exactOptional(),
  /** Whoever approves has to have signed in anew. */
  stepUp: z.literal(true).exactOptional(),
  /** Who is asked first, and so gets a card. */
  invited: people,
};

/** An agent wants to do something. */
const actionAsked = z.strictObject({
  ...asked,
  kind: z.literal('outboundAction'),
  connectorId,
  tool: z.string(),
  arguments: toolArguments,
  justification: z.string().exactOptional(),
  onBehalfOf: z.string().exactOptional(),
  /** Where the agent named one. */
  workflow: z.string().exactOptional(),
  /** `onBehalfOf` as a person of ours. */
  beneficiary: person.exactOptional(),
  facts: actionFacts,
  because: z.string(),
  policies: z.array(z.string()).readonly(),
  bundle: z.string(),
  /** Hash of the tool's catalogue entry, a part of the digest. */
  catalogue: hash,
});

/** Somebody wants an agent to use a connector. Tool effects are claims until the admin's answer confirms them. */
const connectorAsked = z.strictObject({
  ...asked,
  kind: z.literal('connector'),
  connectorId,
  environment,
  displayName: z.string(),
  vendor: z.string().exactOptional(),
  systemClass,
  dataDomains: z.array(z.string()).readonly(),
  scopes: z.array(z.string()).readonly(),
  scopeLevel: connectorBounds.scopeLevel,
  scopeReason: z.string().exactOptional(),
  connection: z.enum(['projectScoped', 'shared']),
  tools: z.array(tool).readonly(),
  businessJustification: z.string().min(1),
  securityNotes: z.string().min(1),
  dataClassification,
  rollbackPlan: z.string().min(1),
});

/** Somebody wants an agent to have more rights on a connector for a while. */
const tierAsked = z.strictObject({
  ...asked,
  kind: z.literal('tierEscalation'),
  connectorId,
  environment,
  /** What it may do today. */
  fromTier: tier,
  toTier: tier,
  forMs: count.positive(),
  reason: z.string().min(1),
});

const consent = {
  approver: z.enum(['businessOwner', 'board', 'security', 'compliance', 'finance']),
  quorum: z.int().positive(),
};

/** Somebody wants an agent to do something again and again without asking, until a date. */
const grantAsked = z.strictObject({
  ...asked,
  kind: z.literal('standingGrant'),
  connectorId,
  environment,
  tool: z.string(),
  recipients: z.array(z.string()).readonly(),
  amountUpTo: z.string().exactOptional(),
  currency: z.string().exactOptional(),
  until: instant,
  justification: z.string().min(1),
  facts: actionFacts,
  obligations: z.strictObject({
    ...consent,
    further: z.array(z.strictObject(consent)).readonly().exactOptional(),
    stepUp: z.literal(true).exactOptional(),
  }),
  /** Hash of the tool's catalogue entry. */
  catalogue: hash,
});

/** Somebody wants an agent to run in another environment or phase. */
const promotionAsked = z.strictObject({
  ...asked,
  kind: z.literal('promotion'),
  fromEnvironment: environment,
  toEnvironment: environment,
  fromPhase: phase,
  toPhase: phase,
  reason: z.string().min(1),
  rollbackPlan: z.string().min(1),
});

/** Somebody wants an agent to differ from a standard, until a date. */
const deviationAsked = z.strictObject({
  ...asked,
  kind: z.literal('deviation'),
  /** Where the agent ran when it was asked. */
  environment,
  from: standard,
  what: z.string().min(1),
  why: z.string().min(1),
  /** Who answers for it. */
  owner: person,
  until: instant,
});

/** Somebody wants another policy to be in force. */
const policyAsked = z.strictObject({
  ...asked,
  ...policyFields,
  kind: z.literal('policyChange'),
  agentId: z.literal(POLICY_SUBJECT),
});

/** Somebody wants an agent, or a connector for it, to be bounded less. */
const boundsAsked = z.strictObject({
  ...asked,
  ...boundsFields,
  kind: z.literal('boundsChange'),
  /** Where the agent ran when it was asked. */
  environment,
});

/** Why something ended that rested on a right: its tier came to its date, its connector was revoked, or its agent expired. */
export const loss = z.enum(['tierEnded', 'connectorRevoked', 'agentExpired']);

const toPerson = { request: requestId, person };

/** Event type → schema of its data. The closed list of what can happen to a request. */
export const requestEvents = {
  'request-asked': z.discriminatedUnion('kind', [
    actionAsked,
    connectorAsked,
    tierAsked,
    grantAsked,
    promotionAsked,
    boundsAsked,
    deviationAsked,
    policyAsked,
  ]),
  'request-answered': z.strictObject({
    ...about,
    ...why,
    person,
    answer: z.enum(['approve', 'reject']),
    digest: hash,
    stage: count,
    round: count,
    /** What the person was at the table. */
    as: z.enum([
      'owner',
      'backup',
      'manager',
      'admin',
      'board',
      'security',
      'compliance',
      'finance',
    ]),
    /** What gave the right to; older events do not say. */
    right: right.exactOptional(),
    /** Milliseconds since this stage was opened. */
    waitedMs: count,
    /** The tools whose claimed effect this answer confirms: an admin's approval of a connector. */
    confirms: z.array(z.string()).readonly().exactOptional(),
    /** When the person had signed in anew, where the request asks for it. */
    steppedUpAt: instant.exactOptional(),
  }),
  /** A stage is complete and the next one is open. */
  'request-advanced': z.strictObject({ ...about, stage: count, invited: people }),
  /** 80 % of the window are over: the backup may answer too. Nobody is invited where the backup is excluded by then. */
  'request-backup-joined': z.strictObject({ ...about, stage: count, invited: people }),
  /** Later still: the owner's manager, or the board, may answer too. Nobody is invited where there is nobody, or they are excluded. */
  'request-escalated': z.strictObject({
    ...about,
    stage: count,
    to: escalationStep,
    invited: people,
  }),
  /** The agent has another owner or backup: others are asked, and every view made before is dead. */
  'request-reseated': z.strictObject({ ...about, stage: count, seat, invited: people }),
  'request-approved': z.strictObject({
    ...ended,
    approvers: people,
    redeemBy: instant.exactOptional(),
    undoUntil: instant.exactOptional(),
  }),
  'request-rejected': z.strictObject({ ...ended, ...why, person }),
  /** Nobody answered in time; with `because`, what it rested on ended before that. */
  'request-expired': z.strictObject({ ...ended, because: loss.exactOptional() }),
  'request-withdrawn': z.strictObject({ ...ended, reason: z.string().exactOptional() }),
  'request-redeemed': z.strictObject({ ...ended, jti: z.string() }),
  'request-lapsed': z.strictObject(ended),
  'request-undone': z.strictObject({ ...ended, reason: z.string().exactOptional(), person }),
  'request-voided': z.strictObject({
    ...ended,
    pause: z.string().exactOptional(),
    pausedAt: instant.exactOptional(),
    /** Where it was no pause. */
    because: loss.exactOptional(),
  }),
  /** Teams took a card for this person. */
  'card-delivered': z.strictObject({
    ...toPerson,
    conversation: z.string(),
    activityId: z.string(),
    /** Of the rendered card. */
    hash,
    /** The request's version that the card was rendered from. */
    shows: count,
  }),
  /** Teams answered 403 or 404: no card reaches this person. */
  'card-abandoned': z.strictObject({ ...toPerson, status: z.int() }),
} as const;

export type RequestEventType = keyof typeof requestEvents;
export type EventData<T extends RequestEventType> = z.output<(typeof requestEvents)[T]>;

/** One thing that happened to a request. */
export type RequestEvent = {
  [T in RequestEventType]: { readonly type: T; readonly data: Readonly<EventData<T>> };
}[RequestEventType];

/** Events of this list are written by this feature alone, so their type vouches for their data. */
export const isRequestEvent = (event: DomainEvent): event is RequestEvent =>
  Object.hasOwn(requestEvents, event.type);

export type Loss = z.output<typeof loss>;
export type Capacity = EventData<'request-answered'>['as'];
export type RequestKindName = EventData<'request-asked'>['kind'];
