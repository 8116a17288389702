import * as z from 'zod';
import type { Success } from '../../../kernel/route.ts';
import { registryId } from '../../registry/domain/fields.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { openRequests, requests } from '../domain/entity.ts';
import { agentKey, agentPrefix, requestIn, SEATS } from '../domain/rows.ts';
import { type RequestState, STATUSES } from '../domain/state.ts';
import { touchedBy } from '../domain/touched.ts';
import { requestIdSchema } from '../schemas.ts';
import type { Chunks } from './newest.ts';
import { maySee, type Reader, showRequest, statusNow } from './show.ts';
import { waitingFor } from './waiting.ts';

export const listSchema = z.strictObject({
  status: z.enum(STATUSES).optional(),
  agentId: z.string().min(1).max(64).optional(),
  kind: z
    .enum([
      'outboundAction',
      'connector',
      'tierEscalation',
      'standingGrant',
      'promotion',
      'boundsChange',
      'policyChange',
      'deviation',
    ])
    .optional(),
  /** What waits for the caller's own answer, the most urgent first, on one page. */
  waitsFor: z.literal('me').optional(),
  order: z.enum(['key', 'newest']).default('key'),
  after: requestIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

type Query = z.infer<typeof listSchema>;

/** States read at a time, and at most for one answer: a page may be short, and `next` goes on where it ended. */
const CHUNK = 200;
const MOST_READ = 2_000;
/** Rows of the seats' index read at a time. */
const INDEX_PAGE = 1_000;

export interface ListingDeps extends ApprovalsDeps {
  readonly newest: Chunks;
}

/** One page of the requests that fit the query and that this reader may see. */
export async function listRequests(
  deps: ListingDeps,
  query: Query,
  reader: Reader,
): Promise<Success<{ items: Record<string, unknown>[] }>> {
  if (query.waitsFor === 'me') return waitingOnes(deps, query, reader);
  const view = await deps.ledger.view();
  const chunkAfter = await chunksFor(deps, query);
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

async function chunksFor(deps: ListingDeps, { status, order, agentId }: Query): Promise<Chunks> {
  if (status === 'pending') return pendingOnes(deps, order);
  if (agentId !== undefined && (await isIndexed(deps, agentId)))
    return order === 'newest' ? newestOf(deps, agentId) : onesOf(deps, agentId);
  return order === 'newest' ? deps.newest : allOnes(deps);
}

/** For nobody but people: programs are asked nothing. */
async function waitingOnes(
  deps: ListingDeps,
  query: Query,
  reader: Reader,
): Promise<Success<{ items: Record<string, unknown>[] }>> {
  const { principal, roles } = reader;
  const waiting = principal.kind === 'person' ? await waitingFor(deps, principal.id, roles) : [];
  const view = await deps.ledger.view();
  const found = waiting.map(({ state }) => state).filter((state) => fits(deps, state, query, view));
  return answer(deps, found.slice(0, query.limit), reader, undefined);
}

/** Whether every request about an agent stands in its index: not where some are older than the index and nobody has rebuilt the rows. */
async function isIndexed({ ledger }: ApprovalsDeps, agentId: string): Promise<boolean> {
  if (!registryId.safeParse(agentId).success) return false; // no row key can hold what is no id
  const open = (await ledger.view()).get(openRequests, agentId);
  return open === undefined || open.asked !== undefined;
}

/** The requests about one agent, in the order of their ids. */
const onesOf =
  ({ ledger: { reads } }: ApprovalsDeps, agentId: string): Chunks =>
  async (after) => {
    const page = await reads.rows(agentPrefix(agentId), {
      limit: CHUNK,
      ...(after !== undefined && { after: agentKey(agentId, after) }),
    });
    const items = await statesOf(
      reads,
      page.items.map(({ key }) => requestIn(key)),
    );
    const last = page.items.at(-1);
    return page.next === undefined || last === undefined
      ? { items }
      : { items, next: requestIn(last.key) };
  };

/** The same from the newest on. */
const newestOf = async ({ ledger }: ApprovalsDeps, agentId: string): Promise<Chunks> =>
  chunksOver(ledger.reads, await namedBy(ledger.reads, agentPrefix(agentId)), 'newest');

async function statesOf(
  reads: ApprovalsDeps['ledger']['reads'],
  ids: readonly string[],
): Promise<readonly [string, RequestState][]> {
  const states = await Promise.all(ids.map((id) => reads.get(requests, id)));
  return ids.flatMap((id, i): [string, RequestState][] => {
    const state = states[i];
    return state === undefined ? [] : [[id, state]];
  });
}

const allOnes =
  ({ ledger }: ApprovalsDeps): Chunks =>
  (after) =>
    ledger.reads.list(requests, { limit: CHUNK, ...(after !== undefined && { after }) });

/** What waits for somebody, from the seats' index: it grows with open work, and not with all there ever was. */
const pendingOnes = async ({ ledger }: ApprovalsDeps, order: Query['order']): Promise<Chunks> =>
  chunksOver(ledger.reads, await namedBy(ledger.reads, SEATS), order);

/** The requests that the rows of an index name. */
async function namedBy(
  reads: ApprovalsDeps['ledger']['reads'],
  prefix: string,
): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (let after: string | undefined, isMore = true; isMore; ) {
    const page = await reads.rows(prefix, {
      limit: INDEX_PAGE,
      ...(after !== undefined && { after }),
    });
    for (const { key } of page.items) named.add(requestIn(key));
    after = page.next;
    isMore = after !== undefined;
  }
  return named;
}

function chunksOver(
  reads: ApprovalsDeps['ledger']['reads'],
  named: ReadonlySet<string>,
  order: Query['order'],
): Chunks {
  const ids = [...named].toSorted(order === 'newest' ? newerFirst : undefined);
  return async (after) => {
    // Where a cursor's request has been decided since, the page goes on where it would stand.
    const isPast = (id: string): boolean =>
      after === undefined || (order === 'newest' ? newerFirst(after, id) < 0 : after < id);
    const next = ids.filter(isPast).slice(0, CHUNK);
    const items = await statesOf(reads, next);
    const last = next.at(-1);
    return last === undefined || last === ids.at(-1) ? { items } : { items, next: last };
  };
}

const newerFirst = (a: string, b: string): number => Number(b.slice(3)) - Number(a.slice(3));

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
