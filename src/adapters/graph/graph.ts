import { setTimeout as sleep } from 'node:timers/promises';
import {
  AuthenticationHandler,
  Client,
  GraphError,
  HTTPMessageHandler,
} from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';
import { Fault } from '../../kernel/faults.ts';

/** Something that gets access tokens, such as a managed identity. */
export type Credential = ConstructorParameters<typeof TokenCredentialAuthenticationProvider>[0];

export interface GraphCall {
  /** Below the version, each part of it encoded; or the whole address of a next page. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly body?: object;
}

/** The JSON that Graph answers, unread; undefined where Graph knows nothing of that id. */
export type AskGraph = (call: GraphCall) => Promise<unknown>;

export interface Graph {
  /** Runs look-ups, all of them within the time limit. Whatever goes wrong is `directory-unavailable`. */
  lookUp<T>(work: (ask: AskGraph) => Promise<T>): Promise<T>;
}

export interface GraphOptions {
  readonly credential: Credential;
  /** Where Graph is; another than the public cloud's only in tests. https. */
  readonly origin?: string | undefined;
  readonly budgetMs?: number | undefined;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const BUDGET_MS = 1_500;
const FIRST_WAIT_MS = 100;

/** Microsoft Graph v1.0 as an application. Throttled and failed calls are tried again while there is time. */
export function graphOf(options: GraphOptions): Graph {
  const { budgetMs = BUDGET_MS, wait = (ms, signal) => sleep(ms, undefined, { signal }) } = options;
  const client = clientOf(options);
  return {
    async lookUp(work) {
      const done = new AbortController();
      const signal = AbortSignal.any([AbortSignal.timeout(budgetMs), done.signal]);
      const course = { client, wait, signal, until: performance.now() + budgetMs };
      try {
        return await inTime(
          course.signal,
          work((call) => tries(course, call)),
        );
      } catch (cause) {
        throw new Fault('directory-unavailable', 'Graph gave no answer in time', cause);
      } finally {
        done.abort(); // where one call failed, the others are of no use
      }
    },
  };
}

/** The client's own chain would wait for seconds between retries and follow redirects: this one does neither. */
function clientOf({ credential, origin = 'https://graph.microsoft.com' }: GraphOptions): Client {
  const authentication = new AuthenticationHandler(
    new TokenCredentialAuthenticationProvider(credential, { scopes: [`${origin}/.default`] }),
  );
  authentication.setNext(new HTTPMessageHandler());
  return Client.initWithMiddleware({
    middleware: authentication,
    baseUrl: `${origin}/`,
    customHosts: new Set([new URL(origin).hostname]),
    fetchOptions: { redirect: 'error' },
  });
}

interface Course {
  readonly client: Client;
  readonly signal: AbortSignal;
  /** On the clock of `performance.now`. */
  readonly until: number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

async function tries(course: Course, call: GraphCall): Promise<unknown> {
  for (let pause = FIRST_WAIT_MS; ; pause *= 2) {
    try {
      return await once(course, call);
    } catch (error) {
      if (isUnknownId(error)) return undefined;
      const afterMs = Math.max(pause, retryAfterMs(error));
      if (!isPassing(error) || performance.now() + afterMs >= course.until) throw error;
      await course.wait(afterMs, course.signal);
    }
  }
}

function once({ client, signal }: Course, { path, headers = {}, body }: GraphCall) {
  const request = client
    .api(path)
    .headers({ ...headers })
    .options({ signal });
  return (body === undefined ? request.get() : request.post(body)) as Promise<unknown>;
}

const isUnknownId = (error: unknown): boolean =>
  error instanceof GraphError &&
  error.statusCode === 404 &&
  error.code === 'Request_ResourceNotFound';

/** Throttling, failures of the service, and resets, which the client gives the status -1. */
const isPassing = (error: unknown): boolean =>
  error instanceof GraphError &&
  (error.statusCode === -1 || error.statusCode === 429 || error.statusCode >= 500);

function retryAfterMs(error: unknown): number {
  const said = error instanceof GraphError ? new Headers(error.headers).get('retry-after') : null;
  return said !== null && /^\d+$/.test(said) ? Number(said) * 1_000 : 0;
}

/** What waits for a token does not hear the signal. */
export async function inTime<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  return Promise.race([work, late]);
}
