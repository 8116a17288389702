import * as z from 'zod';
import { isoDuration } from '../../../kernel/duration.ts';
import { DAY, type Instant, parseInstant } from '../../../kernel/instant.ts';
import { standard } from '../../exceptions/domain/events.ts';
import { isAmount, isCurrency } from '../../grants/domain/amount.ts';
import { tenantFiles, tenantPatch } from '../../policy/domain/files.ts';
import {
  AGENT_BOUNDS,
  CONNECTOR_BOUNDS,
  namesOfBounds,
  TEMPORARY_BOUNDS,
} from '../../registry/domain/bounds/boundChanges.ts';
import {
  boundsSchema,
  connectorBounds,
  dataClassification,
  reasonedScopes,
} from '../../registry/domain/bounds/boundFields.ts';
import {
  environment,
  line,
  phase,
  registryId,
  systemClass,
  tier,
  tools,
} from '../../registry/domain/fields.ts';
import { boundsInWords } from '../../registry/domain/words.ts';
import { isExactRecipient } from '../kinds/standingGrant.ts';
import { scopesUnsaid } from './connectorScopes.ts';
import { type ModelListAsk, modelListAsk } from './modelListAsk.ts';

const text = (max: number) => z.string().min(1).max(max);

const actionAsk = z.strictObject({
  kind: z.literal('outboundAction'),
  agentId: text(64),
  connectorId: text(64),
  tool: text(128),
  arguments: z.record(z.string(), z.json()),
  justification: z.string().max(4_000).optional(),
  onBehalfOf: text(200).optional(),
});

/** One of the four parts that every request for a connector has. */
const part = line(4_000);
const names = z.array(line(200)).max(50);

export const connectorAsk = z
  .strictObject({
    kind: z.literal('connector'),
    connectorId: registryId,
    displayName: line(100),
    vendor: line(100).exactOptional(),
    systemClass,
    dataDomains: names,
    scopes: names,
    /** How far they reach. */
    scopeLevel: connectorBounds.scopeLevel,
    /** Why the scopes reach whole mailboxes or the whole tenant, or why there are none. */
    scopeReason: line(500).exactOptional(),
    connection: z.enum(['projectScoped', 'shared']),
    /** Claims: each counts as `write`, irreversible, until an admin confirms it. */
    tools,
    businessJustification: part,
    securityNotes: part,
    dataClassification,
    rollbackPlan: part,
    /** The agent that is to use it. */
    requestedFor: registryId,
    environment,
  })
  .superRefine((ask, context) => {
    const unsaid = scopesUnsaid(ask);
    if (unsaid) context.addIssue({ code: 'custom', path: [unsaid.path], message: unsaid.message });
  });

/** The longest that a tier is raised at a time. */
const MOST_MS = 90 * DAY;
export const DEFAULT_FOR = 'P30D';

export const tierAsk = z.strictObject({
  kind: z.literal('tierEscalation'),
  agentId: registryId,
  connectorId: registryId,
  toTier: tier,
  for: z
    .string()
    .max(40)
    .refine(
      (duration) => inReach(isoDuration(duration)),
      'write an ISO 8601 duration in weeks, days, hours or minutes, such as P30D: at most 90 days',
    )
    .default(DEFAULT_FOR),
  reason: line(2_000),
});

const inReach = (ms: number | undefined): boolean => ms !== undefined && ms > 0 && ms <= MOST_MS;

const moment = (otherwise: string) =>
  z
    .string()
    .max(40)
    .transform((text, context): Instant => {
      const at = parseInstant(text);
      if (at !== undefined) return at;
      context.addIssue(otherwise);
      return z.NEVER;
    });

/** The most that a standing grant names. */
const MOST_RECIPIENTS = 100;

export const grantAsk = z
  .strictObject({
    kind: z.literal('standingGrant'),
    agentId: registryId,
    connectorId: registryId,
    tool: line(128),
    /** Exactly as the tool will be given them; empty where it names nobody. */
    recipients: z
      .array(
        line(320).refine(
          (text) => !/[@*]/.test(text) || isExactRecipient(text),
          'write one whole address, such as emma@fabrikam.example: no domains and no patterns',
        ),
      )
      .max(MOST_RECIPIENTS)
      .refine((all) => new Set(all).size === all.length, 'name everybody once'),
    amountUpTo: z
      .string()
      .refine(isAmount, 'write a decimal string such as "120.50"')
      .exactOptional(),
    currency: z
      .string()
      .refine(isCurrency, 'write three capital letters, such as EUR')
      .exactOptional(),
    until: moment('write a moment such as 2026-12-01T09:00:00Z, at most 30 days from now'),
    justification: line(2_000),
  })
  .refine((ask) => (ask.amountUpTo === undefined) === (ask.currency === undefined), {
    path: ['currency'],
    message: 'an amount and its currency come together',
  });

