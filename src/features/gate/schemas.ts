import * as z from 'zod';
import { line } from '../registry/domain/fields.ts';

const text = (max: number) => z.string().min(1).max(max);

/** Argument values are any JSON; the reader of bodies has bounded their size and depth. */
const args = z.record(z.string(), z.json());

export const authorizeSchema = z.strictObject({
  agentId: text(64),
  connectorId: text(64),
  tool: text(128),
  arguments: args,
  onBehalfOf: text(200).exactOptional(),
  sessionId: text(200).exactOptional(),
  surface: text(100).exactOptional(),
  agentVersion: text(50).exactOptional(),
  /** The model it runs on: a claim, which can only tighten. */
  model: line(100).exactOptional(),
  workflow: text(100).exactOptional(),
  justification: z.string().max(4_000).exactOptional(),
  /** What the agent was told and had before it: a hash and a reference, never the words. */
  context: z
    .strictObject({
      promptHash: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the prompt, as 64 hex digits')
        .exactOptional(),
      contextRef: text(500).exactOptional(),
    })
    .exactOptional(),
  dryRun: z.boolean().default(false),
});

const outcome = z.enum(['allow', 'needsApproval', 'deny']);

export const authorizationSchema = z.strictObject({
  decisionId: z.string().optional(),
  outcome,
  because: z.string(),
  policies: z.array(z.string()),
  bundle: z.string(),
  actionDigest: z.string(),
  requestId: z.string().optional(),
  redeem: z.boolean().optional(),
  expiresAt: z.string().optional(),
  /** The standing grant that allows it: `AR-…`. */
  grant: z.string().optional(),
});

const DECISION_ID = /^D-(g|\d{2})-[1-9]\d{0,14}$/;
export const decisionIdSchema = z.string().regex(DECISION_ID, 'a decision id looks like D-02-17');

export const outcomeSchema = z
  .strictObject({
    decisionId: decisionIdSchema,
    outcome: z.enum(['used', 'edited', 'discarded', 'failed']),
    edit: z.enum(['light', 'heavy']).optional(),
    seconds: z.number().min(0).max(31_536_000).optional(),
    baselineSeconds: z.number().min(0).max(31_536_000).optional(),
  })
  .refine((body) => body.edit === undefined || body.outcome === 'edited', {
    path: ['edit'],
    message: 'say how heavy the edit was only where outcome is edited',
  });

export const reportedSchema = z.strictObject({
  decisionId: z.string(),
  outcome: z.string(),
  recorded: z.boolean(),
});

/** The answer to one of the five questions. */
const question = z.strictObject({
  question: z.string(),
  answer: z.string(),
  known: z.boolean(),
  /** Where the request or grant behind it can be read, below the base address. */
  link: z.string().optional(),
});

const recorded = {
  /** What the connector reaches. */
  dataDomains: z.array(z.string()).optional(),
  /** Whose token called: the object id, and what it was. */
  identity: z.strictObject({ kind: z.string(), objectId: z.string() }).optional(),
  /** The capability it rested on. */
  permission: z
    .strictObject({ tier: z.string(), reason: z.string(), raisedBy: z.string().optional() })
    .optional(),
  context: z
    .strictObject({ promptHash: z.string().optional(), contextRef: z.string().optional() })
    .optional(),
};

/** How agent and connector stood; absent where the call was not understood. */
const stoodThen = {
  environment: z.string().optional(),
  phase: z.string().optional(),
  /** What the connector may hold. */
  labels: z.array(z.string()).optional(),
  /** What the agent may handle, where its record limits it. */
  dataLabels: z.array(z.string()).optional(),
  /** Whom it would have reached: `internal`, `customer`, … */
  audiences: z.array(z.string()).optional(),
};

export const decisionSchema = z.strictObject({
  id: z.string(),
  at: z.string(),
  agentId: z.string(),
  connectorId: z.string(),
  tool: z.string(),
  outcome,
  because: z.string(),
  policies: z.array(z.string()),
  bundle: z.string(),
  actionDigest: z.string(),
  requestId: z.string().optional(),
  grant: z.string().optional(),
  agentVersion: z.string(),
  model: z.string().optional(),
  workflow: z.string(),
  surface: z.string().optional(),
  sessionId: z.string().optional(),
  onBehalfOf: z.string().optional(),
  ...recorded,
  ...stoodThen,
  questions: z.strictObject({
    triggeredBy: question,
    why: question,
    permission: question,
    humanApproval: question,
    outputUsed: question,
  }),
});

export const decisionListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      at: z.string(),
      agentId: z.string(),
      connectorId: z.string(),
      tool: z.string(),
      outcome,
      because: z.string(),
      workflow: z.string(),
      requestId: z.string().optional(),
      grant: z.string().optional(),
      onBehalfOf: z.string().optional(),
    }),
  ),
  /** The time of the oldest event that was looked at for this page. */
  readTo: z.string().optional(),
});

/** What `data` of the gate's events holds. */
const facts = z.looseObject({ effect: z.string(), systemClass: z.string() });
const surroundings = z.looseObject({ standing: z.string(), audiences: z.array(z.string()) });
const counted = z.enum(['unknown', 'other']).optional();
export const gateEventSchemas = {
  'action-authorized': z.strictObject({
    agent: z.string(),
    connector: z.string(),
    tool: z.string(),
    outcome,
    because: z.string(),
    policies: z.array(z.string()),
    bundle: z.string(),
    digest: z.string(),
    arguments: args.optional(),
    facts: facts.optional(),
    surroundings: surroundings.optional(),
    request: z.string().optional(),
    grant: z.string().optional(),
    onBehalfOf: z.string().optional(),
    sessionId: z.string().optional(),
    surface: z.string().optional(),
    agentVersion: z.string(),
    model: z.string().optional(),
    department: z.string().optional(),
    workflow: z.string(),
    justification: z.string().optional(),
    metered: z.literal(true).optional(),
    counted,
    listed: z.literal(true).optional(),
    ...recorded,
  }),
  'outcome-reported': z.strictObject({
    decision: z.string(),
    agent: z.string(),
    department: z.string().optional(),
    workflow: z.string(),
    outcome: z.enum(['used', 'edited', 'discarded', 'failed']),
    edit: z.enum(['light', 'heavy']).optional(),
    seconds: z.number().optional(),
    baselineSeconds: z.number().optional(),
    explained: z.literal(true).optional(),
    counted,
  }),
};
