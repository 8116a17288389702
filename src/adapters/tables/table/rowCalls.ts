import {
  createHttpHeaders,
  createPipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { TableClient } from '@azure/data-tables';
import { batchOf, errorIn, etagsOf, rowUrl } from './batch.ts';
import { nodeHttp } from './nodeHttp.ts';
import type { Op, Row } from './table.ts';

/** Policies of the SDK that these calls have no use for. What is not named stays: authentication, retries, a proxy. */
const IDLE = [
  'serializationPolicy',
  'deserializationPolicy',
  'decompressResponsePolicy',
  'formDataPolicy',
  'multipartPolicy',
  'tracingPolicy',
  'redirectPolicy',
  'logPolicy',
];

const VERSION = { 'x-ms-version': '2019-02-02', dataserviceversion: '3.0' };

/**
 * The two calls that a decision waits for, written and read by ourselves: the SDK makes a client for each transaction, and
 * takes its operations through a pipeline one by one. They go out through the SDK's own pipeline, with its authentication and
 * its retries. What fails is thrown as a `RestError`, as the SDK does.
 */
export class RowCalls {
  readonly #pipeline: TableClient['pipeline'];
  readonly #account: string;
  readonly #table: string;
  readonly #isPlain: boolean;

  constructor({ pipeline, url, tableName }: TableClient, isPlain: boolean) {
    this.#pipeline = pipeline.clone();
    for (const name of IDLE) this.#pipeline.removePolicy({ name });
    this.#account = url.replace(/\/$/, '');
    this.#table = `${this.#account}/${tableName}`;
    this.#isPlain = isPlain;
  }

  async get(partition: string, key: string, abortSignal: AbortSignal): Promise<Row> {
    const url = rowUrl(this.#table, partition, key);
    const headers = { ...VERSION, accept: 'application/json;odata=minimalmetadata' };
    return rowOf(JSON.parse(await this.#send({ url, headers, abortSignal })) as object);
  }

  /** The new ETags, in the order of the operations. */
  async transact(
    partition: string,
    ops: readonly Op[],
    abortSignal: AbortSignal,
  ): Promise<readonly (string | undefined)[]> {
    const { type, body } = batchOf(this.#table, partition, ops);
    const headers = { ...VERSION, accept: 'application/json', 'content-type': type };
    const url = `${this.#account}/$batch`;
    return etagsOf(await this.#send({ url, headers, body, abortSignal }));
  }

  async #send({ headers, body, ...rest }: Call): Promise<string> {
    const { status, bodyAsText }: PipelineResponse = await this.#pipeline.sendRequest(
      nodeHttp,
      createPipelineRequest({
        ...rest,
        ...(body !== undefined && { method: 'POST', body }),
        headers: createHttpHeaders(headers),
        allowInsecureConnection: this.#isPlain,
      }),
    );
    const text = bodyAsText ?? '';
    if (status < 200 || status >= 300) throw errorIn(text, status);
    return text;
  }
}

interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly abortSignal: AbortSignal;
}

const NO_COLUMNS = new Set(['PartitionKey', 'RowKey', 'Timestamp']);

/** Our columns are texts. What is none has its type beside it, is somebody else's, and is left out: the row's mac tells. */
function rowOf(read: object): Row {
  const columns: Record<string, string> = {};
  const entity = new Map(Object.entries(read));
  for (const [name, value] of entity) {
    const isText = typeof value === 'string' && !entity.has(`${name}@odata.type`);
    if (isText && !name.includes('odata.') && !NO_COLUMNS.has(name)) columns[name] = value;
  }
  return { key: String(entity.get('RowKey')), etag: String(entity.get('odata.etag')), columns };
}
