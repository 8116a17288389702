import * as z from 'zod';
import { standard } from '../../exceptions/domain/events.ts';
import { connectorBounds, dataClassification } from '../../registry/domain/bounds/boundFields.ts';
import { environment, phase, systemClass, tier, tool } from '../../registry/domain/fields.ts';
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
import { MODELS_SUBJECT, modelListFields } from './modelList.ts';
import { POLICY_SUBJECT, policyFields } from './policyChange.ts';
import { stagePlan } from './seat.ts';

/** What every event of a request says it is about. */
export const about = {
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
    'modelList',
  ]),
  agentId: z.string(),
  /** Absent where it is about the agent as a whole. */
  connectorId: z.string().exactOptional(),
};
const connectorId = z.string();

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
  /** The model that the agent named, by its own account: judged again where the approval is used. */
  model: z.string().exactOptional(),
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

/** Somebody wants a business group to use more models. */
const modelListAsked = z.strictObject({
  ...asked,
  ...modelListFields,
  kind: z.literal('modelList'),
  agentId: z.literal(MODELS_SUBJECT),
});

/** What each kind of request says when it is asked. */
export const requestAsked = z.discriminatedUnion('kind', [
  actionAsked,
  connectorAsked,
  tierAsked,
  grantAsked,
  promotionAsked,
  boundsAsked,
  deviationAsked,
  policyAsked,
  modelListAsked,
]);
