import * as z from 'zod';
import type { Sent } from '../../kernel/chat.ts';
import { SECOND } from '../../kernel/instant.ts';
import { hasMethod } from './hasMethod.ts';

/** The parts of what the connector client throws that we read. */
const restError = z.object({
  statusCode: z.number().optional(),
  response: z
    .object({
      headers: z.custom<{ get(name: string): unknown }>((it) => hasMethod(it, 'get')),
    })
    .optional()
    .catch(undefined),
});

/** Answers that stay what they are however often the same thing is sent. */
const FINAL: ReadonlySet<number> = new Set([400, 403, 404, 405, 410, 413, 415, 422]);

/**
 * What a failed call means: 403, 404 and their like are final; 412, 429, 5xx, a reset and a time-out, of which nobody
 * knows how they ended, may be tried again, not before what Retry-After says.
 */
export function readFailure(error: unknown): { sent: Sent; status: number | undefined } {
  const { statusCode: status, response } = restError.safeParse(error).data ?? {};
  if (status !== undefined && FINAL.has(status)) return { sent: { kind: 'gone', status }, status };
  const afterMs = readRetryAfter(response?.headers.get('retry-after'));
  return { sent: { kind: 'later', ...(afterMs !== undefined && { afterMs }) }, status };
}

/** Seconds or a date (RFC 9110, 10.2.3) → milliseconds from now; undefined for anything else. */
function readRetryAfter(header: unknown): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d{1,6}$/.test(header)) return Number(header) * SECOND;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
