import * as z from 'zod';
import { registryId } from './domain/fields.ts';

export const paged = z.strictObject({
  after: registryId.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

/** One page of a map, in id order. */
export function pageOf<S, O>(
  all: ReadonlyMap<string, S>,
  query: { readonly after?: string | undefined; readonly limit: number },
  show: (state: S) => O,
): { items: O[]; next?: string } {
  const ids = [...all.keys()].sort().filter((id) => query.after === undefined || id > query.after);
  const shown = ids.slice(0, query.limit);
  const items = shown.flatMap((id) => {
    const state = all.get(id);
    return state === undefined ? [] : [show(state)];
  });
  const last = shown.at(-1);
  return ids.length > shown.length && last !== undefined ? { items, next: last } : { items };
}
