import type * as z from 'zod';
import { Fault } from '../../kernel/faults.ts';
import { type FoundAgent, NotRead } from '../../kernel/inventorySource.ts';
import type { Credential } from './credential.ts';
import { LIMITS, type Limits, type Rest, restOf } from './rest.ts';

/** What the inventories of Azure's platforms are read with. */
export interface InventoryOptions {
  readonly credential: Credential;
  /** For tests. */
  readonly limits?: Limits;
}

/** One list of a platform: where it begins, how its pages are read, and where the next one is. */
export interface PlatformList<T> {
  /** What people call the place. */
  readonly place: string;
  /** What the access token is for. */
  readonly scope: string;
  readonly first: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly page: z.ZodType<T>;
  readonly agents: (page: T) => readonly FoundAgent[];
  readonly next: (page: T) => URL | undefined;
}

const MAX_PAGES = 100;
/** For a whole list; a page of it has the patience of one call. */
const BUDGET_MS = 15_000;

/** A list of agents, whole or not at all. No page is read from another host than the one that was configured. */
export function placeInAzure<T>(list: PlatformList<T>, options: InventoryOptions) {
  const { credential, limits = LIMITS } = options;
  const rest = restOf({ credential, scope: list.scope, fault: 'directory-unavailable', limits });
  return {
    place: list.place,
    async read(): Promise<readonly FoundAgent[]> {
      const until = performance.now() + BUDGET_MS;
      const found: FoundAgent[] = [];
      let url: URL | undefined = list.first;
      for (let pages = 0; url !== undefined; pages += 1) {
        if (pages === MAX_PAGES) throw new NotRead('odd', 'the list is far too long');
        if (performance.now() > until) throw new NotRead('silent', 'the list takes too long');
        const page: T = await pageAt(url, list, rest);
        found.push(...list.agents(page));
        url = list.next(page);
        if (url !== undefined && url.origin !== list.first.origin)
          throw new NotRead('odd', 'the next page is on another host');
      }
      return found;
    },
  };
}

async function pageAt<T>(
  url: URL,
  { headers = {}, page }: PlatformList<T>,
  rest: Rest,
): Promise<T> {
  const { status, text } = await answered(rest, url, headers);
  if (status === 401 || status === 403) throw new NotRead('refused', `status ${status}`);
  if (status !== 200) throw new NotRead('odd', `status ${status}`);
  const read = page.safeParse(jsonIn(text));
  if (read.success) return read.data;
  throw new NotRead('odd', 'the answer has another form', read.error);
}

async function answered(rest: Rest, url: URL, headers: Readonly<Record<string, string>>) {
  try {
    return await rest({
      method: 'GET',
      url: url.href,
      headers: { accept: 'application/json', ...headers },
      patient: true,
    });
  } catch (error) {
    throw new NotRead('silent', error instanceof Fault ? error.message : 'no answer', error);
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
