import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/people.ts';

/** A file of rules or cases, as it was written. */
export type FileText = { readonly name: string; readonly text: string };

/** Another bundle was put in force: from this event on nothing is allowed by the one before it. */
export type PolicyActivated = {
  readonly type: 'policy-activated';
  readonly data: {
    readonly bundle: string;
    /** The one that it replaces; absent with the first. */
    readonly before?: string;
    readonly policies: number;
    /** The tenant's own files: every server makes the bundle of these and of what it ships with. */
    readonly files: readonly FileText[];
    /** What started it: a server that brought rules nobody had seen before, an admin's order, or the board's decision. */
    readonly how: 'start' | 'reload' | 'adopted';
    readonly reason?: string;
  };
};

/** Which bundle is in force for every server. */
export interface ActivePolicy {
  readonly bundle: string;
  readonly at: Instant;
  readonly by: Actor;
  readonly policies: number;
  readonly files: readonly FileText[];
  /** Those that were in force before, the newest first. */
  readonly former: readonly string[];
}

/** The one id of the one bundle in force. */
export const ACTIVE = 'active';

/** More than servers of one table could still be running. */
const REMEMBERED = 50;

export const isActivated = (event: DomainEvent): event is PolicyActivated =>
  event.type === 'policy-activated';

export const activePolicy: Entity<ActivePolicy, PolicyActivated> = {
  kind: 'policy',
  prefix: 'Y',
  cached: true,
  idsOf: (event) => (event.type === 'policy-activated' ? [ACTIVE] : []),
  evolve: (state, { data, at, by }: Recorded<PolicyActivated>) => ({
    bundle: data.bundle,
    at,
    by,
    policies: data.policies,
    files: data.files,
    former: (state ? [state.bundle, ...state.former] : [])
      .filter((hash) => hash !== data.bundle)
      .slice(0, REMEMBERED),
  }),
  rows: () => [],
};
