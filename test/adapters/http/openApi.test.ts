import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../../src/adapters/http/openApi.ts';
import { PROBLEMS } from '../../../src/kernel/problems.ts';
import { type Route, route } from '../../../src/kernel/route.ts';
import { sampleRoutes } from './sampleServer.ts';

const info = { version: '1.2.3', serverUrl: 'http://127.0.0.1:3978' };
const documentOf = (routes: readonly Route[]) => openApiDocument(routes, info);
const document = documentOf(sampleRoutes());

/** What stands in the document below these names. */
const at = (...names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined,
    document,
  );

function refs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' ? [String(member)] : refs(member),
  );
}

describe('the OpenAPI document', () => {
  it('has an operation for each route, with its callers', () => {
    for (const { id, path, method, callers, success } of sampleRoutes()) {
      const operation = at('paths', `/api/v1${path}`, method.toLowerCase());
      expect(operation).toMatchObject({
        operationId: id,
        'x-callers': callers,
        responses: { [success]: {}, 401: {}, 503: {} },
      });
    }
    expect(Object.keys(at('paths') ?? {})).toHaveLength(5);
  });

  it('says of each problem status which codes it may carry', () => {
    expect(at('paths', '/api/v1/things/{id}/answer', 'post', 'responses')).toMatchObject({
      409: { 'x-codes': ['already-decided', 'idempotency-key-reused'] },
      415: { $ref: '#/components/responses/unsupported-media-type' },
    });
    const reading = at('paths', '/api/v1/things/{id}', 'get', 'responses');
    const statuses = ['200', '401', '403', '404', '406', '429', '500', '503'];
    expect(Object.keys(reading ?? {})).toEqual(statuses);
  });

  it('holds the closed list of problem codes', () => {
    const codes = Object.keys(PROBLEMS);
    expect(at('components', 'schemas', 'Problem', 'properties', 'code', 'enum')).toEqual(codes);
    expect(Object.keys(at('components', 'responses') ?? {})).toEqual(codes);
  });

  it('describes parameters, bodies and the idempotency key', () => {
    expect(at('paths', '/api/v1/things')).toMatchObject({
      get: { parameters: [{ name: 'status' }, { name: 'after' }, { name: 'limit' }] },
      post: {
        parameters: [{ in: 'header', name: 'Idempotency-Key' }],
        requestBody: {
          content: {
            'application/json': { schema: { required: ['name'], additionalProperties: false } },
          },
        },
      },
    });
    expect(at('paths', '/api/v1/things/{id}', 'get', 'parameters')).toMatchObject([
      { in: 'path', name: 'id', required: true },
    ]);
  });

  it('points nowhere that it does not lead to', () => {
    const all = refs(document);
    expect(all.length).toBeGreaterThan(20);
    for (const ref of all) expect(at(...ref.split('/').slice(1)), ref).toBeDefined();
  });

  it('is the same every time', () => {
    expect(JSON.stringify(documentOf(sampleRoutes()))).toBe(JSON.stringify(document));
  });

  it('cannot be made of a query that is no object', () => {
    const [first] = sampleRoutes();
    const odd = { ...first, query: z.string() } as unknown as Route;
    expect(() => documentOf([route(odd)])).toThrow(/strictObject/);
  });
});
