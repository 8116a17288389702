import { connect } from 'node:net';
import * as z from 'zod';
import { createHttp, type Http, type HttpOptions } from '../../../src/adapters/http/server.ts';
import { Fault } from '../../../src/kernel/faults.ts';
import { type Clock, instantOf } from '../../../src/kernel/instant.ts';
import type { Log, LogFields } from '../../../src/kernel/log.ts';
import {
  type Person,
  type PersonId,
  type Principal,
  personId,
  ROLES,
  type Role,
} from '../../../src/kernel/people.ts';
import { problem } from '../../../src/kernel/problems.ts';
import { type Call, type Caller, type Route, route } from '../../../src/kernel/route.ts';
import type { Json } from '../../../src/ledger/canonical.ts';

const none = z.strictObject({});
const ANYBODY: readonly Caller[] = ['person', 'agent', 'gateway'];

/** Tokens are their own meaning here: `agent`, `gateway`, `person` (with no role), or a role. */
export function principalOf(token: string): Principal {
  if (token === 'agent' || token === 'gateway') return { kind: token, objectId: `${token}-1` };
  const number = ROLES.findIndex((role) => role === token) + 1;
  const id = personId(`00000000-0000-4000-8000-00000000000${number}`);
  if (id === undefined) throw new Error(`no such person: ${token}`);
  return { kind: 'person', id, client: 'tab' };
}

export const rolesOfSample = async (id: PersonId): Promise<ReadonlySet<Role>> =>
  new Set(ROLES.filter((_, index) => id.endsWith(`-00000000000${index + 1}`)));

/** One route of each kind, which say what reached them. */
export function sampleRoutes(heard: Call<unknown, unknown, unknown>[] = []): readonly Route[] {
  return [
    route({
      id: 'listThings',
      method: 'GET',
      path: '/things',
      summary: 'All things',
      callers: ANYBODY,
      params: none,
      query: z.strictObject({
        status: z.enum(['open', 'done']).optional(),
        after: z.string().optional(),
        limit: z.coerce.number().int().min(1).max(1000).default(200),
      }),
      body: undefined,
      output: z.strictObject({ items: z.array(z.string()) }),
      success: 200,
      problems: [],
      handle: async ({ query }) => ({
        status: 200,
        body: { items: [query.after ?? 'first', String(query.limit)] },
        ...(query.after === undefined && { next: 'page 2&+' }),
      }),
    }),
    route({
      id: 'addThing',
      method: 'POST',
      path: '/things',
      summary: 'Adds a thing',
      callers: ['agent', 'admin'],
      params: none,
      query: none,
      body: z.strictObject({
        name: z.string().min(2),
        amount: z.number().int().optional(),
        arguments: z.record(z.string(), z.json()).optional(),
        parts: z.array(z.strictObject({ kind: z.enum(['a', 'b']) })).optional(),
      }),
      output: z.strictObject({ id: z.string() }),
      success: 201,
      problems: ['denied'],
      handle: async (call) => {
        heard.push(call);
        const id = call.body.name.slice(0, 20);
        return { status: 201, body: { id }, location: `/things/${id}` };
      },
    }),
    route({
      id: 'answerThing',
      method: 'POST',
      path: '/things/{id}/answer',
      summary: 'Answers a thing',
      callers: ['person'],
      params: z.strictObject({ id: z.string() }),
      query: none,
      body: z.strictObject({ reason: z.string().optional() }),
      output: none,
      success: 200,
      problems: ['already-decided'],
      handle: async (call) => {
        heard.push(call);
        return problem('already-decided', 'It was rejected.', { extra: { decidedBy: 'owner' } });
      },
    }),
    route({
      id: 'putThing',
      method: 'PUT',
      path: '/things/{id}',
      summary: 'Changes a thing',
      callers: ['admin', 'board'],
      params: z.strictObject({ id: z.string().max(20) }),
      query: none,
      body: none,
      output: z.strictObject({ id: z.string() }),
      success: 200,
      problems: [],
      handle: async ({ params }) => ({ status: 200, body: { id: params.id } }),
    }),
    route({
      id: 'waitForThing',
      method: 'GET',
      path: '/things/{id}',
      summary: 'A thing, once it is there',
      callers: ANYBODY,
      params: z.strictObject({ id: z.string() }),
      query: none,
      body: undefined,
      output: z.strictObject({ waited: z.boolean() }),
      success: 200,
      problems: [],
      handle: async (call) => {
        heard.push(call);
        if (call.params.id === 'later')
          await new Promise((resolve) => call.signal.addEventListener('abort', resolve));
        return { status: 200, body: { waited: true } };
      },
    }),
    route({
      id: 'lines',
      method: 'GET',
      path: '/lines',
      summary: 'Lines',
      callers: ['board'],
      params: none,
      query: none,
      body: undefined,
      output: z.string(),
      success: 200,
      mediaType: 'application/x-ndjson',
      problems: [],
      handle: async () => ({ status: 200, body: '{"seq":1}\n{"seq":2}\n' }),
    }),
    route({
      id: 'breakThing',
      method: 'POST',
      path: '/broken/{how}',
      summary: 'Throws',
      callers: ANYBODY,
      params: z.strictObject({ how: z.string() }),
      query: none,
      body: undefined,
      output: none,
      success: 200,
      problems: [],
      handle: async ({ params }) => {
        if (params.how === 'storage') throw new Fault('storage-unavailable', 'secret: table x');
        if (params.how === 'forged') throw new Fault('row-forged', 'secret: row y');

        throw new TypeError('secret: undefined is not a function');
      },
    }),
  ];
}

