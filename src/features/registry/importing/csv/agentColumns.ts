import { type Columns, list, number, parts, type Read } from './cells.ts';

/** `mail draftOnly Prepares answers` → a capability. */
const capabilities: Read = (text) =>
  parts(text).map((part) => {
    const [, connectorId, tier, reason] = /^(\S+)\s+(\S+)\s+(.+)$/s.exec(part) ?? [];
    return connectorId === undefined ? part : { connectorId, tier, reason };
  });

/** `servicePrincipal 00000000-…` → a directory object. */
const principals: Read = (text) =>
  parts(text).map((part) => {
    const [kind, objectId, ...rest] = part.split(/\s+/);
    return rest.length > 0 ? part : { kind, objectId };
  });

/** `copilotStudio 00000000-…` → what a source calls the agent. */
const listedAs: Read = (text) =>
  parts(text).map((part) => {
    const [, source, id] = /^(\S+)\s+(.+)$/s.exec(part) ?? [];
    return source === undefined ? part : { source, id };
  });

/** Column → field. Several entries of a cell are divided by lines or `|`. */
export const AGENT_COLUMNS: Columns = {
  id: { field: 'id' },
  displayName: { field: 'displayName' },
  platform: { field: 'platform' },
  environment: { field: 'environment' },
  phase: { field: 'phase' },
  department: { field: 'department' },
  businessOwner: { field: 'businessOwner' },
  technicalOwner: { field: 'technicalOwner' },
  backupOwner: { field: 'backupOwner' },
  escalationPath: { field: 'escalationPath', read: list },
  capabilities: {
    field: 'capabilities',
    read: capabilities,
    form: 'mail draftOnly Prepares answers',
  },
  useCaseId: { field: 'useCase.id' },
  outcome: { field: 'useCase.outcome' },
  successMetric: { field: 'useCase.successMetric' },
  failureMode: { field: 'useCase.failureMode' },
  version: { field: 'version' },
  identities: { field: 'identities', read: list },
  principals: {
    field: 'principals',
    read: principals,
    form: 'servicePrincipal 00000000-0000-4000-8000-0000000000ab',
  },
  listedAs: {
    field: 'listedAs',
    read: listedAs,
    form: 'copilotStudio 00000000-0000-4000-8000-0000000000ab',
  },
  businessGroup: { field: 'businessGroup' },
  dataLabels: { field: 'dataLabels', read: list },
  criticality: { field: 'criticality' },
  retentionClass: { field: 'retentionClass' },
  allowedSources: { field: 'contentSources.allow', read: list },
  deniedSources: { field: 'contentSources.deny', read: list },
  quotaPerHour: { field: 'quota.perHour', read: number },
  quotaPerDay: { field: 'quota.perDay', read: number },
  models: { field: 'models', read: list },
  sponsor: { field: 'sponsor' },
  expires: { field: 'expires' },
  lastReviewed: { field: 'lastReviewed' },
  reviewBy: { field: 'reviewBy' },
  threadsStoredIn: { field: 'threadsStoredIn' },
  encryptionKeys: { field: 'encryptionKeys' },
  accountOwner: { field: 'platformRoles.accountOwner' },
  projectManager: { field: 'platformRoles.projectManager' },
  projectUsers: { field: 'platformRoles.projectUsers', read: list },
};
