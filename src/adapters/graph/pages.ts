import * as z from 'zod';
import type { AskGraph } from './graph.ts';

const MAX_PAGES = 100;

/** Every entry of a list of Graph's, page after page. Throws where a page is odd, there are too many, or one is elsewhere. */
export async function allPages<T>(
  ask: AskGraph,
  {
    path,
    origin,
    entry,
  }: { readonly path: string; readonly origin: string; readonly entry: z.ZodType<T> },
): Promise<readonly T[]> {
  const page = z.object({ value: z.array(entry), '@odata.nextLink': z.url().optional() });
  const found: T[] = [];
  let next: string | undefined = path;
  for (let pages = 0; next !== undefined; pages += 1) {
    if (pages === MAX_PAGES) throw new TypeError('the list is far too long');
    const answer = page.parse(await ask({ path: next, headers: { 'odata-version': '4.0' } }));
    found.push(...answer.value);
    next = answer['@odata.nextLink'];
    if (next !== undefined && new URL(next).origin !== origin)
      throw new TypeError('Graph sends on to another host');
  }
  return found;
}
