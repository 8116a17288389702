import type { Reads, View } from '../../../kernel/ledger.ts';
import { registryId } from '../../registry/domain/fields.ts';
import { openRequests } from '../domain/entity.ts';
import { agentKey, agentPrefix } from '../domain/rows.ts';
import type { Chunks } from './byNumber.ts';
import { statesOf } from './statesOf.ts';

/**
 * The requests about one agent, the newest first, from its index; undefined where some are older than the index and nobody has
 * rebuilt the rows.
 */
export function ofAgent(
  reads: Reads,
  view: View,
  { agentId, size }: { readonly agentId: string; readonly size: number },
): Chunks | undefined {
  if (!registryId.safeParse(agentId).success) return undefined; // no row key can hold what is no id
  const open = view.get(openRequests, agentId);
  if (open !== undefined && open.listed === undefined) return undefined;
  return async (after) => {
    const page = await reads.rows(agentPrefix(agentId), {
      limit: size,
      ...(after !== undefined && { after: agentKey(agentId, after) }),
    });
    const ids = page.items
      .map(({ value }) => value['request'])
      .filter((id) => typeof id === 'string');
    const [items, last] = [await statesOf(reads, ids), ids.at(-1)];
    return page.next === undefined || last === undefined ? { items } : { items, next: last };
  };
}
