import * as z from 'zod';
import { boundsSchema } from './domain/bounds/boundFields.ts';
import type { RegistryEventType } from './domain/events.ts';
import { escalationStep } from './domain/fields.ts';
import { agentSchema, connectorSchema } from './schemas.ts';

const people = z.strictObject({
  business: z.guid(),
  technical: z.guid(),
  backup: z.guid().optional(),
  escalation: z.array(escalationStep).optional(),
});
const agentData = { agent: agentSchema.omit({ status: true, ownerless: true }), people };
const connectorData = z.strictObject({ connector: connectorSchema });

const text = z.string();
const instant = z.iso.datetime();
const tier = z.enum(['readOnly', 'draftOnly', 'delegatedAction']);
const environment = z.enum(['dev', 'pilot', 'production']);
const requests = z.array(text);

const actor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['person', 'agent', 'gateway', 'source']), id: text }),
  z.strictObject({ kind: z.literal('system') }),
]);

const verified = z
  .strictObject({
    logLevel: z.enum(['judged', 'whole']),
    tierCeiling: tier,
    environments: z.array(environment),
    mailboxWideScopes: z.int().nonnegative(),
  })
  .exactOptional();

const reviewed = z.strictObject({
  connector: connectorSchema,
  request: text.optional(),
  requester: actor.optional(),
  confirmedBy: z.guid().optional(),
  confirmed: z.array(text),
  verified,
});

const granted = { agentId: text, connectorId: text, tier, request: text };

const rebound = {
  agentId: text,
  changes: boundsSchema,
  from: boundsSchema,
  reason: text,
  request: text,
};

const of = <K extends string>(...kinds: readonly K[]) => ({ kind: z.enum(kinds) });
const news = z.discriminatedUnion('kind', [
  z.strictObject(of('unlisted', 'probation', 'finance', 'probationEnded')),
  z.strictObject({ ...of('environments'), gone: z.array(environment) }),
  z.strictObject({ ...of('ceiling'), to: tier }),
  z.strictObject({ ...of('tools'), gone: z.array(text), other: z.array(text) }),
  z.strictObject({ ...of('bounds'), names: z.array(text) }),
  z.strictObject({ ...of('again'), until: instant.exactOptional() }),
]);

/** Event type → schema of its data: the registry's part of the closed list. */
export const registryEventSchemas: Readonly<Record<RegistryEventType, z.ZodType>> = {
  'agent-imported': z.strictObject(agentData),
  'agent-changed': z.strictObject({
    ...agentData,
    endsRaises: z.array(text).optional(),
    endsBounds: requests.optional(),
  }),
  'rights-settled': z.strictObject({
    agentId: text,
    ended: requests,
    expired: text.exactOptional(),
  }),
  'handover-settled': z.strictObject({ agentId: text, told: z.array(z.guid()) }),
  'connector-imported': connectorData,
  'connector-changed': connectorData,
  'connector-put-on-probation': reviewed,
  'connector-promoted': reviewed,
  'connector-widened': reviewed,
  'connector-rejected': z.strictObject({ connector: connectorSchema, request: text }),
  'connector-revoked': z.strictObject({ connectorId: text, reason: text }),
  'revocation-settled': z.strictObject({ connectorId: text, ended: requests }),
  'connector-owners-found': z.strictObject({
    connectorId: text,
    notice: text,
    news: z.array(news),
    owners: z.array(z.strictObject({ person: z.guid(), agents: z.array(text), more: z.int() })),
    done: z.boolean(),
  }),
  'connector-owners-told': z.strictObject({
    connectorId: text,
    notice: text,
    after: text,
    told: z.int().nonnegative(),
    done: z.boolean(),
  }),
  'probation-ended': z.strictObject({
    connectorId: text,
    ends: instant,
    asked: z.array(z.guid()),
  }),
  'probation-extended': z.strictObject({ connectorId: text, until: instant, verified }),
  'probation-card-delivered': z.strictObject({
    connectorId: text,
    person: z.guid(),
    activityId: text,
    shows: z.enum(['question', 'decision']),
    hash: text,
  }),
  'probation-card-abandoned': z.strictObject({
    connectorId: text,
    person: z.guid(),
    status: z.int(),
  }),
  'capability-granted': z.strictObject({ ...granted, reason: text }),
  'agent-promoted': z.strictObject({
    agentId: text,
    environment,
    phase: z.enum(['pilot', 'department', 'enterprise']),
    request: text,
    rollbackPlan: text,
  }),
  'agent-bounds-changed': z.strictObject({ ...rebound, until: instant.optional() }),
  'agent-bounds-ended': z.strictObject({ agentId: text, request: text, changes: boundsSchema }),
  'connector-bounds-changed': z.strictObject({ ...rebound, connectorId: text }),
  'tier-raised': z.strictObject({ ...granted, until: instant, reason: text }),
  'tier-ended': z.strictObject({ ...granted, ended: requests }),
};
