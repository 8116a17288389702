import { odata, TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { Fault } from '../../../kernel/faults.ts';
import { breachOf, breachOfRow } from './limits.ts';
import { RowCalls } from './rowCalls.ts';
import { failureOf, isMissing } from './sdkFailure.ts';
import {
  type Columns,
  type Merged,
  type Op,
  type Range,
  type Row,
  STORAGE_CALL_MS,
  type Table,
  type Transacted,
} from './table.ts';
import { wireText } from './wire.ts';

/** The SDK waits long between retries and knows no time limit of its own; each call is aborted in time. */
const OPTIONS: TableServiceClientOptions = {
  retryOptions: { maxRetries: 5, retryDelayInMs: 50, maxRetryDelayInMs: 2_000 },
};
/** The most rows that the service gives at once. */
const PAGE = 1_000;

/** Something that gets access tokens, such as a managed identity. */
interface Credential {
  getToken(
    scopes: string | string[],
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

/** A table behind a connection string; http only where the string says so. `callMs`: for who reads much and is in no hurry. */
export const tableOfConnection = (
  connectionString: string,
  name: string,
  callMs = STORAGE_CALL_MS,
): Table =>
  new SdkTable(
    TableClient.fromConnectionString(connectionString, name, {
      ...OPTIONS,
      allowInsecureConnection: true,
    }),
    { callMs, isPlain: true },
  );

/** A table behind an https endpoint. */
export const tableOfIdentity = (endpoint: string, name: string, credential: Credential): Table =>
  new SdkTable(new TableClient(endpoint, name, credential, OPTIONS), {
    callMs: STORAGE_CALL_MS,
    isPlain: false,
  });

/** Keys in addresses are percent-encoded: a separator in a body stands in a JSON string. */
const escapeSeparators: Parameters<TableClient['pipeline']['addPolicy']>[0] = {
  name: 'escapeSeparators',
  sendRequest: (request, next) => {
    if (typeof request.body === 'string') {
      request.body = wireText(request.body);
      request.headers.delete('Content-Length'); // counted again when it is sent
    }
    return next(request);
  },
};

/** A table of Azure Table Storage, or of Azurite, through the SDK. */
class SdkTable implements Table {
  readonly #client: TableClient;
  readonly #calls: RowCalls;
  readonly #callMs: number;

  constructor(client: TableClient, { callMs, isPlain }: { callMs: number; isPlain: boolean }) {
    this.#client = client;
    this.#calls = new RowCalls(client, isPlain);
    this.#callMs = callMs;
    client.pipeline.addPolicy(escapeSeparators);
  }

  async create(): Promise<void> {
    await reading(() => this.#inTime((options) => this.#client.createTable(options)));
  }

  async get(partition: string, key: string): Promise<Row | undefined> {
    return reading(async () => {
      try {
        return await this.#inTime(({ abortSignal }) =>
          this.#calls.get(partition, key, abortSignal),
        );
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    });
  }

  async list(partition: string, { from, to }: Range, limit: number): Promise<readonly Row[]> {
    const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`;
    const rows: Row[] = [];
    let token: string | undefined;
    do {
      const page = await reading(() => this.#page(filter, limit - rows.length, token));
      rows.push(...page.map(rowOf));
      token = page.continuationToken;
    } while (token !== undefined && rows.length < limit);
    return rows;
  }

  async transact(partition: string, ops: readonly Op[]): Promise<Transacted> {
    const breach = breachOf(partition, ops);
    if (breach !== undefined) return { kind: 'refused', cause: new RangeError(breach) };
    try {
      const told = await this.#inTime(({ abortSignal }) =>
        this.#calls.transact(partition, ops, abortSignal),
      );
      return { kind: 'done', etags: told.length === ops.length ? told : ops.map(() => undefined) };
    } catch (error) {
      return failureOf(error);
    }
  }

  async merge(partition: string, key: string, columns: Columns, etag?: string): Promise<Merged> {
    const breach = breachOfRow(partition, key, columns);
    if (breach !== undefined) return { kind: 'refused', cause: new RangeError(breach) };
    try {
      const entity = { partitionKey: partition, rowKey: key, ...columns };
      const merged = await this.#inTime((options) =>
        this.#client.updateEntity(entity, 'Merge', {
          ...options,
          ...(etag !== undefined && { etag }),
        }),
      );
      return { kind: 'done', etag: merged.etag };
    } catch (error) {
      return failureOf(error);
    }
  }

  async #page(filter: string, most: number, token: string | undefined): Promise<EntityPage> {
    return this.#inTime(async (options) => {
      const pages = this.#client.listEntities({ queryOptions: { filter }, ...options }).byPage({
        maxPageSize: Math.min(most, PAGE),
        ...(token === undefined ? {} : { continuationToken: token }),
      });
      for await (const page of pages) return page;
      return [];
    });
  }

  async #inTime<T>(call: (options: { readonly abortSignal: AbortSignal }) => Promise<T>) {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#callMs);
    try {
      return await call({ abortSignal: late.signal });
    } finally {
      clearTimeout(timer);
    }
  }
}

type EntityPage = readonly { readonly [name: string]: unknown }[] & {
  readonly continuationToken?: string;
};

async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new Fault('storage-unavailable', 'a storage call was not answered', cause);
  }
}

/** Our columns are texts; whatever else somebody has put into a row is left out, and the row's mac tells. */
function rowOf(entity: { readonly [name: string]: unknown }): Row {
  const { etag, partitionKey: _, rowKey, timestamp: _at, ...rest } = entity;
  const columns: Record<string, string> = {};
  for (const [name, value] of Object.entries(rest))
    if (typeof value === 'string' && !name.startsWith('odata.')) columns[name] = value;
  return { key: String(rowKey), etag: String(etag), columns };
}
