import * as z from 'zod';
import { SCOPE_LEVELS } from '../registry/domain/bounds/bounds.ts';
import { environment, label, systemClass, tier } from '../registry/domain/fields.ts';

const name = z.string().max(200);
const audience = z.enum(['internal', 'customer', 'vendor', 'regulator', 'unknown']);

const around = {
  platform: z.enum(['copilot', 'copilotStudio', 'foundry', 'thirdParty']),
  department: name,
  businessGroup: name,
  expired: z.boolean(),
  dataLabels: z.array(label).optional(),
  standing: z.enum(['approved', 'probation', 'probationOver', 'rejected', 'revoked', 'unlisted']),
  reservedFor: name,
  environments: z.array(environment),
  ceiling: tier,
  labels: z.array(label),
  audiences: z.array(audience),
  contentSource: z.enum(['none', 'allowed', 'denied', 'unlisted']),
  mailboxWide: z.boolean(),
  onBehalfOf: z.enum(['none', 'sameDepartment', 'otherDepartment', 'unknown']),
  businessHours: z.enum(['always', 'inside', 'outside']),
  quota: z.enum(['within', 'exceeded']),
  surface: name,
};

const connection = z.enum(['projectScoped', 'shared']);
const scopeLevel = z.enum(SCOPE_LEVELS);
const modelListing = z.enum(['none', 'listed', 'beyondAgent', 'beyondGroup']);

/** What a decision records beside its facts. */
export const surroundingsSchema = z.strictObject({
  ...around,
  connection: connection.optional(),
  scopeLevel: scopeLevel.optional(),
  model: name.optional(),
  modelListing: modelListing.optional(),
});

/** Everything that the policies read about a person's deed, and nothing else. */
export const personInputSchema = z.strictObject({
  does: z.enum(['createAgent', 'publishAgent', 'invokeAgent', 'connectAgent']),
  roles: z.array(z.enum(['admin', 'board', 'security', 'compliance', 'finance'])),
  owner: z.boolean(),
  belongs: around.onBehalfOf,
  agent: name,
  platform: around.platform,
  environment,
  phase: z.enum(['pilot', 'department', 'enterprise']),
  department: name,
  businessGroup: name,
  expired: z.boolean(),
});

/** Everything that the policies read about an action, and nothing else. */
export const policyInputSchema = z.strictObject({
  ...around,
  agent: name,
  connector: name,
  tool: name,
  effect: z.enum(['read', 'draft', 'write', 'send']),
  systemClass,
  environment,
  phase: z.enum(['pilot', 'department', 'enterprise']),
  tier: z.enum(['none', 'readOnly', 'draftOnly', 'delegatedAction']),
  reversible: z.boolean(),
  recipients: z.int().min(0),
  amount: z.string().optional(),
  currency: z.string().optional(),
  uncovered: name,
  connection: z.enum([...connection.options, 'unknown']),
  scopeLevel: z.enum([...SCOPE_LEVELS, 'unknown']),
  model: name,
  modelListing,
});
