import * as z from 'zod';
import { registryId } from '../domain/fields.ts';

export const paged = z.strictObject({
  after: registryId.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

/** One page of what is wanted among things in order, and the id that the next one begins after. */
export function pageOf<S>(
  all: Iterable<readonly [string, S]>,
  isWanted: (one: readonly [string, S]) => boolean,
  { limit }: { readonly limit: number },
): { items: (readonly [string, S])[]; next?: string } {
  const items: (readonly [string, S])[] = [];
  for (const one of all) {
    if (!isWanted(one)) continue;
    const last = items.at(-1);
    if (items.length === limit && last !== undefined) return { items, next: last[0] };
    items.push(one);
  }
  return { items };
}
