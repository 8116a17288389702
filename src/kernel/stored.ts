import * as z from 'zod';
import type { Json } from '../ledger/canonical.ts';
import type { Place } from './events.ts';
import { Fault } from './faults.ts';
import type { Committed, Idempotency, Ledger } from './ledger.ts';
import type { Actor } from './people.ts';
import { type Problem, problem } from './problems.ts';
import type { Result } from './result.ts';
import type { Success } from './route.ts';

/** A success as it is kept with an idempotency key: give it to `Draft.answer`. Never one that holds a receipt. */
export const stored = <O extends Json>({ status, body, location }: Success<O>): Json => ({
  status,
  body,
  ...(location === undefined ? {} : { location }),
});

/**
 * A commit as an answer: `onDone` where the work ran, the stored success where the key came before with the same body, 409
 * where it came with another. What a stored success allows may have ended since: the handler checks before it repeats it.
 */
export function fromCommitted<T, O>(
  committed: Committed<T>,
  onDone: (result: T, places: readonly Place[]) => Success<O> | Problem,
): Success<O> | Problem {
  switch (committed.kind) {
    case 'done':
      return onDone(committed.result, committed.places);
    case 'repeated':
      return storedSuccess<O>(committed.answer);
    case 'key-reused':
      return KEY_REUSED;
  }
}

const KEY_REUSED = problem(
  'idempotency-key-reused',
  'This Idempotency-Key came before with another body. Use a new key for a new call.',
);

/**
 * Why a command changed nothing: it was refused, as `told` says it, or its key came before with another body. Undefined where it
 * was done, now or under the same key before: then the caller tells how things stand, read afresh.
 */
export function notDone<T, R, P>(
  committed: Committed<Result<T, R>>,
  told: (refusal: R) => P,
): P | Problem | undefined {
  if (committed.kind === 'key-reused') return KEY_REUSED;
  return committed.kind === 'done' && !committed.result.ok
    ? told(committed.result.refusal)
    : undefined;
}

/** The success that `stored` wrote. The key is scoped to one route, so its body is that route's. */
export function storedSuccess<O>(answer: Json): Success<O> {
  const read = STORED.safeParse(answer);
  if (!read.success)
    throw new Fault('ledger-corrupt', 'a stored answer has another form', read.error);
  const { status, body, location } = read.data;
  return { status, body: body as O, ...(location === undefined ? {} : { location }) };
}

/** What a key was answered with before, without any work; undefined: it is new, or there is none. */
export async function answeredBefore<O>(
  ledger: Pick<Ledger, 'commit'>,
  { by, idempotency }: { readonly by: Actor; readonly idempotency: Idempotency | undefined },
): Promise<Success<O> | Problem | undefined> {
  if (!idempotency) return undefined;
  const found = await ledger.commit(
    async () => ({ by, events: [], result: () => undefined }),
    idempotency,
  );
  if (found.kind === 'done') return undefined;
  return fromCommitted<unknown, O>(found, () => problem('internal', 'An answer was expected.'));
}

const STORED = z.strictObject({
  status: z.literal([200, 201]),
  body: z.unknown(),
  location: z.string().optional(),
});
