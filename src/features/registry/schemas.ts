import * as z from 'zod';
import {
  agentBounds,
  connectorBounds,
  reasonedScopes,
  useCase,
} from './domain/bounds/boundFields.ts';
import {
  environment,
  escalationStep,
  label,
  line,
  registryId,
  systemClass,
  tier,
  tools,
} from './domain/fields.ts';
import { GATHERED } from './domain/watch/templates.ts';

const personName = z
  .string()
  .trim()
  .min(1, 'name a person by user principal name or object id')
  .max(200);

export const agentSchema = z.strictObject({
  id: registryId,
  displayName: line(100),
  platform: z.enum(['copilot', 'copilotStudio', 'foundry', 'thirdParty']),
  environment,
  phase: z.enum(['pilot', 'department', 'enterprise']),
  department: line(100),
  businessOwner: personName,
  technicalOwner: personName,
  backupOwner: personName.optional(),
  escalationPath: z
    .array(escalationStep)
    .max(2)
    .refine((steps) => new Set(steps).size === steps.length, 'each step once')
    .optional(),
  capabilities: z
    .array(
      z.strictObject({
        connectorId: registryId,
        tier,
        reason: line(300),
        /** Read-only: until when a raised tier counts. */
        until: z.iso.datetime({ offset: true }).optional(),
      }),
    )
    .max(50)
    .refine(
      (list) => new Set(list.map(({ connectorId }) => connectorId)).size === list.length,
      'one capability a connector',
    ),
  useCase,
  version: line(50),
  ...agentBounds,
  status: z.enum(['active', 'paused', 'retired']).optional(),
  /** Read-only: whose place nobody has taken. */
  ownerless: z.array(z.enum(['business', 'technical', 'backup'])).optional(),
  /** Read-only: of what it has gathered more than the template of its phase. */
  aboveTemplate: z.array(z.enum(GATHERED)).optional(),
  /** Read-only: what other platforms say of it. */
  reported: z
    .array(
      z.strictObject({
        source: z.string(),
        version: z.string().optional(),
        lastActive: z.iso.datetime().optional(),
      }),
    )
    .optional(),
});

export const connectorStatus = z.enum(['approved', 'probation', 'rejected', 'revoked']);

export const connectorSchema = z.strictObject({
  id: registryId,
  displayName: line(100),
  status: connectorStatus,
  environments: z.array(environment).max(3),
  tierCeiling: tier,
  labels: z.array(label).max(4),
  systemClass,
  tools,
  probationEnds: z.iso.datetime({ offset: true }).optional(),
  ...connectorBounds,
});

/** A connector as somebody lists it. */
export const listedConnector = connectorSchema.extend({ scopes: reasonedScopes.exactOptional() });

/** What a list of agents shows beside the records: taken back as it came, and not written. */
const listedAgent = agentSchema.extend({
  activity: z.unknown().optional(),
  changedAt: z.unknown().optional(),
});

export const importSchema = z.strictObject({
  agents: z.array(listedAgent).max(10_000).default([]),
  connectors: z
    .array(
      listedConnector.extend({ agents: z.unknown().optional(), activity: z.unknown().optional() }),
    )
    .max(10_000)
    .default([]),
});

const counts = z.strictObject({ added: z.number(), narrowed: z.number(), unchanged: z.number() });
export const importedSchema = z.strictObject({ agents: counts, connectors: counts });

const foreseen = z.strictObject({
  added: z.number(),
  narrowed: z.number(),
  unchanged: z.number(),
  refused: z.number(),
});
export const previewSchema = z.strictObject({
  preview: z.literal(true),
  agents: foreseen,
  connectors: foreseen,
  changes: z.array(
    z.strictObject({
      kind: z.enum(['agent', 'connector']),
      id: z.string(),
      change: z.enum(['refused', 'narrowed', 'added', 'unchanged']),
      path: z.string(),
      fields: z.array(z.string()).optional(),
      because: z.string().optional(),
    }),
  ),
  more: z.number(),
});
