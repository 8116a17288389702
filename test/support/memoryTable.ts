import { breachOf, breachOfRow } from '../../src/adapters/tables/table/limits.ts';
import {
  type Columns,
  type Failed,
  type Merged,
  type Op,
  type Range,
  type Row,
  STORAGE_CALL_MS,
  type Table,
  type Transacted,
} from '../../src/adapters/tables/table/table.ts';
import type { Timers } from '../../src/adapters/tables/table/timers.ts';
import { Fault } from '../../src/kernel/faults.ts';

/** What a call does; `partition` and the keys it names, for faults that aim. */
export interface Call {
  readonly kind: 'create' | 'get' | 'list' | 'transact' | 'merge';
  readonly partition: string;
  readonly keys: readonly string[];
}

/**
 * What goes wrong with one call. `before`: lost on the way. `after`: done, its acknowledgement lost. `after-conflict`: as
 * `after`, then repeated by the SDK, which sees its own write and reports 412, 409 or 404. `late`: given up by the client,
 * carried out some calls later. `stale`: 412 once, for nothing. `hang`: done, but no answer in STORAGE_CALL_MS.
 */
export type Trouble =
  | 'before'
  | 'after'
  | 'after-conflict'
  | 'late'
  | 'stale'
  | 'throttle'
  | 'hang';

/** Table Storage in memory: with Azure's limits, its conflicts, its ordinal order, and with faults on demand. */
export class MemoryTable implements Table {
  readonly calls: Call[] = [];
  /** Decides what goes wrong with a call; unset, nothing does. */
  trouble: ((call: Call) => Trouble | undefined) | undefined;
  /** Awaited by every call before it is carried out, so that a test can hold one back. */
  gate: ((call: Call) => Promise<void> | undefined) | undefined;
  /** Rows returned by reads since the table was made. */
  rowsRead = 0;
  #partitions = new Map<string, Map<string, Row>>();
  #version = 0;
  #late: { calls: number; readonly carryOut: () => void }[] = [];
  readonly #timers: Timers | undefined;

  /** Timers are needed where calls may hang. */
  constructor(timers?: Timers) {
    this.#timers = timers;
  }

  async create(): Promise<void> {
    await this.#read({ kind: 'create', partition: '', keys: [] });
  }

  async get(partition: string, key: string): Promise<Row | undefined> {
    await this.#read({ kind: 'get', partition, keys: [key] });
    const row = this.#rows(partition).get(key);
    if (row !== undefined) this.rowsRead += 1;
    return row;
  }

  async list(partition: string, range: Range, limit: number): Promise<readonly Row[]> {
    await this.#read({ kind: 'list', partition, keys: [range.from, range.to] });
    const rows = [...this.#rows(partition).values()]
      .filter((row) => row.key >= range.from && row.key < range.to)
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .slice(0, limit);
    this.rowsRead += rows.length;
    return rows;
  }

  async transact(partition: string, ops: readonly Op[]): Promise<Transacted> {
    const breach = breachOf(partition, ops);
    if (breach !== undefined) return { kind: 'refused', cause: new RangeError(breach) };
    const call: Call = { kind: 'transact', partition, keys: ops.map((op) => op.key) };
    return this.#write(call, () => this.#apply(partition, ops));
  }

  async merge(partition: string, key: string, columns: Columns, etag?: string): Promise<Merged> {
    const breach = breachOfRow(partition, key, columns);
    if (breach !== undefined) return { kind: 'refused', cause: new RangeError(breach) };
    return this.#write({ kind: 'merge', partition, keys: [key] }, () => {
      const row = this.#rows(partition).get(key);
      if (row === undefined) return { kind: 'missing' };
      if (etag !== undefined && row.etag !== etag) return { kind: 'conflict' };
      return { kind: 'done', etag: this.#set(partition, key, { ...row.columns, ...columns }) };
    });
  }

