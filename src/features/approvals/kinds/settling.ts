import { isBefore } from '../../../kernel/instant.ts';
import { isExpiryOpen } from '../../registry/domain/expiry.ts';
import type { Context } from '../domain/commands.ts';
import type { RefusalOf } from '../domain/refusals.ts';
import type { RequestState } from '../domain/state.ts';

/** Kinds that may give back what was taken away. */
const GIVES_BACK: readonly RequestState['kind'][] = [
  'connector',
  'tierEscalation',
  'promotion',
  'boundsChange',
];

/**
 * Why a right is not given yet: what was taken from the agent or the connector, and what rested on that, is still being
 * gone through. Given back too early, it would wake what was to end.
 */
export function settling(
  { kind }: RequestState,
  { agent, connector, now }: Context,
): RefusalOf<'settling'> | undefined {
  if (!GIVES_BACK.includes(kind)) return undefined;
  const isOpen =
    agent?.unsettledSince !== undefined ||
    (agent !== undefined && isExpiryOpen(agent, now)) ||
    connector?.unsettledSince !== undefined ||
    agent?.raises?.some(({ until }) => !isBefore(now, until));
  return isOpen ? { code: 'settling' } : undefined;
}