export const promotionAsk = z
  .strictObject({
    kind: z.literal('promotion'),
    agentId: registryId,
    toEnvironment: environment.exactOptional(),
    toPhase: phase.exactOptional(),
    reason: line(2_000),
    rollbackPlan: line(2_000),
  })
  .refine((ask) => ask.toEnvironment !== undefined || ask.toPhase !== undefined, {
    path: ['toEnvironment'],
    message: 'say where to: an environment, a phase, or both',
  });

const duration = z
  .string()
  .max(40)
  .refine(
    (text) => inReach(isoDuration(text)),
    'write an ISO 8601 duration in weeks, days, hours or minutes, such as P7D: at most 90 days',
  );

/** Why these changes cannot be asked for; undefined: as far as their shape goes, they can. */
function unaskable(ask: {
  readonly connectorId?: string;
  readonly changes: z.output<typeof boundsSchema>;
  readonly for?: string;
}): { readonly path: string; readonly message: string } | undefined {
  const names = namesOfBounds(ask.changes);
  const fitting: readonly string[] =
    ask.connectorId === undefined ? AGENT_BOUNDS : CONNECTOR_BOUNDS;
  if (names.length === 0) return { path: 'changes', message: 'name what is to become wider' };
  const empty = names.find((name) => JSON.stringify(ask.changes[name]) === '{}');
  if (empty) return { path: 'changes', message: `say how wide ${boundsInWords([empty])} is to be` };
  const strange = names.filter((name) => !fitting.includes(name));
  if (strange.length > 0)
    return {
      path: 'changes',
      message:
        ask.connectorId === undefined
          ? `${boundsInWords(strange)}: a connector has that; name the connector`
          : `${boundsInWords(strange)}: an agent has that; leave the connector out`,
    };
  const isBrief =
    ask.connectorId === undefined && names.every((name) => TEMPORARY_BOUNDS.includes(name));
  return ask.for === undefined || isBrief
    ? undefined
    : { path: 'for', message: `for a while only ${boundsInWords(TEMPORARY_BOUNDS)} of an agent` };
}

export const boundsAsk = z
  .strictObject({
    kind: z.literal('boundsChange'),
    /** For whom: its owner answers. */
    agentId: registryId,
    /** Where the bounds are those of one of its connectors. */
    connectorId: registryId.exactOptional(),
    /** Only what becomes wider, each bound whole, as the record would write it. */
    changes: boundsSchema.extend({ scopes: reasonedScopes.exactOptional() }),
    /** Absent: until somebody narrows it. */
    for: duration.exactOptional(),
    reason: line(2_000),
  })
  .superRefine((ask, context) => {
    const wrong = unaskable(ask);
    if (wrong) context.addIssue({ code: 'custom', path: [wrong.path], message: wrong.message });
  });

export const deviationAsk = z.strictObject({
  kind: z.literal('deviation'),
  agentId: registryId,
  /** Where it is about one of the agent's connectors. */
  connectorId: registryId.exactOptional(),
  /** The standard that it differs from. */
  from: standard,
  what: line(500),
  why: line(2_000),
  /** Who answers for it: object id or user principal name. */
  owner: line(320),
  until: moment('write a moment such as 2026-12-01T09:00:00Z, at most 90 days from now'),
});

export const policyAsk = z
  .strictObject({
    kind: z.literal('policyChange'),
    title: line(120),
    justification: line(4_000),
    files: tenantFiles.optional(),
    patch: tenantPatch.optional(),
  })
  .refine(({ files, patch }) => (files === undefined) !== (patch === undefined), {
    path: ['files'],
    message: 'send all files of the tenant as files, or what is different as patch',
  });

export const askSchema = z.discriminatedUnion('kind', [
  actionAsk,
  connectorAsk,
  tierAsk,
  grantAsk,
  promotionAsk,
  boundsAsk,
  deviationAsk,
  policyAsk,
  modelListAsk,
]);

export type ActionAsk = z.output<typeof actionAsk>;
export type ConnectorAsk = z.output<typeof connectorAsk>;
export type TierAsk = z.output<typeof tierAsk>;
export type GrantAsk = z.output<typeof grantAsk>;
export type PromotionAsk = z.output<typeof promotionAsk>;
export type BoundsAsk = z.output<typeof boundsAsk>;
export type DeviationAsk = z.output<typeof deviationAsk>;
export type PolicyAsk = z.output<typeof policyAsk>;
/** A question about what an agent may do at all. */
export type RightAsk =
  | BoundsAsk
  | ConnectorAsk
  | TierAsk
  | GrantAsk
  | PromotionAsk
  | DeviationAsk
  | ModelListAsk;

/** What a connector was asked for with, as a request shows it. */
export const connectorFields = {
  requestedFor: z.string().optional(),
  displayName: z.string().optional(),
  vendor: z.string().optional(),
  systemClass: z.string().optional(),
  dataDomains: z.array(z.string()).optional(),
  scopes: z.array(z.string()).optional(),
  scopeLevel: z.string().optional(),
  scopeReason: z.string().optional(),
  connection: z.string().optional(),
  tools: tools.optional(),
  businessJustification: z.string().optional(),
  securityNotes: z.string().optional(),
  dataClassification: dataClassification.optional(),
  rollbackPlan: z.string().optional(),
};
