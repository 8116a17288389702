import { setTimeout as sleep } from 'node:timers/promises';
import { Fault, type FaultCode } from '../../kernel/faults.ts';
import type { Credential } from './credential.ts';
import { until } from './until.ts';

/** How long a call may take, all its tries and the access token included. */
export interface Limits {
  readonly budgetMs: number;
  /** The same for calls that nobody waits for but a server that starts. */
  readonly patientMs: number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const LIMITS: Limits = {
  budgetMs: 1_500,
  patientMs: 10_000,
  wait: (ms, signal) => sleep(ms, undefined, { signal }),
};

export interface RestCall {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly patient?: boolean;
}

export interface RestAnswer {
  readonly status: number;
  readonly text: string;
}

/** Makes one call, which must do no harm when made twice: what passes (408, 429, 5xx, resets) is tried again. Answers any other status. */
export type Rest = (call: RestCall) => Promise<RestAnswer>;

export interface RestOptions {
  readonly credential: Credential;
  /** What the access token is for, `https://vault.azure.net/.default`. */
  readonly scope: string;
  /** Thrown where there is no answer within the budget. */
  readonly fault: FaultCode;
  readonly limits?: Limits | undefined;
}

const FIRST_WAIT_MS = 100;
/** Far more than anything that is read here. */
const MAX_BYTES = 512 * 1024;

/** Calls a service of Azure over HTTPS as `credential`, never over anything else. */
export function restOf(options: RestOptions): Rest {
  const { limits = LIMITS } = options;
  return async (call) => {
    const ms = call.patient ? limits.patientMs : limits.budgetMs;
    const signal = AbortSignal.timeout(ms);
    const course: Course = { until: performance.now() + ms, signal, last: undefined };
    try {
      return await until(signal, tries(options, call, course));
    } catch (cause) {
      const { host } = new URL(call.url);
      throw new Fault(options.fault, `no answer from ${host} in time`, course.last ?? cause);
    }
  };
}

interface Course {
  readonly until: number;
  readonly signal: AbortSignal;
  /** Why the last try did not count. */
  last: Error | undefined;
}

async function tries(options: RestOptions, call: RestCall, course: Course): Promise<RestAnswer> {
  const { wait } = options.limits ?? LIMITS;
  for (let pause = FIRST_WAIT_MS; ; pause *= 2) {
    const answer = await once(options, call, course.signal);
    if (!(answer instanceof Failure)) return answer;
    course.last = answer;
    const afterMs = Math.max(pause, answer.afterMs);
    if (performance.now() + afterMs >= course.until) throw answer;
    await wait(afterMs, course.signal);
  }
}

/** A try that may go better the next time. */
class Failure extends Error {
  readonly afterMs: number;

  constructor(message: string, { afterMs = 0, cause }: { afterMs?: number; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = 'Failure';
    this.afterMs = afterMs;
  }
}

async function once(
  { credential, scope }: RestOptions,
  call: RestCall,
  signal: AbortSignal,
): Promise<RestAnswer | Failure> {
  const url = new URL(call.url);
  if (url.protocol !== 'https:') throw new TypeError('an access token goes over https only');
  try {
    const access = await credential.getToken(scope, { abortSignal: signal });
    if (access === null) return new Failure('no access token');
    const response = await fetch(url, {
      method: call.method,
      headers: { ...call.headers, authorization: `Bearer ${access.token}` },
      body: call.body ?? null,
      redirect: 'error',
      signal,
    });
    const text = await read(response);
    if (isFinal(response.status)) return { status: response.status, text };
    return new Failure(`status ${response.status}`, { afterMs: retryAfterMs(response) });
  } catch (cause) {
    return new Failure('the call failed', { cause });
  }
}

const isFinal = (status: number): boolean => status < 500 && status !== 408 && status !== 429;

/** Seconds or a date (RFC 9110); 0 where it says neither. */
function retryAfterMs({ headers }: Response): number {
  const said = headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

async function read({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  const stream: AsyncIterable<Uint8Array> | null = body;
  if (stream === null) return '';
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new TypeError('the answer is far too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
