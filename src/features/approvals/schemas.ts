import * as z from 'zod';
import { tenantFiles } from '../policy/domain/files.ts';
import { boundsSchema } from '../registry/domain/bounds/boundFields.ts';
import { environment, phase, tier } from '../registry/domain/fields.ts';
import { connectorFields } from './asking/askSchemas.ts';
import { presetNames } from './cards/presets.ts';
import { figures } from './domain/policyChange.ts';
import { STATUSES } from './domain/state.ts';

const text = (max: number) => z.string().min(1).max(max);
export const requestIdSchema = z
  .string()
  .regex(/^AR-[1-9]\d{0,14}$/, 'a request id looks like AR-7');
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'the action digest is 64 hex digits');

/** Why somebody says no, in the presets of the card. */
const preset = z.enum(presetNames);
const reason = z.string().max(1_000);

export const answerSchema = z.strictObject({
  answer: z.enum(['approve', 'reject']),
  digest: hash,
  reason: reason.optional(),
  preset: preset.optional(),
  /** An admin's approval of a connector: the tools whose claimed effect is confirmed. Absent: all; the others stay `write`, irreversible. */
  confirms: z.array(text(128)).max(300).optional(),
});
export const reasonSchema = z.strictObject({ reason: reason.optional() });
export const redeemSchema = z.strictObject({
  receipt: text(8_000),
  arguments: z.record(z.string(), z.json()),
});

const person = z.strictObject({ id: z.string(), name: z.string() });

const rightSource = z.enum(['directory', 'example']);
/** `directory`: Microsoft Entra; `example`: the example organisation of a server on one's own machine. */
const rightSchema = z.discriminatedUnion('by', [
  /** They had the role; `group`: object id of the Entra group they were a member of. Looked up for this answer, by `at`. */
  z.strictObject({
    by: z.literal('role'),
    source: rightSource,
    group: z.string().optional(),
    /** By which activation of Privileged Identity Management they were in it; absent: not looked up. */
    activation: z
      .strictObject({
        state: z.enum(['active', 'none', 'unknown']),
        id: z.string().optional(),
        ends: z.string().optional(),
      })
      .optional(),
    at: z.string(),
  }),
  /** The business owner `of` reported to them. */
  z.strictObject({ by: z.literal('manager'), source: rightSource, of: person, at: z.string() }),
  /** The agent's record named them, as it was written then. */
  z.strictObject({ by: z.literal('registry'), writtenAt: z.string() }),
]);

export const requestSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  status: z.enum(STATUSES),
  agentId: z.string(),
  /** Absent where it is about the agent as a whole. */
  connectorId: z.string().optional(),
  /** As the registry calls them now. */
  agentName: z.string().optional(),
  connectorName: z.string().optional(),
  digest: z.string(),
  /** What the agent wants, in a few words of ours after `wants to`; the names in it are foreign words. */
  does: z.string().optional(),
  /** To whom, how much: with the payload. */
  detail: z.string().optional(),
  /** What an approval would do, and how grave that is: with the payload. */
  impact: z
    .strictObject({ text: z.string(), weight: z.enum(['good', 'warning', 'attention']) })
    .optional(),
  /** What to look at twice: with the payload. */
  warnings: z.array(z.string()).optional(),
  /** Reasons for a rejection that may be given as `preset`. */
  presets: z.array(z.strictObject({ value: z.string(), title: z.string() })).optional(),
  /** Of an action. */
  tool: z.string().optional(),
  because: z.string().optional(),
  policies: z.array(z.string()).optional(),
  bundle: z.string().optional(),
  /** Of a connector or a tier. */
  environment: environment.optional(),
  fromTier: tier.optional(),
  toTier: tier.optional(),
  for: z.string().optional(),
  until: z.string().optional(),
  requester: z.strictObject({ kind: z.string(), id: z.string().optional() }),
  askedAt: z.string(),
  due: z.string(),
  stages: z.array(
    z.strictObject({
      seat: z.string(),
      quorum: z.number(),
      answers: z.array(
        z.strictObject({
          person,
          answer: z.string(),
          at: z.string(),
          reason: z.string().optional(),
          preset: z.string().optional(),
          confirms: z.array(z.string()).optional(),
          /** What gave the right to answer, as it was then; answers of before that was kept do not say. */
          right: rightSchema.optional(),
        }),
      ),
    }),
  ),
  stage: z.number(),
  mayAnswer: z.array(person),
  /** Who may answer in the owner's place, and from when on; `people`: those who were asked, and the backup. */
  escalation: z
    .array(
      z.strictObject({
        to: z.enum(['backup', 'manager', 'board']),
        from: z.string(),
        people: z.array(person),
      }),
    )
    .optional(),
  /** Approving takes a token of a fresh sign-in. */
  stepUp: z.literal(true).optional(),
  heldBy: z.string().optional(),
  redeemBy: z.string().optional(),
  undoUntil: z.string().optional(),
  decidedBy: person.optional(),
  decidedAt: z.string().optional(),
  endedAt: z.string().optional(),
  reason: z.string().optional(),
  preset: z.string().optional(),
  facts: z.json().optional(),
  arguments: z.record(z.string(), z.json()).optional(),
  justification: z.string().optional(),
  /** Of a change of the policy. */
  title: z.string().optional(),
  files: tenantFiles.optional(),
  /** The tenant's files that were in force when it was proposed. */
  replaced: tenantFiles.optional(),
  figures: figures.optional(),
  /** Of a promotion. */
  fromEnvironment: environment.optional(),
  toEnvironment: environment.optional(),
  fromPhase: phase.optional(),
  toPhase: phase.optional(),
  /** Of wider bounds: as asked for, as they were then, and how much the agent asked for lately. */
  changes: boundsSchema.optional(),
  before: boundsSchema.optional(),
  calls: z.strictObject({ thisWeek: z.number(), lastWeek: z.number() }).optional(),
  /** Of more models for a business group: its list then, what is to come to it (absent: any), and how many agents it had. */
  businessGroup: z.string().optional(),
  models: z.array(z.string()).optional(),
  adds: z.array(z.string()).optional(),
  groupAgents: z.number().optional(),
  /** Of a deviation. */
  from: z.string().optional(),
  what: z.string().optional(),
  owner: z.string().optional(),
  /** Of a standing grant. */
  recipients: z.array(z.string()).optional(),
  amountUpTo: z.string().optional(),
  currency: z.string().optional(),
  onBehalfOf: z.string().optional(),
  ...connectorFields,
  receipt: z.string().optional(),
});

export const redeemedSchema = z.strictObject({
  request: z.string(),
  agentId: z.string(),
  connectorId: z.string(),
  tool: z.string(),
  digest: z.string(),
  approvers: z.array(z.string()),
  redeemed: z.literal(true),
});
