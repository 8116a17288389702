import type { Facts } from '../../kernel/feature.ts';
import type { StoredBlock } from '../../ledger/block.ts';
import type { StoredHead } from '../../ledger/chainVerifier.ts';
import { blockOf } from './blockRow.ts';
import { blockKey, checkpointKey, GOVERNANCE, HEAD, laneName, partitionOf } from './keys.ts';
import { type Model, modelOf } from './model.ts';
import { Replay } from './replay.ts';
import { checkRow } from './rowCheck.ts';
import { type RowFinding, rowFinding } from './rowFinding.ts';
import { type Sealer, textOf } from './sealed.ts';
import type { Range, Row, Table } from './table.ts';

const PAGE = 200;
/** Everything that can be a key of ours. */
const ALL: Range = { from: ' ', to: '~' };
/** How often rows in doubt are read again while servers go on writing. */
const ROUNDS = 20;

/** One log as it lies in the table, with nothing trusted: for `LogVerifier` and exports. */
export interface StoredLog {
  readonly log: string;
  /** Undefined where the head row is missing. */
  head(): Promise<StoredHead | undefined>;
  /** Blocks in the order of their keys. */
  blocks(): AsyncGenerator<StoredBlock>;
}

export interface AuditOptions {
  readonly table: Table;
  readonly tenant: string;
  readonly features: readonly Facts[];
  readonly sealer: Sealer;
}

/** A ledger for those who check it. Reads only; servers may go on writing meanwhile. */
export class Audit {
  readonly #options: AuditOptions;
  readonly #model: Model;

  constructor(options: AuditOptions) {
    this.#options = options;
    this.#model = modelOf(options.features);
  }

  /** Governance and its lanes, as many as have a head. */
  async logs(): Promise<readonly StoredLog[]> {
    const logs = [this.#stored(GOVERNANCE)];
    for (let lane = 0; ; lane += 1) {
      const log = this.#stored(laneName(lane));
      if ((await log.head()) === undefined) return logs;
      logs.push(log);
    }
  }

  /** Notes of the checkpoints kept in the table, oldest first. */
  async *checkpoints(): AsyncGenerator<string> {
    const range = { from: checkpointKey(0), to: 'C}' };
    for await (const row of this.#rows(GOVERNANCE, range)) yield textOf(row.columns);
  }

  /**
   * Replays a log against every row of its partition. A row that was written in the meantime is not a finding: what is in
   * doubt is read again at the log's newest head.
   */
  async findings(log: string): Promise<readonly RowFinding[]> {
    const replay = new Replay(log, this.#model);
    try {
      await this.#extend(replay, log);
    } catch (cause) {
      const { message } = cause instanceof Error ? cause : new Error('unknown');
      const found = rowFinding(log, blockKey(replay.size + 1), 'replay-stopped');
      return [{ ...found, sentence: `${found.sentence} ${message}` }];
    }
    let doubtful = await this.#firstLook(replay, log);
    for (let round = 0; doubtful.length > 0 && round < ROUNDS; round += 1) {
      const size = replay.size;
      await this.#extend(replay, log);
      if (round > 0 && replay.size === size) break;
      doubtful = await this.#lookAgain(replay, log, doubtful);
    }
    return doubtful;
  }

  async #extend(replay: Replay, log: string): Promise<void> {
    const range = { from: blockKey(replay.size + 1), to: 'B}' };
    for await (const row of this.#rows(log, range)) replay.add(blockOf(row));
  }

  async #firstLook(replay: Replay, log: string): Promise<readonly RowFinding[]> {
    const check = this.#check(replay, log);
    const missing = new Set([HEAD, ...check.expected.keys()]);
    const findings: RowFinding[] = [];
    for await (const row of this.#rows(log, ALL)) {
      missing.delete(row.key);
      const code = checkRow(row, check);
      if (code !== undefined) findings.push(rowFinding(log, row.key, code));
    }
    return [...findings, ...[...missing].map((key) => rowFinding(log, key, 'row-missing'))];
  }

  async #lookAgain(
    replay: Replay,
    log: string,
    doubtful: readonly RowFinding[],
  ): Promise<readonly RowFinding[]> {
    const check = this.#check(replay, log);
    const again: RowFinding[] = [];
    for (const { row: key } of doubtful) {
      const row = await this.#options.table.get(check.partition, key);
      const mustBe = key === HEAD || check.expected.has(key);
      const absent = mustBe ? ('row-missing' as const) : undefined;
      const code = row === undefined ? absent : checkRow(row, check);
      if (code !== undefined) again.push(rowFinding(log, key, code));
    }
    return again;
  }

  #check(replay: Replay, log: string) {
    const { sealer, tenant } = this.#options;
    return { sealer, partition: partitionOf(tenant, log), replay, expected: replay.expected() };
  }

  #stored(log: string): StoredLog {
    const { table, tenant } = this.#options;
    return {
      log,
      head: async () => {
        const row = await table.get(partitionOf(tenant, log), HEAD);
        return row === undefined ? undefined : storedHead(row);
      },
      blocks: () => this.#blocks(log),
    };
  }

  async *#blocks(log: string): AsyncGenerator<StoredBlock> {
    for await (const row of this.#rows(log, { from: 'B|', to: 'B}' })) yield blockOf(row);
  }

  async *#rows(log: string, { from, to }: Range): AsyncGenerator<Row> {
    const partition = partitionOf(this.#options.tenant, log);
    for (let after = from; ; ) {
      const rows = await this.#options.table.list(partition, { from: after, to }, PAGE);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = `${last.key} `;
    }
  }
}

function storedHead({ columns }: Row): StoredHead {
  const { size, peaks = '', chain = '', tx = '' } = columns;
  return { size: Number(size), peaks: peaks === '' ? [] : peaks.split(' '), chain, tx };
}
