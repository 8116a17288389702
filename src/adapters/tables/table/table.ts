/** The columns of a row that we write: texts only, so that what is read back is what was written, unit by unit. */
export type Columns = Readonly<Record<string, string>>;

export interface Row {
  readonly key: string;
  readonly etag: string;
  readonly columns: Columns;
}

/** One operation of an entity group transaction. */
export type Op =
  | { readonly kind: 'create'; readonly key: string; readonly columns: Columns }
  /** If-Match: only where the row still has this ETag. */
  | {
      readonly kind: 'replace';
      readonly key: string;
      readonly columns: Columns;
      readonly etag: string;
    }
  /** Creates or replaces, whatever stands there. */
  | { readonly kind: 'put'; readonly key: string; readonly columns: Columns }
  | { readonly kind: 'delete'; readonly key: string };

/**
 * Why a write may not have happened. Only `refused` says that it surely did not: behind each of the others may stand a
 * write that landed and whose acknowledgement was lost (the SDK repeats calls on its own).
 */
export type Failed =
  /** 412: a row has another ETag. */
  | { readonly kind: 'conflict' }
  /** 409: a row to be created stands there. */
  | { readonly kind: 'exists' }
  /** 404: a row to be replaced, merged or deleted is not there. */
  | { readonly kind: 'missing' }
  /** No answer in time, a reset, or a failure of the service. */
  | { readonly kind: 'unknown'; readonly cause: unknown }
  /** Never sent, or turned away for what it is: over a limit, malformed, unauthorised. */
  | { readonly kind: 'refused'; readonly cause: unknown };

/** `etags[i]` is the new ETag of the row of `ops[i]`, where the service told it. */
export type Transacted =
  | { readonly kind: 'done'; readonly etags: readonly (string | undefined)[] }
  | Failed;
export type Merged = { readonly kind: 'done'; readonly etag: string | undefined } | Failed;

/** Row keys from `from` on, below `to`. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/**
 * One table of an Azure storage account, reduced to what the ledger needs. Reads throw `Fault('storage-unavailable')`;
 * writes answer what is known of their outcome. No call takes longer than STORAGE_CALL_MS.
 */
export interface Table {
  /** Makes the table where it is missing. */
  create(): Promise<void>;
  get(partition: string, key: string): Promise<Row | undefined>;
  /** At most `limit` rows of a range in key order; fewer than `limit` only where there are no more. */
  list(partition: string, range: Range, limit: number): Promise<readonly Row[]>;
  /** All operations or none, in one partition, each row once. */
  transact(partition: string, ops: readonly Op[]): Promise<Transacted>;
  /** Sets some columns of a row and leaves the others; with an ETag only where the row still has it. */
  merge(partition: string, key: string, columns: Columns, etag?: string): Promise<Merged>;
}

/** After this long, the SDK's own retries included, a storage call counts as unanswered. */
export const STORAGE_CALL_MS = 1_500;
