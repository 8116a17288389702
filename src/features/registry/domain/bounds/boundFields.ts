import * as z from 'zod';
import { environment, label, line, registryId, sourceName, tier } from '../fields.ts';
import { isMailboxWide } from './scopes.ts';
import { isSourcePattern } from './sources.ts';

const personName = line(200);
const day = z.iso.date('write a day, such as 2026-11-20');
const names = (most: number, max: number) => z.array(line(max)).max(most).readonly();

const distinct = <T extends z.ZodType<readonly unknown[]>>(list: T) =>
  list.refine((all) => new Set(all).size === all.length, 'name each one once');

const pattern = z
  .string()
  .max(500)
  .refine(
    isSourcePattern,
    'write an https address in lower-case host form, or its beginning and *, such as https://contoso.sharepoint.example/*, or the id of a channel or chat in Teams, such as 19:…@thread.tacv2',
  );
const patterns = distinct(z.array(pattern).max(100).readonly());

export const contentSources = z.strictObject({
  allow: patterns.exactOptional(),
  deny: patterns.exactOptional(),
});

const calls = z.int().min(1).max(10_000_000).exactOptional();

/** What the record of an agent may say beside what it must. */
export const agentBounds = {
  identities: z
    .array(z.guid('must be the object id of a service principal'))
    .max(20)
    .readonly()
    .exactOptional(),
  principals: z
    .array(
      z.strictObject({
        objectId: z.guid('must be an object id'),
        kind: z.enum(['servicePrincipal', 'agentIdentity', 'managedIdentity']),
      }),
    )
    .max(20)
    .readonly()
    .exactOptional(),
  listedAs: z
    .array(z.strictObject({ source: sourceName, id: line(200) }))
    .max(20)
    .readonly()
    .exactOptional(),
  businessGroup: line(100).exactOptional(),
  dataLabels: distinct(z.array(label).max(4).readonly()).exactOptional(),
  criticality: z.enum(['low', 'normal', 'high']).exactOptional(),
  retentionClass: z.enum(['short', 'standard', 'extended', 'regulated']).exactOptional(),
  contentSources: contentSources.exactOptional(),
  quota: z.strictObject({ perHour: calls, perDay: calls }).exactOptional(),
  models: distinct(names(50, 100)).exactOptional(),
  sponsor: personName.exactOptional(),
  expires: day.exactOptional(),
  lastReviewed: day.exactOptional(),
  reviewBy: day.exactOptional(),
  threadsStoredIn: line(200).exactOptional(),
  encryptionKeys: z.enum(['customerManaged', 'platformManaged']).exactOptional(),
  platformRoles: z
    .strictObject({
      accountOwner: personName.exactOptional(),
      projectManager: personName.exactOptional(),
      projectUsers: names(50, 200).exactOptional(),
    })
    .exactOptional(),
};

export const useCase = z.strictObject({
  id: registryId.exactOptional(),
  outcome: line(500),
  successMetric: line(500),
  failureMode: line(500),
});

const scope = z.strictObject({
  name: line(200),
  reason: line(500).exactOptional(),
  mailboxWide: z.boolean().exactOptional(),
});

const scopes = z
  .array(scope)
  .max(100)
  .readonly()
  .refine(
    (list) => new Set(list.map(({ name }) => name)).size === list.length,
    'one entry a scope',
  );

/** Scopes as somebody lists them: what reaches whole mailboxes says why. */
export const reasonedScopes = scopes.superRefine((list, context) => {
  for (const [i, one] of list.entries())
    if (isMailboxWide(one) && one.reason === undefined)
      context.addIssue({
        code: 'custom',
        path: [i, 'reason'],
        message: 'this scope reaches whole mailboxes: say in one line why it is needed',
      });
});

/** What data a connector touches. The four questions: a yes to one of them asks the compliance reviewer too. */
export const dataClassification = z.strictObject({
  label,
  confidentialNotes: z.boolean(),
  executiveMailboxes: z.boolean(),
  hrDocuments: z.boolean(),
  legalCorrespondence: z.boolean(),
});

/** What the record of a connector may say beside what it must. */
export const connectorBounds = {
  vendor: line(100).exactOptional(),
  contract: line(300).exactOptional(),
  businessGroup: line(100).exactOptional(),
  scopes: scopes.exactOptional(),
  scopeLevel: z
    .enum(['item', 'library', 'site', 'project', 'resourceGroup', 'subscription', 'tenant'])
    .exactOptional(),
  connection: z.enum(['projectScoped', 'shared']).exactOptional(),
  dataDomains: distinct(names(50, 200)).exactOptional(),
  dataClassification: dataClassification.exactOptional(),
  contentSources: contentSources.exactOptional(),
  brokeredIdentity: z
    .strictObject({
      kind: z.enum(['user', 'agentIdentity', 'managedIdentity', 'servicePrincipal', 'key']),
      userPassthrough: z.boolean(),
      shortLived: z.boolean().exactOptional(),
    })
    .exactOptional(),
};

/** Values of some bounds, each as the record writes it: what a request to widen them names. */
export const boundsSchema = z.strictObject({
  dataLabels: agentBounds.dataLabels,
  contentSources: agentBounds.contentSources,
  quota: agentBounds.quota,
  models: agentBounds.models,
  businessGroup: agentBounds.businessGroup,
  retentionClass: agentBounds.retentionClass,
  criticality: agentBounds.criticality,
  expires: agentBounds.expires,
  identities: agentBounds.identities,
  scopes: connectorBounds.scopes,
  scopeLevel: connectorBounds.scopeLevel,
  labels: distinct(z.array(label).max(4).readonly()).exactOptional(),
  environments: distinct(z.array(environment).max(3).readonly()).exactOptional(),
  dataDomains: connectorBounds.dataDomains,
  dataClassification: connectorBounds.dataClassification,
  connection: connectorBounds.connection,
  brokeredIdentity: connectorBounds.brokeredIdentity,
  vendor: connectorBounds.vendor,
  tierCeiling: tier.exactOptional(),
});