export function handSetClock(
  start = Date.UTC(2026, 10, 20),
): Clock & { forward(ms: number): void } {
  let at = start;
  return {
    now: () => instantOf(at),
    forward(ms) {
      at += ms;
    },
  };
}

export function memoryLog() {
  const lines: { level: string; event: string; fields: LogFields }[] = [];
  const at =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      void lines.push({ level, event, fields });
  const log: Log = { info: at('info'), warn: at('warn'), error: at('error') };
  return { log, lines };
}

export interface Sample extends AsyncDisposable {
  readonly http: Http;
  readonly url: string;
  readonly port: number;
  readonly heard: Call<unknown, unknown, unknown>[];
  readonly lines: ReturnType<typeof memoryLog>['lines'];
  /** `who` is the token; false sends none. */
  call(method: string, path: string, options?: CallOptions): Promise<Answered>;
}

export interface CallOptions {
  readonly who?: string | false;
  readonly body?: unknown;
  /** The body as it is, instead of `body` as JSON. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, Json>;
}

/** A server on an ephemeral loopback port, with people who have the role their token names. */
export async function sampleServer(changes: Partial<HttpOptions> = {}): Promise<Sample> {
  const heard: Sample['heard'] = [];
  const { log, lines } = memoryLog();

  const http = createHttp({
    routes: sampleRoutes(heard),
    authenticate: async (token) =>
      token === 'stranger' ? { kind: 'refused', reason: 'issuer' } : principalOf(token),
    directory: {
      rolesFrom: { source: 'example' },
      find: async (id): Promise<Person | undefined> => {
        const known = personId(id);
        return known && { id: known, upn: `${known}@contoso.example`, name: known };
      },
      rolesOf: rolesOfSample,
      managerOf: async () => undefined,
      membersOf: async () => [],
    },
    messages: async (_authorization, activity) => {
      await activity();
      return { status: 200 };
    },
    jwks: async () => ({ keys: [] }),
    ready: async () => true,
    tenant: 'tenant-1',
    rateLimits: false,
    version: '1.2.3',
    serverUrl: 'http://127.0.0.1:3978',
    clock: handSetClock(),
    log,
    ...changes,
  });
  const { url, port } = await http.listen('127.0.0.1', 0);
  return {
    http,
    url,
    port,
    heard,
    lines,
    call: (method, path, options = {}) => send(url + path, method, options),
    [Symbol.asyncDispose]: () => http.close(0),
  };
}

async function send(url: string, method: string, options: CallOptions): Promise<Answered> {
  const { who = 'agent', body, raw, headers } = options;
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url, {
    method,
    headers: {
      ...(who !== false && { authorization: `Bearer ${who}` }),
      ...(sent !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent !== undefined && { body: sent }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text.startsWith('{');
  const parts = { status: response.status, headers: response.headers, text };
  return { ...parts, json: isJson && !text.includes('}\n') ? JSON.parse(text) : {} };
}

/** Bytes as they are → all that came back until the server closed the connection. */
export function sendRaw(port: number, bytes: string | Buffer, end = true): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () =>
      end ? socket.end(bytes) : socket.write(bytes),
    );
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    socket.on('close', () => resolve(heard));
    socket.on('error', (error) => (heard === '' ? reject(error) : resolve(heard)));
  });
}
