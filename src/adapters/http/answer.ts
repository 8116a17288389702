import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Fault, isPassing } from '../../kernel/faults.ts';
import { PROBLEMS, type Problem, problem } from '../../kernel/problems.ts';
import type { Success } from '../../kernel/route.ts';

export const BASE = '/api/v1';

/** An HTTP answer before it is written. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: OutgoingHttpHeaders;
  /** Bytes for what is not text. */
  readonly text: string | Uint8Array;
}

export const JSON_TYPE = 'application/json';

/** `url` is the request's own target: the next page keeps its other parameters. */
export function successAnswer(success: Success<unknown>, mediaType: string, url: string): Answer {
  const { status, body, location, next } = success;
  const headers: OutgoingHttpHeaders = {};
  if (location !== undefined) headers['location'] = encodeURI(`${BASE}${location}`);
  if (next !== undefined) headers['link'] = nextLink(url, next);
  const text = mediaType === JSON_TYPE ? JSON.stringify(body) : String(body);
  const type = mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType;
  return { status, type, headers, text };
}

function nextLink(url: string, cursor: string): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  searchParams.set('after', cursor);
  return `<${pathname}?${searchParams.toString()}>; rel="next"`;
}

/** Problem details (RFC 9457). `instance` names this one occurrence, as the log does. */
export function problemAnswer(refused: Problem, requestId: string): Answer {
  const { problem: code, detail, errors, retryAfter, extra, claims } = refused;
  const [status, title] = PROBLEMS[code];
  const headers: Record<string, string | number> = {};
  if (retryAfter !== undefined) headers['retry-after'] = retryAfter;
  if (status === 401) headers['www-authenticate'] = challenge(claims);
  const document = {
    ...extra,
    type: `urn:countersign:problem:${code}`,
    title,
    status,
    code,
    detail,
    instance: `urn:uuid:${requestId}`,
    ...(errors && { errors }),
    ...(claims !== undefined && { claims }),
  };
  return { status, type: 'application/problem+json', headers, text: JSON.stringify(document) };
}

/** As Entra's clients know it: with claims, a token is good and does not prove enough (MSAL asks for another with these claims). */
const challenge = (claims: string | undefined): string =>
  claims === undefined
    ? 'Bearer realm="countersign"'
    : `Bearer realm="countersign", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;

/** What was thrown → what the caller is told: never the cause. */
export const problemOfError = (error: unknown): Problem =>
  error instanceof Fault && isPassing(error.code)
    ? problem('try-again', 'Nothing was confirmed. Try again in a moment.', { retryAfter: 1 })
    : problem('internal', 'Something went wrong on our side. Nothing was confirmed.');

const ALWAYS: OutgoingHttpHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

/** Writes an answer, once; `more` are headers of the whole server. */
export function write(res: ServerResponse, answer: Answer, more: OutgoingHttpHeaders): void {
  if (res.headersSent) return;
  res.writeHead(answer.status, {
    'content-type': answer.type,
    // A 304 speaks of the length of what the browser has.
    ...(answer.status !== 304 && { 'content-length': Buffer.byteLength(answer.text) }),
    ...ALWAYS,
    ...more,
    ...answer.headers,
  });
  res.end(answer.text);
}