  /** A copy of everything, for tests that roll the table back. */
  snapshot(): () => void {
    const copy = new Map([...this.#partitions].map(([name, rows]) => [name, new Map(rows)]));
    return () => {
      this.#partitions = new Map([...copy].map(([name, rows]) => [name, new Map(rows)]));
    };
  }

  /** What a storage admin can do: set columns of a row, with no head, mac or ETag in the way. */
  tamper(partition: string, key: string, columns: Columns | undefined): void {
    if (columns === undefined) this.#rows(partition).delete(key);
    else this.#set(partition, key, columns);
  }

  /** All rows of a partition in key order, read behind every gate and fault. */
  rows(partition: string): readonly Row[] {
    return [...this.#rows(partition).values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  }

  partitions(): readonly string[] {
    return [...this.#partitions.keys()].toSorted();
  }

  #rows(partition: string): Map<string, Row> {
    const known = this.#partitions.get(partition);
    if (known !== undefined) return known;
    const rows = new Map<string, Row>();
    this.#partitions.set(partition, rows);
    return rows;
  }

  #set(partition: string, key: string, columns: Columns): string {
    this.#version += 1;
    const etag = `W/"${this.#version}"`;
    this.#rows(partition).set(key, { key, etag, columns });
    return etag;
  }

  #apply(partition: string, ops: readonly Op[]): Transacted {
    const failed = ops.map((op) => this.#failure(partition, op)).find((f) => f !== undefined);
    if (failed !== undefined) return failed;
    return { kind: 'done', etags: ops.map((op) => this.#carryOut(partition, op)) };
  }

  #failure(partition: string, op: Op): Failed | undefined {
    const row = this.#rows(partition).get(op.key);
    if (op.kind === 'create') return row === undefined ? undefined : { kind: 'exists' };
    if (op.kind === 'put') return undefined;
    if (row === undefined) return { kind: 'missing' };
    return op.kind === 'replace' && row.etag !== op.etag ? { kind: 'conflict' } : undefined;
  }

  #carryOut(partition: string, op: Op): string {
    if (op.kind !== 'delete') return this.#set(partition, op.key, op.columns);
    this.#rows(partition).delete(op.key);
    return '';
  }

  async #read(call: Call): Promise<void> {
    await this.#pass(call);
    const trouble = this.trouble?.(call);
    if (trouble === undefined || trouble === 'stale') return;
    if (trouble === 'hang') await this.#hang();
    throw new Fault('storage-unavailable', `no answer to ${call.kind}`);
  }

  async #write<T>(call: Call, carryOut: () => T | Failed): Promise<T | Failed> {
    await this.#pass(call);
    const unknown: Failed = { kind: 'unknown', cause: new Error('no acknowledgement') };
    switch (this.trouble?.(call)) {
      case undefined:
        return carryOut();
      case 'stale':
        return { kind: 'conflict' };
      case 'before':
      case 'throttle':
        return unknown;
      case 'late':
        this.#late.push({ calls: 1 + (this.calls.length % 5), carryOut });
        return unknown;
      case 'hang':
        carryOut();
        await this.#hang();
        return unknown;
      case 'after':
        carryOut();
        return unknown;
      case 'after-conflict':
        carryOut();
        return carryOut();
    }
  }

  async #hang(): Promise<void> {
    const timers = this.#timers;
    if (timers === undefined) throw new TypeError('a table whose calls hang needs timers');
    await new Promise<void>((resolve) => timers.after(STORAGE_CALL_MS, resolve));
  }

  async #pass(call: Call): Promise<void> {
    this.calls.push(call);
    await new Promise<void>((resolve) => setImmediate(resolve));
    await this.gate?.(call);
    for (const late of this.#late) late.calls -= 1;
    const due = this.#late.filter(({ calls }) => calls <= 0);
    this.#late = this.#late.filter(({ calls }) => calls > 0);
    for (const { carryOut } of due) carryOut();
  }
}
