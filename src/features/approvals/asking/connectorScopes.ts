import type { ScopeLevel } from '../../registry/domain/bounds/bounds.ts';

/** As far as a request for a connector says how far it reaches. */
export interface Reach {
  readonly dataDomains: readonly string[];
  readonly scopes: readonly string[];
  readonly scopeLevel?: ScopeLevel;
  readonly scopeReason?: string;
}

const WIDE_LEVELS: readonly ScopeLevel[] = ['subscription', 'tenant'];

/**
 * What a request has to say about its scopes before anybody is asked; undefined: it says enough. A scope whose name reaches
 * far is asked for with the justification that every request has, and the card says how far it reaches.
 */
export function scopesUnsaid({
  dataDomains,
  scopes,
  scopeLevel,
  scopeReason,
}: Reach): { readonly path: string; readonly message: string } | undefined {
  if (scopeReason !== undefined) return undefined;
  if (scopeLevel !== undefined && WIDE_LEVELS.includes(scopeLevel))
    return {
      path: 'scopeReason',
      message: `the level ${scopeLevel} reaches everything there is: choose a narrower one, or say in scopeReason why it has to be so wide`,
    };
  return scopeLevel === undefined && scopes.length === 0 && dataDomains.length > 0
    ? {
        path: 'scopes',
        message:
          'name the scopes that bound what it reaches (a group, site, library or label), or say in scopeReason why there are none',
      }
    : undefined;
}
