import type { ScopeLevel } from '../../registry/domain/bounds.ts';
import type { SystemClass } from '../../registry/domain/model.ts';
import { isMailboxWide, isTenantWide } from '../../registry/domain/scopes.ts';

/** As far as a request for a connector says how far it reaches. */
export interface Reach {
  readonly systemClass: SystemClass;
  readonly dataDomains: readonly string[];
  readonly scopes: readonly string[];
  readonly scopeLevel?: ScopeLevel;
  readonly scopeReason?: string;
}

/** Systems that hold people's own content: without a scope everything in them is meant. */
const HOLDS_CONTENT: readonly SystemClass[] = ['mail', 'chat', 'files', 'calendar', 'knowledge'];
const WIDE_LEVELS: readonly ScopeLevel[] = ['subscription', 'tenant'];

const isWide = (name: string): boolean => isMailboxWide({ name }) || isTenantWide(name);

/** What a request has to say about its scopes before anybody is asked; undefined: it says enough. */
export function scopesUnsaid(
  reach: Reach,
): { readonly path: string; readonly message: string } | undefined {
  if (reach.scopeReason !== undefined) return undefined;
  const wide = reach.scopes.filter(isWide);
  if (wide.length > 0)
    return {
      path: 'scopeReason',
      message: `${wide.join(', ')}: this reaches whole mailboxes, or everything of its kind in the tenant. Ask for a narrower scope (one group, site or library), or say in scopeReason why it has to be so wide`,
    };
  if (reach.scopeLevel !== undefined)
    return WIDE_LEVELS.includes(reach.scopeLevel)
      ? {
          path: 'scopeReason',
          message: `the level ${reach.scopeLevel} reaches everything there is: choose a narrower one, or say in scopeReason why it has to be so wide`,
        }
      : undefined;
  const reaches = reach.dataDomains.length > 0 || HOLDS_CONTENT.includes(reach.systemClass);
  return reaches && reach.scopes.length === 0
    ? {
        path: 'scopes',
        message:
          'name the scopes that bound what it reaches (a group, site, library or label), or say in scopeReason why there are none',
      }
    : undefined;
}
