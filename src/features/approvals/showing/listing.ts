import * as z from 'zod';
import type { View } from '../../../kernel/ledger.ts';
import { type Problem, problem } from '../../../kernel/problems.ts';
import type { Success } from '../../../kernel/route.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { type RequestState, STATUSES } from '../domain/state.ts';
import { touchedBy } from '../domain/touched.ts';
import { requestIdSchema } from '../schemas.ts';
import type { ByNumber, Chunks } from './byNumber.ts';
import { ofAgent } from './ofAgent.ts';
import { pendingOnes } from './pendingOnes.ts';
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
      'modelList',
      'deviation',
    ])
    .optional(),
  /** What waits for the caller's own answer, the most urgent first, on one page. */
  waitsFor: z.literal('me').optional(),
  /** `due`: the most urgent of those that wait, first. `key` is any order that stays the same. */
  order: z.enum(['key', 'newest', 'oldest', 'due']).default('key'),
  after: requestIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** An order that nothing keeps is refused: a page would have to be made of everything. */
function notKept({ order, status, agentId }: Query): Problem | undefined {
  if (status === 'pending' || order === 'key' || order === 'newest') return undefined;
  const isKept = order === 'oldest' && agentId === undefined;
  return isKept
    ? undefined
    : problem('invalid-body', 'Nothing was listed: correct the fields named in errors.', {
        errors: [
          {
            path: 'order',
            message:
              order === 'due'
                ? 'what has ended is not due any more: ask for status=pending with it'
                : 'the requests about one agent are kept from the newest to the oldest',
          },
        ],
      });
}

type Query = z.infer<typeof listSchema>;

/** States read at a time, and at most for one answer: a page may be short, and `next` goes on where it ended. */
const CHUNK = 200;
const MOST_READ = 2_000;
const LEAST_READ = 50;

export interface ListingDeps extends ApprovalsDeps {
  readonly byNumber: ByNumber;
}

/** One page of the requests that fit the query and that this reader may see. */
export async function listRequests(
  deps: ListingDeps,
  query: Query,
  reader: Reader,
): Promise<Success<{ items: Record<string, unknown>[] }> | Problem> {
  if (query.waitsFor === 'me') return waitingOnes(deps, query, reader);
  const refused = notKept(query);
  if (refused) return refused;
  const view = await deps.ledger.view();
  const chunkAfter = chunksFor(deps, query, view);
  const found: RequestState[] = [];
  let after = query.after;
  for (let read = 0; read < MOST_READ; ) {
    const page = await chunkAfter(after);
    read += Math.max(1, page.items.length);
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

function chunksFor(deps: ListingDeps, query: Query, view: View): Chunks {
  const { reads } = deps.ledger;
  const { status, order, agentId } = query;
  const size = Math.min(CHUNK, Math.max(LEAST_READ, query.limit));
  if (status === 'pending') return pendingOnes(reads, { view, order, agentId, size });
  const ofOne = agentId === undefined ? undefined : ofAgent(reads, view, { agentId, size });
  if (ofOne !== undefined) return ofOne;
  return order === 'key' ? allOnes(deps) : deps.byNumber(order === 'oldest' ? 'up' : 'down', size);
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

const allOnes =
  ({ ledger }: ApprovalsDeps): Chunks =>
  (after) =>
    ledger.reads.list(requests, { limit: CHUNK, ...(after !== undefined && { after }) });

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
