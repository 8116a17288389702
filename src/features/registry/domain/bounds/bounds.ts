import type { Label } from '../model.ts';

/** How much hangs on an agent, in rising order; one without it counts as `normal`. */
export type Criticality = 'low' | 'normal' | 'high';
export const CRITICALITIES: readonly Criticality[] = ['low', 'normal', 'high'];

/** How long what an agent did, said and was given is kept, in rising order. */
export type RetentionClass = 'short' | 'standard' | 'extended' | 'regulated';
export const RETENTION_CLASSES: readonly RetentionClass[] = [
  'short',
  'standard',
  'extended',
  'regulated',
];

/** Days for which interaction logs, prompt traces and connector metadata are kept; the agent's business owner answers for them. */
export const RETENTION_DAYS: Readonly<Record<RetentionClass, number>> = {
  short: 30,
  standard: 365,
  extended: 3 * 365,
  regulated: 10 * 365,
};

/**
 * Where content may come from and go to: addresses or beginnings of addresses (`sources.ts`). Denied wins; without `allow`
 * everything that is not denied is allowed, and an empty `allow` allows nothing.
 */
export type ContentSources = {
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
};

/** Calls of `authorize` at most. */
export type Quota = { readonly perHour?: number; readonly perDay?: number };

/** A permission that a connector holds, as its vendor names it. */
export type Scope = {
  readonly name: string;
  /** Why it is needed; a mailbox-wide one has none without it. */
  readonly reason?: string;
  /** It reaches whole mailboxes. */
  readonly mailboxWide?: boolean;
};

/** How far a connector's permissions reach, from narrow to wide. */
export type ScopeLevel =
  | 'item'
  | 'library'
  | 'site'
  | 'project'
  | 'resourceGroup'
  | 'subscription'
  | 'tenant';
export const SCOPE_LEVELS: readonly ScopeLevel[] = [
  'item',
  'library',
  'site',
  'project',
  'resourceGroup',
  'subscription',
  'tenant',
];

/** As whom a connector signs in to what lies behind it. */
export type BrokeredIdentity = {
  readonly kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
  /** The person's own rights count behind it. */
  readonly userPassthrough: boolean;
  /** Its credentials live for hours, not months. */
  readonly shortLived?: boolean;
};

/** What data a connector touches. The four questions: a yes to one of them asks the compliance reviewer too. */
export type DataClassification = {
  readonly label: Label;
  readonly confidentialNotes: boolean;
  readonly executiveMailboxes: boolean;
  readonly hrDocuments: boolean;
  readonly legalCorrespondence: boolean;
};

/** A directory object that acts for an agent: what a pause would disable. */
export type AgentPrincipal = {
  readonly objectId: string;
  readonly kind: 'servicePrincipal' | 'agentIdentity' | 'managedIdentity';
};

/** Who has which part in the platform that the agent is built on, as the platform names people. */
export type PlatformRoles = {
  readonly accountOwner?: string;
  readonly projectManager?: string;
  readonly projectUsers?: readonly string[];
};
