import type * as z from 'zod';
import { type FieldError, type Problem, problem } from '../../kernel/problems.ts';
import type { Route } from '../../kernel/route.ts';
import type { Json } from '../../ledger/canonical.ts';
import { fieldErrors, whatToDo } from './fieldErrors.ts';

/** What came, before any schema saw it. */
export interface Sent {
  readonly params: Readonly<Record<string, string>>;
  /** The request's target, query and all. */
  readonly url: string;
  /** Undefined where no body was sent. */
  readonly body: Json | undefined;
}

export interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** What came → what the handler gets, or everything that is wrong with it at once. An id that cannot be one is not found. */
export function checkInput(route: Route, sent: Sent): Input | Problem {
  const params = route.params.safeParse(sent.params, OPTIONS);
  if (!params.success || !Object.values(sent.params).every(isId))
    return problem('not-found', 'There is nothing at this address.');
  const query = checkQuery(route.query, sent.url);
  const body = checkBody(route, sent.body);
  const errors = [...(query.errors ?? []), ...(body.errors ?? [])];
  if (errors.length > 0)
    return problem(body.errors ? 'invalid-body' : 'bad-request', summary(errors), { errors });
  return { params: params.data, query: query.value, body: body.value };
}

interface Checked {
  readonly value?: unknown;
  readonly errors?: readonly FieldError[];
}

const OPTIONS = { error: whatToDo };

/** What row keys, logs and addresses can hold; every id of ours is narrower. */
const ID = /^[\w.~@-][\w.~:@-]{0,127}$/;
const isId = (text: string): boolean => ID.test(text);

function checkQuery(schema: z.ZodType, url: string): Checked {
  const start = url.indexOf('?');
  const pairs = start < 0 ? [] : [...new URLSearchParams(url.slice(start))];
  const names = new Set(pairs.map(([name]) => name));
  if (names.size < pairs.length)
    return { errors: [{ path: '', message: 'Give each query parameter once.' }] };
  return check(schema, Object.fromEntries(pairs));
}

function checkBody({ body, method }: Route, sent: Json | undefined): Checked {
  if (body !== undefined) return sent === undefined ? { errors: [NO_BODY] } : check(body, sent);
  if (method === 'GET' || sent === undefined) return { value: undefined };
  return { errors: [{ path: '', message: 'This call takes no body.' }] };
}

const NO_BODY: FieldError = { path: '', message: 'A JSON body is needed, {} at least.' };

function check(schema: z.ZodType, value: unknown): Checked {
  const read = schema.safeParse(value, OPTIONS);
  return read.success ? { value: read.data } : { errors: fieldErrors(read.error.issues) };
}

const summary = (errors: readonly FieldError[]): string =>
  errors.length === 1
    ? 'One thing to mend: see errors.'
    : `${errors.length} things to mend: see errors.`;
