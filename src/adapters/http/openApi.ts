import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { PROBLEMS, type ProblemCode } from '../../kernel/problems.ts';
import { callersInWords, type Route } from '../../kernel/route.ts';
import type { Json } from '../../ledger/canonical.ts';
import { BASE, JSON_TYPE } from './answer.ts';

/** What any route may answer besides its own problems. */
const ANY_ROUTE: readonly ProblemCode[] = [
  'unauthenticated',
  'forbidden',
  'not-acceptable',
  'rate-limited',
  'internal',
  'try-again',
];
const ANY_BODY: readonly ProblemCode[] = [
  'invalid-json',
  'invalid-body',
  'too-large',
  'unsupported-media-type',
];

const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[];

const problemSchema = z
  .looseObject({
    type: z.string().describe('urn:countersign:problem:<code>'),
    title: z.string(),
    status: z.int(),
    code: z.enum(PROBLEM_CODES).describe('A closed list.'),
    detail: z.string().describe('One sentence for the caller.'),
    instance: z.string().describe('This one occurrence, as the log names it.'),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .describe('For bad input: everything that is wrong, with dotted paths.'),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).' });

/** The OpenAPI 3.1 document of these routes; the same routes give the same document, byte for byte. */
export function openApiDocument(
  routes: readonly Route[],
  info: { readonly version: string; readonly serverUrl: string },
): Json {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const methods = (paths[`${BASE}${route.path}`] ??= {});
    methods[route.method.toLowerCase()] = operation(route);
  }
  const document = createDocument({
    openapi: '3.1.0',
    info: { title: 'Countersign', version: info.version, description: DESCRIPTION },
    servers: [{ url: info.serverUrl }],
    security: [{ accessToken: [] }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      responses: Object.fromEntries(PROBLEM_CODES.map((code) => [code, problemResponse([code])])),
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: TOKENS },
        webhookSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description: SIGNATURES,
        },
      },
    },
  });
  return JSON.parse(JSON.stringify(document)) as Json;
}

const DESCRIPTION =
  'Agents and gateways ask before they act; people answer; everything stands in a ledger. ' +
  'Bodies are JSON in UTF-8 of at most 256 KiB, without content-encoding; fields that are not listed are refused.';
const TOKENS =
  'An Entra access token: an app token of an agent (Agent.Act) or a gateway (Gateway.Enforce), or a token of a person.';
const SIGNATURES =
  'Standard Webhooks: `v1,` and the base64 of HMAC-SHA-256, under the secret of the source that the path names, over `<webhook-id>.<webhook-timestamp>.<body>`; several divided by spaces.';

function operation(route: Route): ZodOpenApiOperationObject {
  const query = isEmpty(route.query) ? {} : { query: objectOf(route.query) };
  const path = isEmpty(route.params) ? {} : { path: objectOf(route.params) };
  return {
    operationId: route.id,
    summary: route.summary,
    description: `For: ${callersInWords(route.callers)}.`,
    tags: [route.path.split('/')[1] ?? ''],
    ...(route.signed && { security: [{ webhookSignature: [] }] }),
    requestParams: {
      ...path,
      ...query,
      ...(route.signed ? { header: WEBHOOK } : route.method === 'POST' && { header: IDEMPOTENCY }),
    },
    ...(route.body && {
      requestBody: {
        required: true,
        content: { [route.takes ?? JSON_TYPE]: { schema: route.body } },
      },
    }),
    responses: responses(route),
    'x-callers': [...route.callers],
  };
}

const WEBHOOK = z.object({
  'webhook-id': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .describe('Of the message: one that was received is refused.'),
  'webhook-timestamp': z.string().describe('Seconds since 1970, at most five minutes from now.'),
});

const IDEMPOTENCY = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional()
    .describe('A repeat with the same key and body gets the stored answer.'),
});

/** zod-openapi takes parameters apart by their object schema; routes hide the type of theirs. */
const objectOf = (schema: z.ZodType): z.ZodObject => {
  if (schema instanceof z.ZodObject) return schema;
  throw new TypeError('parameters are described by a z.strictObject');
};
const isEmpty = (schema: z.ZodType): boolean => Object.keys(objectOf(schema).shape).length === 0;

function responses(route: Route): ZodOpenApiResponsesObject {
  const type = route.mediaType ?? JSON_TYPE;
  const codes = new Set([
    ...route.problems,
    ...ANY_ROUTE,
    ...(route.method === 'GET' ? [] : ANY_BODY),
    ...(isEmpty(route.params) ? [] : (['not-found'] as const)),
    ...(isEmpty(route.query) && route.method !== 'POST' ? [] : (['bad-request'] as const)),
    ...(route.method === 'POST' ? (['idempotency-key-reused'] as const) : []),
  ]);
  const all: ZodOpenApiResponsesObject = {
    [`${route.success}`]: {
      description: route.summary,
      content: { [type]: { schema: route.output } },
    },
  };
  for (const status of new Set([...codes].map((code) => PROBLEMS[code][0])))
    all[`${status}`] = refused([...codes].filter((code) => PROBLEMS[code][0] === status));
  return all;
}

const refused = (codes: readonly ProblemCode[]) =>
  codes.length === 1 ? { $ref: `#/components/responses/${codes[0]}` } : problemResponse(codes);

const problemResponse = (codes: readonly ProblemCode[]) => ({
  description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}.`).join(' '),
  'x-codes': [...codes],
  content: { 'application/problem+json': { schema: problemSchema } },
});
