import * as z from 'zod';

const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Ids of agents and connectors: what a chat command, a row key and an address can all hold. */
export const registryId = z
  .string()
  .regex(
    ID,
    'use 1 to 64 lower-case letters, digits, dots, hyphens or underscores, beginning with a letter or digit',
  );

const line = (max: number) => z.string().trim().min(1, 'must not be empty').max(max);
const personName = z
  .string()
  .trim()
  .min(1, 'name a person by user principal name or object id')
  .max(200);
const tier = z.enum(['readOnly', 'draftOnly', 'delegatedAction']);
const environment = z.enum(['dev', 'pilot', 'production']);
const argumentNames = z.array(z.string().min(1).max(100)).max(50);

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
  capabilities: z
    .array(z.strictObject({ connectorId: registryId, tier, reason: line(300) }))
    .max(50)
    .refine(
      (list) => new Set(list.map(({ connectorId }) => connectorId)).size === list.length,
      'one capability a connector',
    ),
  useCase: z.strictObject({ outcome: line(500), successMetric: line(500), failureMode: line(500) }),
  version: line(50),
  identities: z.array(z.guid('must be the object id of a service principal')).max(20).optional(),
  status: z.enum(['active', 'paused', 'retired']).optional(),
});

const toolSchema = z.strictObject({
  name: line(128),
  effect: z.enum(['read', 'draft', 'write', 'send']),
  recipientArguments: argumentNames.optional(),
  amountArgument: z.string().min(1).max(100).optional(),
  referenceArguments: argumentNames.optional(),
  reversible: z.boolean().optional(),
  dispatch: z
    .strictObject({
      toolArgument: z.string().min(1).max(100),
      argumentsArgument: z.string().min(1).max(100),
    })
    .optional(),
});

export const connectorSchema = z.strictObject({
  id: registryId,
  displayName: line(100),
  status: z.enum(['approved', 'probation', 'rejected', 'revoked']),
  environments: z.array(environment).max(3),
  tierCeiling: tier,
  labels: z.array(z.enum(['public', 'general', 'confidential', 'highlyConfidential'])).max(4),
  systemClass: z.enum([
    'mail',
    'chat',
    'files',
    'calendar',
    'finance',
    'crm',
    'ticketing',
    'knowledge',
    'web',
    'other',
  ]),
  tools: z
    .array(toolSchema)
    .max(300)
    .refine(
      (list) => new Set(list.map(({ name }) => name)).size === list.length,
      'one entry a tool name',
    ),
  probationEnds: z.iso.datetime({ offset: true }).optional(),
});

export const importSchema = z.strictObject({
  agents: z.array(agentSchema).max(5000).default([]),
  connectors: z.array(connectorSchema).max(5000).default([]),
});

const counts = z.strictObject({ added: z.number(), narrowed: z.number(), unchanged: z.number() });
export const importedSchema = z.strictObject({ agents: counts, connectors: counts });

/** What `data` of the registry's events holds. */
const people = z.strictObject({
  business: z.guid(),
  technical: z.guid(),
  backup: z.guid().optional(),
});
const agentData = z.strictObject({ agent: agentSchema.omit({ status: true }), people });
const connectorData = z.strictObject({ connector: connectorSchema });
export const registryEventSchemas = {
  'agent-imported': agentData,
  'agent-changed': agentData,
  'connector-imported': connectorData,
  'connector-changed': connectorData,
};
