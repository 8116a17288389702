import { Fault } from '../../../kernel/faults.ts';
import type { Facts } from '../../../kernel/feature.ts';
import { chainWith, INITIAL_CHAIN } from '../../../ledger/block.ts';
import { sha256 } from '../../../ledger/hash.ts';
import { FENCE_JOB } from '../commit/fences.ts';
import { lanesThere } from '../commit/founding.ts';
import type { HeadAt } from '../rows/head.ts';
import { GOVERNANCE, HEAD, laneName, partitionOf } from '../rows/keys.ts';
import { LogStore } from '../rows/logStore.ts';
import { type Model, modelOf } from '../rows/model.ts';
import type { SealedText, Sealer } from '../rows/sealed.ts';
import { rowsIn } from '../table/pages.ts';
import type { Op, Table } from '../table/table.ts';
import { otherRows } from './logAudit.ts';
import { Replay } from './replay.ts';
import { KnownSizes } from './rollback.ts';
import { checkRow } from './rowCheck.ts';

export interface RowsToRebuild {
  readonly table: Table;
  readonly tenant: string;
  readonly sealer: Sealer;
  readonly features: readonly Facts[];
}

export interface Rebuilt {
  readonly written: number;
  readonly deleted: number;
  /** Rows of which the log holds a hash only, as `g/V|…`: they come back when what they hold is learned again. */
  readonly lost: readonly string[];
}

const TRIES = 20;
const PAGE = 100;
/** Of one transaction, the head beside them. */
const MOST_OPS = 90;
const MOST_UNITS = 1_000_000;

/**
 * Makes every row that follows from the logs what it has to be, and deletes what follows from nothing. Logs are read and not
 * changed: blocks must lead to their head. Each transaction is conditional on the head, so that servers may run meanwhile.
 * Throws `ledger-corrupt` where a log itself is not sound, `misconfigured` where there is none.
 */
export async function rebuildRows(options: RowsToRebuild): Promise<Rebuilt> {
  const { table, tenant, sealer, features } = options;
  const known = new KnownSizes();
  const storeOf = (log: string): LogStore =>
    new LogStore({ log, partition: partitionOf(tenant, log) }, { table, sealer, known });
  const governance = storeOf(GOVERNANCE);
  const lanes = await lanesThere(governance, sealer);
  if (lanes === undefined) throw new Fault('misconfigured', 'there is no ledger in the table');
  const stores = [governance, ...Array.from({ length: lanes }, (_, i) => storeOf(laneName(i)))];
  const model = modelOf(features);
  let all: Rebuilt = { written: 0, deleted: 0, lost: [] };
  for (const store of stores) {
    const one = await new LogRebuild(store, sealer, model).run();
    all = {
      written: all.written + one.written,
      deleted: all.deleted + one.deleted,
      lost: [...all.lost, ...one.lost],
    };
  }
  return all;
}

/** The rows beside one log. */
class LogRebuild {
  readonly #store: LogStore;
  readonly #sealer: Sealer;
  readonly #replay: Replay;
  /** What each row has to say, as far as the log says it in full. */
  readonly #texts = new Map<string, SealedText>();
  readonly #written = new Set<string>();
  readonly #deleted = new Set<string>();
  #chain = INITIAL_CHAIN;

  constructor(store: LogStore, sealer: Sealer, model: Model) {
    this.#store = store;
    this.#sealer = sealer;
    this.#replay = new Replay(store.log, model, this.#texts);
  }

