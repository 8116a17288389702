import { TableClient, type TableEntityResult } from '@azure/data-tables';
import { TABLE } from '../../src/run/localParts.ts';

type Entity = TableEntityResult<Record<string, unknown>>;

export interface StoredRow {
  readonly partition: string;
  readonly key: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** The ledger's table as a storage admin sees it: every row can be read, changed, added and deleted, and put back again. */
export class StoredTable {
  readonly #client: TableClient;

  constructor(connectionString: string) {
    this.#client = TableClient.fromConnectionString(connectionString, TABLE, {
      allowInsecureConnection: true,
    });
  }

  async rows(): Promise<readonly StoredRow[]> {
    const rows: StoredRow[] = [];
    for await (const entity of this.#client.listEntities()) rows.push(rowOf(entity));
    return rows;
  }

  async columns(partition: string, key: string): Promise<StoredRow['columns']> {
    return rowOf(await this.#client.getEntity(partition, key)).columns;
  }

  /** Sets exactly these columns; deletes the row where there are none to set. */
  async put(partition: string, key: string, columns: StoredRow['columns'] | undefined) {
    if (columns === undefined) await this.#client.deleteEntity(partition, key);
    else
      await this.#client.upsertEntity(
        { partitionKey: partition, rowKey: key, ...columns },
        'Replace',
      );
  }

  /** Makes every row again what it was. */
  async restore(before: readonly StoredRow[]): Promise<void> {
    const name = ({ partition, key }: StoredRow) => `${partition} ${key}`;
    const now = new Map((await this.rows()).map((row) => [name(row), row]));
    for (const row of before) {
      const stands = now.get(name(row));
      if (JSON.stringify(stands?.columns) !== JSON.stringify(row.columns))
        await this.put(row.partition, row.key, row.columns);
      now.delete(name(row));
    }
    for (const { partition, key } of now.values()) await this.put(partition, key, undefined);
  }
}

function rowOf(entity: Entity): StoredRow {
  const { partitionKey = '', rowKey = '', ...rest } = entity;
  const columns = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) =>
      typeof value === 'string' && !/^(odata\.|etag$|timestamp$)/.test(name) ? [[name, value]] : [],
    ),
  );
  return { partition: partitionKey, key: rowKey, columns };
}
