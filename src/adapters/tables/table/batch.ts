import { randomUUID } from 'node:crypto';
import { RestError } from '@azure/data-tables';
import type { Op } from './table.ts';
import { wireText } from './wire.ts';

/** An entity group transaction on the wire. */
export interface Batch {
  /** Content-Type of the request. */
  readonly type: string;
  readonly body: string;
}

const FIRST = 'content-type: application/http\r\ncontent-transfer-encoding: binary\r\n\r\n';
const HEADERS = 'DataServiceVersion: 3.0\r\nAccept: application/json;odata=minimalmetadata\r\n';
const JSON_TYPE = 'Content-Type: application/json\r\n';

/**
 * The multipart body of a transaction on the table at `url`, for `POST <account>/$batch`.
 * https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
 */
export function batchOf(url: string, partition: string, ops: readonly Op[]): Batch {
  const id = randomUUID();
  const parts = ops.map(
    (op) => `--changeset_${id}\r\n${FIRST}${operation(url, partition, op)}\r\n`,
  );
  const opening = `--batch_${id}\r\ncontent-type: multipart/mixed; boundary=changeset_${id}\r\n\r\n`;
  return {
    type: `multipart/mixed; boundary=batch_${id}`,
    body: `${opening}${parts.join('')}--changeset_${id}--\r\n--batch_${id}--\r\n`,
  };
}

/** The address of a row. */
export const rowUrl = (url: string, partition: string, key: string): string =>
  `${url}(PartitionKey='${quoted(partition)}',RowKey='${quoted(key)}')`;

const quoted = (key: string): string => encodeURIComponent(key).replaceAll("'", "''");

function operation(url: string, partition: string, op: Op): string {
  const at = rowUrl(url, partition, op.key);
  if (op.kind === 'delete') return `DELETE ${at} HTTP/1.1\r\n${HEADERS}If-Match: *\r\n\r\n`;
  const row = { PartitionKey: partition, RowKey: op.key, ...op.columns };
  const end = `${JSON_TYPE}\r\n${wireText(JSON.stringify(row))}`;
  switch (op.kind) {
    case 'create':
      return `POST ${url} HTTP/1.1\r\n${HEADERS}Prefer: return-no-content\r\n${end}`;
    case 'replace':
      return `PUT ${at} HTTP/1.1\r\n${HEADERS}If-Match: ${op.etag}\r\n${end}`;
    case 'put':
      return `PUT ${at} HTTP/1.1\r\n${HEADERS}${end}`;
  }
}

const PART = '--changesetresponse_';
const STATUS = /^HTTP\/1\.1 (\d{3})/m;
const ETAG = /^ETag: *(.*)/im;

/** The new ETags in the answer to a transaction, in the order of its operations. Throws a `RestError` that says why it did not happen. */
export function etagsOf(answer: string): readonly (string | undefined)[] {
  // What stands before the first boundary and after the last says nothing.
  const parts = answer.split(PART).slice(1, -1);
  if (parts.length === 0) throw new RestError('an answer without parts');
  return parts.map((part) => {
    const status = STATUS.exec(part)?.[1];
    if (status === undefined) throw new RestError('a part without a status');
    if (!status.startsWith('2')) throw errorIn(part, Number(status));
    return ETAG.exec(part)?.[1];
  });
}

/** What a failed answer, or part of one, says of itself. */
export function errorIn(text: string, statusCode: number): RestError {
  const code = /"code":\s*"(\w+)"/.exec(text)?.[1];
  return new RestError(text.slice(0, 1_000), { statusCode, ...(code && { code }) });
}
