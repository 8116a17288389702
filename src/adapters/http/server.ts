import { once } from 'node:events';
import type { Server as NodeServer, OutgoingHttpHeaders } from 'node:http';
import type { Request, Server } from 'restify';
import type { Clock } from '../../kernel/instant.ts';
import type { Log } from '../../kernel/log.ts';
import type { Authenticate, Directory } from '../../kernel/people.ts';
import { isProblem } from '../../kernel/problems.ts';
import type { Route } from '../../kernel/route.ts';
import type { VerifySigned } from '../../kernel/signedCall.ts';
import type { Verified } from '../../kernel/verified.ts';
import type { Json } from '../../ledger/canonical.ts';
import { mountAdmin } from './admin/mount.ts';
import type { AdminSite } from './admin/site.ts';
import { BASE, JSON_TYPE, successAnswer } from './answer.ts';
import { type AnsweringDeps, answering, type Perform } from './answering.ts';
import { performCall } from './call.ts';
import type { CallDeps } from './handling.ts';
import { openApiDocument } from './openApi.ts';
import {
  alive,
  document,
  type Messages,
  performActivity,
  type Readiness,
  readiness,
} from './outside.ts';
import { noRateLimit, rateLimit } from './rateLimit.ts';
import { rememberTokens } from './rememberTokens.ts';
import { restifyServer, TIMEOUTS, type Timeouts } from './restifyServer.ts';
import { runningCalls } from './running.ts';

export interface HttpOptions {
  readonly routes: readonly Route[];
  readonly authenticate: Authenticate;
  /** Whose signed calls count; absent: nobody's. */
  readonly verifySigned?: VerifySigned;
  readonly directory: Directory;
  readonly messages: Messages;
  readonly jwks: () => Promise<Json>;
  readonly ready: () => Promise<Readiness>;
  /** What is known of the ledger as a whole, told with readiness. */
  readonly verified?: Verified;
  readonly tenant: string;
  readonly rateLimits: boolean;
  readonly version: string;
  /** Where the outside finds this server: `https://…` turns HSTS on. */
  readonly serverUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The app for admins, board and owners; nothing is at `/admin` without it. */
  readonly admin?: AdminSite;
  readonly timeouts?: Timeouts;
  /** See `CallDeps`. */
  readonly answerMs?: number;
  /** For tests: an answer that its route's schema does not describe is a fault. */
  readonly checkAnswers?: boolean;
}

export interface Http {
  listen(host: string, port: number): Promise<{ readonly url: string; readonly port: number }>;
  /** Takes no more, ends long polls, waits up to `graceMs` for the rest. */
  close(graceMs?: number): Promise<void>;
  readonly openApi: Json;
}

/** The HTTP side of the house: the API, the bot's endpoint, key set and health. Nothing listens yet. */
export function createHttp(options: HttpOptions): Http {
  const { server, node } = restifyServer(options.timeouts ?? TIMEOUTS, options.log);
  const running = runningCalls();
  const limits = options.rateLimits ? rateLimit(options.clock) : noRateLimit;
  const openApi = openApiDocument(options.routes, options);
  const deps: AnsweringDeps = { log: options.log, running, headers: headersOf(options) };
  const mount = mounting(server, deps);
  const calls = {
    ...options,
    limits,
    authenticate: rememberTokens(options.authenticate, options.clock),
  };

  for (const route of options.routes)
    mount(route.method, pathOf(route), route.id, callOf(route, calls));
  mount('POST', '/api/messages', 'messages', ({ req, requestId }) =>
    performActivity(req, requestId, { messages: options.messages, limits }),
  );
  mount('GET', `${BASE}/openapi.json`, 'openapi', async () => document(openApi));
  mount('GET', '/.well-known/jwks.json', 'jwks', async () => document(await options.jwks()));
  mount('GET', '/healthz', 'healthz', async () => alive());
  mount('GET', '/readyz', 'readyz', () => readiness(options.ready, options.verified));
  if (options.admin) mountAdmin(mount, options.admin);

  return {
    listen: (host, port) => listen(node, host, port),
    async close(graceMs = 1_500) {
      if (!node.listening) return;
      const closed = once(node, 'close');
      node.close();
      await running.stop(graceMs);
      node.closeIdleConnections();
      node.closeAllConnections();
      await closed;
    },
    openApi,
  };
}

/** `/requests/{id}` → `/api/v1/requests/:id`. */
const pathOf = ({ path }: Route): string => `${BASE}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;

function mounting(server: Server, deps: AnsweringDeps) {
  return (method: Route['method'], path: string, name: string, perform: Perform): void => {
    const handler = answering(name, perform, deps);
    if (method === 'POST') server.post({ path, name }, handler);
    if (method === 'PUT') server.put({ path, name }, handler);
    if (method === 'GET') {
      server.get({ path, name }, handler);
      server.head({ path, name: `${name}-head` }, handler);
    }
  };
}

function callOf(route: Route, deps: CallDeps & { readonly checkAnswers?: boolean }): Perform {
  const mediaType = route.mediaType ?? JSON_TYPE;
  return async (exchange) => {
    const { req } = exchange;
    const url = req.url ?? '/';
    const incoming = { ...exchange, url, params: paramsOf(req) };
    const outcome = await performCall(route, incoming, deps);
    if (isProblem(outcome)) return outcome;
    if (deps.checkAnswers) route.output.parse(outcome.body);
    return successAnswer(outcome, mediaType, url);
  };
}

/** restify decodes them; they are texts or absent. */
const paramsOf = (req: Request): Readonly<Record<string, string>> => {
  const params: unknown = req.params;
  return params as Readonly<Record<string, string>>;
};

const headersOf = ({ serverUrl }: HttpOptions): OutgoingHttpHeaders =>
  serverUrl.startsWith('https:')
    ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : {};

async function listen(node: NodeServer, host: string, port: number) {
  node.listen(port, host);
  await once(node, 'listening');
  const address = node.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${bound}`, port: bound };
}
