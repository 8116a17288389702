import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tableOfConnection, tableOfIdentity } from '../../../src/adapters/tables/table/sdkTable.ts';
import type { Op } from '../../../src/adapters/tables/table/table.ts';
import { fakeCredential } from '../../support/credential.ts';
import { type FakeServer, startFakeServer } from '../../support/fakeServer.ts';

const ETAG = `W/"datetime'2026-11-20T17%3A33%3A04.2304180Z'"`;
const ROW = {
  'odata.etag': ETAG,
  PartitionKey: 'p',
  RowKey: 'H',
  Timestamp: '2026-11-20T17:33:04.2304180Z',
  size: '17',
  'at@odata.type': 'Edm.DateTime',
  at: '2026-11-20T17:33:04Z',
  count: 17,
};
const OPS: readonly Op[] = [
  { kind: 'replace', key: 'H', columns: { size: '18' }, etag: ETAG },
  { kind: 'create', key: "B|o'h é", columns: { d0: 'a\u2028b' } },
  { kind: 'delete', key: 'O|1' },
];
const part = (status: string, ...lines: readonly string[]): string =>
  `--changesetresponse_x\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n`;
const batch = (...parts: readonly string[]) => ({
  status: 202,
  body: `--batchresponse_x\r\n\r\n${parts.join('')}--changesetresponse_x--\r\n--batchresponse_x--\r\n`,
});
const DONE = batch(
  part('204 No Content', `ETag: ${ETAG}1`),
  part('204 No Content', `ETag: ${ETAG}2`),
  part('204 No Content'),
);

let service: FakeServer;

beforeEach(async () => {
  service = await startFakeServer(({ method }) => (method === 'POST' ? DONE : { body: ROW }));
});

afterEach(() => service.close());

/** As on Azure: https, and an access token. */
const table = () => tableOfIdentity(service.origin, 'Ledger', fakeCredential());

test('a row is read with the access token, its columns without what is no text', async () => {
  const row = await table().get('a b|g', "X|o'h");
  expect(row).toEqual({ key: 'H', etag: ETAG, columns: { size: '17' } });
  const [call] = service.calls;
  expect(call?.url).toBe(`/Ledger(PartitionKey='a%20b%7Cg',RowKey='X%7Co''h')`);
  expect(call?.headers.authorization).toBe('Bearer token for https://storage.azure.com/.default');
});

test('a transaction says what stands in the way of each operation, and hears the ETags', async () => {
  expect(await table().transact('a b|g', OPS)).toEqual({
    kind: 'done',
    etags: [`${ETAG}1`, `${ETAG}2`, undefined],
  });
  const [call] = service.calls;
  expect(call?.url).toBe('/$batch');
  expect(call?.headers['authorization']).toMatch(/^Bearer token/);
  const [, replace = '', create = '', remove = ''] =
    call?.body.split('content-type: application/http') ?? [];
  const row = (key: string) => `${service.origin}/Ledger(PartitionKey='a%20b%7Cg',RowKey='${key}')`;
  expect(replace).toContain(`PUT ${row('H')} HTTP/1.1`);
  expect(replace).toContain(`If-Match: ${ETAG}\r\n`);
  expect(replace).toContain('{"PartitionKey":"a b|g","RowKey":"H","size":"18"}');
  expect(create).toContain(`POST ${service.origin}/Ledger HTTP/1.1`);
  expect(create).not.toContain('If-Match');
  expect(create).toContain(String.raw`"RowKey":"B|o'h é","d0":"a\u2028b"}`);
  expect(remove).toContain(`DELETE ${row('O%7C1')} HTTP/1.1`);
});

describe('what is known of a transaction', () => {
  test.each([
    ['412 Precondition Failed', 'UpdateConditionNotSatisfied', 'conflict'],
    ['409 Conflict', 'EntityAlreadyExists', 'exists'],
    ['404 Not Found', 'ResourceNotFound', 'missing'],
    ['409 Conflict', 'TableBeingDeleted', 'unknown'],
    ['503 Service Unavailable', 'ServerBusy', 'unknown'],
    ['400 Bad Request', 'InvalidInput', 'refused'],
  ])('one operation is answered %s (%s): %s', async (status, code, kind) => {
    service.fail(batch(part(status, '', `{"odata.error":{"code":"${code}","message":{}}}`)));
    expect(await table().transact('p', OPS)).toMatchObject({ kind });
  });

  test.each([
    ['one that is not a batch', { status: 202, body: 'hello' }],
    ['parts without a status', batch(part('??'))],
  ])('%s: nothing', async (_, answer) => {
    service.fail(answer);
    expect(await table().transact('p', OPS)).toMatchObject({ kind: 'unknown' });
  });

  test('fewer ETags than operations: that it happened, and no ETag', async () => {
    service.fail(batch(part('204 No Content', `ETag: ${ETAG}`)));
    const etags = [undefined, undefined, undefined];
    expect(await table().transact('p', OPS)).toEqual({ kind: 'done', etags });
  });

  test('the whole is turned away for who asks: it did not happen', async () => {
    service.fail({ status: 403, body: { 'odata.error': { code: 'AuthorizationFailure' } } });
    expect(await table().transact('p', OPS)).toMatchObject({ kind: 'refused' });
  });
});

test('what passes is tried again: 503, 500, a reset before the answer', async () => {
  service.fail({ status: 503 });
  service.fail({ status: 500 });
  service.fail('reset');
  expect(await table().get('p', 'H')).toMatchObject({ columns: { size: '17' } });
  expect(service.calls).toHaveLength(4);
});

test('a row that is not there is none; anything else that is not a row is a fault', async () => {
  service.fail({ status: 404 });
  expect(await table().get('p', 'H')).toBeUndefined();
  service.fail({ status: 403 });
  await expect(table().get('p', 'H')).rejects.toMatchObject({ code: 'storage-unavailable' });
  service.fail({ body: 'hello' });
  await expect(table().get('p', 'H')).rejects.toMatchObject({ code: 'storage-unavailable' });
});

const key = Buffer.from('a key').toString('base64');

/** Behind a connection string, with a time limit. */
function keyed(callMs: number) {
  const endpoint = `${service.origin}/account`;
  const account = `DefaultEndpointsProtocol=https;AccountName=account;AccountKey=${key}`;
  return tableOfConnection(`${account};TableEndpoint=${endpoint};`, 'Ledger', callMs);
}

test('a service that does not answer is waited for no longer than told', async () => {
  service.fail('hang', 2);
  expect(await keyed(50).transact('p', OPS)).toMatchObject({ kind: 'unknown' });
  await expect(keyed(50).get('p', 'H')).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect(service.calls).toHaveLength(2);
});

test('with an account key the calls are signed', async () => {
  expect(await keyed(5_000).transact('p', OPS)).toMatchObject({ kind: 'done' });
  expect(service.calls[0]?.headers.authorization).toMatch(/^SharedKeyLite account:/);
});

test('an access token goes over https only', async () => {
  const plain = () =>
    tableOfIdentity(`http://127.0.0.1:${service.port}`, 'Ledger', fakeCredential());
  await expect(plain().get('p', 'H')).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect((await plain().transact('p', OPS)).kind).not.toBe('done');
  expect(service.calls).toEqual([]);
});
