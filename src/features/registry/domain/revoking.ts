import type { Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { RegistryEvent } from './events.ts';
import { isListed } from './granting.ts';
import type { ConnectorState } from './model.ts';

export type RevokeRefusal =
  | { readonly code: 'not-admin' }
  | { readonly code: 'unknown-connector' }
  /** It was turned down when it was asked for: there is nothing to take away. */
  | { readonly code: 'never-listed' };

export interface Revoke {
  readonly connector: string;
  readonly reason: string;
  readonly roles: ReadonlySet<Role>;
}

/** Takes a connector from every agent, at any time. One that is revoked already stays so, and nothing is written. */
export function decideRevoke(
  { connector, reason, roles }: Revoke,
  state: ConnectorState | undefined,
): Result<readonly RegistryEvent[], RevokeRefusal> {
  if (!roles.has('admin')) return refuse({ code: 'not-admin' });
  if (state === undefined) return refuse({ code: 'unknown-connector' });
  if (state.record.status === 'revoked') return ok([]);
  return isListed(state.record)
    ? ok([{ type: 'connector-revoked', data: { connectorId: connector, reason } }])
    : refuse({ code: 'never-listed' });
}

/** Why nothing was revoked, as a sentence. */
export function revokeSentence({ code }: RevokeRefusal, connector: string): string {
  switch (code) {
    case 'not-admin':
      return 'Only governance admins revoke connectors.';
    case 'unknown-connector':
      return `No connector ${connector} is listed: type approved for those there are.`;
    case 'never-listed':
      return `The connector ${connector} was turned down when it was asked for, so nothing may be done with it anyway.`;
  }
}
