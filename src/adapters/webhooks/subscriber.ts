import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Json } from '../../ledger/canonical.ts';

/** Who is told, by signed https calls, and asked back. Only what an operator has configured is ever called. */
export interface Subscriber {
  /** https, or http on this machine in local mode; checked where the configuration is read. */
  readonly url: string;
  /** 32 bytes or so, shared with the receiver. */
  readonly secret: Uint8Array;
}

export interface WebhookCall {
  /** Unique for what happened: a repeat of a call has the same one, so that a receiver can tell. */
  readonly id: string;
  readonly type: string;
  readonly data: { readonly [field: string]: Json };
}

/** How a call came out. A redirect is no answer: nobody else is called. */
export type WebhookAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly state: 'stopped' | 'running' | undefined;
    }
  | { readonly kind: 'silent'; readonly why: 'timeout' | 'unreachable' };

const TIMEOUT_MS = 3_000;
const MOST_ANSWER_BYTES = 4_096;

/** The headers of Standard Webhooks: id, time, and a signature over both and the body. */
export function signedHeaders(
  { id }: Pick<WebhookCall, 'id'>,
  body: string,
  at: Date,
  secret: Uint8Array,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac('sha256', secret)
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

const answered = z.object({ state: z.enum(['stopped', 'running']) });

/** Calls one subscriber once. Never throws for what the other side does. */
export async function callSubscriber(
  { url, secret }: Subscriber,
  call: WebhookCall,
  now: () => Date,
): Promise<WebhookAnswer> {
  const at = now();
  const body = JSON.stringify({ type: call.type, timestamp: at.toISOString(), data: call.data });
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal,
      headers: signedHeaders(call, body, at, secret),
    });
    return { kind: 'answered', status: response.status, state: await stateIn(response) };
  } catch {
    return { kind: 'silent', why: signal.aborted ? 'timeout' : 'unreachable' };
  }
}

/** `{"state": "stopped" | "running"}` out of a short JSON answer; anything else says nothing. */
async function stateIn(response: Response): Promise<'stopped' | 'running' | undefined> {
  const text = response.ok ? await shortText(response) : undefined;
  if (text === undefined) {
    await response.body?.cancel();
    return undefined;
  }
  try {
    return answered.safeParse(JSON.parse(text)).data?.state;
  } catch {
    return undefined;
  }
}

/** A body of at most `MOST_ANSWER_BYTES`, whatever its headers say; undefined for a longer one, of which no more is read. */
async function shortText({ body }: Response): Promise<string | undefined> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    size += next.value.length;
    if (size > MOST_ANSWER_BYTES) break;
    chunks.push(next.value);
  }
  reader?.releaseLock();
  return size > MOST_ANSWER_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}