  async run(): Promise<Rebuilt> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const at = await this.#store.head();
      await this.#foldTo(at);
      const { ops, lost } = await this.#differences();
      if (!(await this.#write(at, ops))) continue; // somebody wrote meanwhile
      return { written: this.#written.size, deleted: this.#deleted.size, lost };
    }
    throw new Fault('storage-contended', `the rows of log ${this.#store.log} change too fast`);
  }

  async #foldTo({ head }: HeadAt): Promise<void> {
    while (this.#replay.size < head.tree.size) {
      const next = this.#replay.size + 1;
      const blocks = await this.#store.blocksFrom(next, PAGE);
      const inside = blocks.filter(({ last }) => last <= head.tree.size);
      if (inside.length === 0) throw this.#corrupt(`the blocks from ${next} on are missing`);
      for (const block of inside) {
        if (block.last - block.n !== this.#replay.size)
          throw this.#corrupt(`block ${block.last} does not follow ${this.#replay.size}`);
        this.#chain = chainWith(this.#chain, block.was ?? sha256(block.text));
        this.#replay.add(block);
      }
    }
    if (this.#chain !== head.chain) throw this.#corrupt('the blocks are not those of its head');
    this.#replay.settle();
  }

  async #differences(): Promise<{ readonly ops: readonly Op[]; readonly lost: readonly string[] }> {
    const { table, partition, log } = this.#store;
    const at = { sealer: this.#sealer, partition };
    const missing = new Set(this.#replay.rows.keys());
    const ops: Op[] = [];
    for (const range of otherRows(log))
      for await (const row of rowsIn(table, partition, range)) {
        const { key } = row;
        const expected = this.#replay.rows.get(key);
        const isWrong = checkRow(row, expected ?? {}, at) !== undefined;
        if (key === HEAD || (!isWrong && (expected !== undefined || isUnnamed(key)))) {
          missing.delete(key);
        } else if (expected === undefined) ops.push({ kind: 'delete', key });
      }
    const lost: string[] = [];
    for (const key of missing) {
      const text = this.#texts.get(key);
      if (text === undefined) lost.push(`${log}/${key}`);
      else ops.push(this.#store.sealed('put', key, text));
    }
    return { ops, lost };
  }

  /** Answers whether the head stood still meanwhile. It is written again with each part, and seals what will stand. */
  async #write(at: HeadAt, ops: readonly Op[]): Promise<boolean> {
    const { table, partition, log } = this.#store;
    const seals = Object.fromEntries(this.#replay.cached);
    const isSealed = Object.entries(seals).every(([kind, seal]) => at.head.cached?.[kind] === seal);
    if (ops.length === 0 && (isSealed || log !== GOVERNANCE)) return true;
    const cached = log === GOVERNANCE ? { ...at.head.cached, ...seals } : undefined;
    let { etag } = at;
    for (const part of parts(ops)) {
      const head = this.#store.headOp({ ...at, etag }, cached);
      const outcome = await table.transact(partition, [head, ...part]);
      if (outcome.kind !== 'done') return this.#again(outcome.kind);
      for (const { kind, key } of part)
        (kind === 'delete' ? this.#deleted : this.#written).add(key);
      etag = outcome.etags[0] ?? etag;
    }
    return true;
  }

  #again(kind: string): false {
    if (kind === 'refused') throw this.#corrupt('a row cannot be written');
    return false;
  }

  #corrupt(what: string): Fault {
    return new Fault('ledger-corrupt', `log ${this.#store.log}: ${what}`);
  }
}

/** Rows that no event names: answers kept with idempotency keys, fences. Under our mac they may stay. */
function isUnnamed(key: string): boolean {
  const [prefix, , job] = key.split('|');
  return prefix === 'I' || (prefix === 'O' && job === FENCE_JOB);
}

/** Operations in parts that one transaction holds, at least one, which may be empty. */
function parts(ops: readonly Op[]): readonly (readonly Op[])[] {
  const all: Op[][] = [[]];
  let units = 0;
  for (const op of ops) {
    const more = op.kind === 'delete' ? 0 : Object.values(op.columns).join('').length;
    const last = all.at(-1);
    if (last !== undefined && last.length < MOST_OPS && units + more <= MOST_UNITS) {
      last.push(op);
      units += more;
    } else {
      all.push([op]);
      units = more;
    }
  }
  return all;
}
