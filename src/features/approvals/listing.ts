import * as z from 'zod';
import type { Page } from '../../kernel/ledger.ts';
import type { Success } from '../../kernel/route.ts';
import type { ApprovalsDeps } from './deps.ts';
import { requests } from './domain/entity.ts';
import { requestIn, SEATS } from './domain/rows.ts';
import type { RequestState } from './domain/state.ts';
import { touchedBy } from './domain/touched.ts';
import { requestIdSchema } from './schemas.ts';
import { maySee, type Reader, showRequest, statusNow } from './show.ts';

export const listSchema = z.strictObject({
  status: z
    .enum([
      'pending',
      'approved',
      'rejected',
      'expired',
      'withdrawn',
      'redeemed',
      'lapsed',
      'undone',
      'void',
    ])
    .optional(),
  agentId: z.string().min(1).max(64).optional(),
  kind: z.enum(['outboundAction', 'connector', 'tierEscalation']).optional(),
  after: requestIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

type Query = z.infer<typeof listSchema>;

/** States read at a time, and at most for one answer: a page may be short, and `next` goes on where it ended. */
const CHUNK = 200;
const MOST_READ = 2_000;
/** Rows of the seats' index read at a time. */
const INDEX_PAGE = 1_000;

/** One page of the requests that fit the query and that this reader may see. */
export async function listRequests(
  deps: ApprovalsDeps,
  query: Query,
  reader: Reader,
): Promise<Success<{ items: Record<string, unknown>[] }>> {
  const view = await deps.ledger.view();
  const chunkAfter = query.status === 'pending' ? await pendingOnes(deps) : allOnes(deps);
  const found: RequestState[] = [];
  let after = query.after;
  for (let read = 0; read < MOST_READ; read += CHUNK) {
    const page = await chunkAfter(after);
    for (const [id, state] of page.items) {
      if (fits(deps, state, query, view) && maySee(deps, state, reader, view)) found.push(state);
      after = id;
      if (found.length === query.limit)
        return answer(
          deps,
          found,
          reader,
          page.next !== undefined || id !== page.items.at(-1)?.[0] ? after : undefined,
        );
    }
    if (page.next === undefined) return answer(deps, found, reader, undefined);
  }
  return answer(deps, found, reader, after);
}

/** The next requests after one of them, in the order of their keys. */
type Chunks = (after: string | undefined) => Promise<Page<readonly [string, RequestState]>>;

const allOnes =
  ({ ledger }: ApprovalsDeps): Chunks =>
  (after) =>
    ledger.reads.list(requests, { limit: CHUNK, ...(after !== undefined && { after }) });

/** What waits for somebody, from the seats' index: it grows with open work, and not with all there ever was. */
async function pendingOnes({ ledger: { reads } }: ApprovalsDeps): Promise<Chunks> {
  const waiting = new Set<string>();
  for (let after: string | undefined, isMore = true; isMore; ) {
    const page = await reads.rows(SEATS, {
      limit: INDEX_PAGE,
      ...(after !== undefined && { after }),
    });
    for (const { key } of page.items) waiting.add(requestIn(key));
    after = page.next;
    isMore = after !== undefined;
  }
  const ids = [...waiting].toSorted();
  return async (after = '') => {
    const next = ids.filter((id) => id > after).slice(0, CHUNK);
    const states = await Promise.all(next.map((id) => reads.get(requests, id)));
    const items = next.flatMap((id, i): [string, RequestState][] => {
      const state = states[i];
      return state === undefined ? [] : [[id, state]];
    });
    const last = next.at(-1);
    return last === undefined || last === ids.at(-1) ? { items } : { items, next: last };
  };
}

type View = Awaited<ReturnType<ApprovalsDeps['ledger']['view']>>;

function fits(
  deps: ApprovalsDeps,
  state: RequestState,
  { status, agentId, kind }: Query,
  view: View,
): boolean {
  if (agentId !== undefined && state.agentId !== agentId) return false;
  if (kind !== undefined && state.kind !== kind) return false;
  return (
    status === undefined ||
    statusNow(state, deps.clock.now(), deps.hits(view, touchedBy(state))) === status
  );
}

async function answer(
  deps: ApprovalsDeps,
  found: readonly RequestState[],
  reader: Reader,
  next: string | undefined,
): Promise<Success<{ items: Record<string, unknown>[] }>> {
  const items = await Promise.all(found.map((state) => showRequest(deps, state, reader)));
  return { status: 200, body: { items }, ...(next !== undefined && { next }) };
}
