import { blocksUpTo } from '../../adapters/tables/rows/storedLog.ts';
import type { Table } from '../../adapters/tables/table/table.ts';
import { type Found, foundAt } from '../../adapters/tables/verification/rowFinding.ts';
import { parseBlock, type StoredBlock } from '../../ledger/block.ts';
import type { LogState } from '../../ledger/checkpoint.ts';
import { LogVerifier } from '../../ledger/verify.ts';

/** One log to be read up to what a checkpoint says of it. */
export interface LogToRead {
  readonly table: Table;
  readonly tenant: string;
  readonly state: LogState;
  /** What earlier checkpoints say of this log. */
  readonly checkpoints: readonly LogState[];
  readonly signal: AbortSignal;
}

type TakeLine = (line: string, seq: number) => Promise<void>;

/** Every line of a log, each taken once its block has been verified; or the first thing wrong. */
export async function walk(log: LogToRead, take: TakeLine): Promise<Found | undefined> {
  const { state, checkpoints } = log;
  const verifier = new LogVerifier(state.log);
  for (const { size, root, chain } of [...checkpoints, state]) verifier.expect(size, root, chain);
  for await (const block of blocksUpTo(log, state.log, state.size)) {
    log.signal.throwIfAborted();
    const bad = verifier.add(block);
    if (bad !== undefined) return foundAt(bad);
    await takeLines(block, take);
  }
  return verifier.size === state.size ? undefined : cut(state, verifier.size);
}

/** Every line of a log again, after `walk`. */
export async function eachLine(log: LogToRead, take: TakeLine): Promise<void> {
  for await (const block of blocksUpTo(log, log.state.log, log.state.size)) {
    log.signal.throwIfAborted();
    await takeLines(block, take);
  }
}

async function takeLines({ text, last, n }: StoredBlock, take: TakeLine): Promise<void> {
  for (const [i, line] of parseBlock(text).entries()) await take(line, last - n + 1 + i);
}

const cut = ({ log, size }: LogState, found: number): Found =>
  foundAt({
    log,
    seq: found + 1,
    code: 'log-cut',
    sentence: `A checkpoint knows ${size} events of log ${log}, which ends at ${found}: it was cut or rolled back.`,
  });
