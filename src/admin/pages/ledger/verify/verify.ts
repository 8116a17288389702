import type { LedgerLine } from '../../../events/line.ts';
import { type Bytes, fromHex, sameBytes, toHex } from './bytes.ts';
import { climbed, leafHash, rooted } from './merkle.ts';
import type { Checkpoint, LogState } from './note.ts';

/** A page of ledger lines, oldest first, all of governance before the lanes. */
export type FetchPage = (
  after: string | undefined,
  signal: AbortSignal,
) => Promise<{ readonly lines: readonly LedgerLine[]; readonly next: string | undefined }>;

/** What does not fit, and where. */
export interface Bad {
  readonly log: string;
  readonly seq: number;
  readonly sentence: string;
}

export interface CheckedLog extends LogState {
  readonly isGood: boolean;
  /** Audit paths of the events that were asked for, by seq, hex. */
  readonly paths: ReadonlyMap<number, readonly string[]>;
}

export interface Report {
  readonly logs: readonly CheckedLog[];
  /** Lines whose leaf was made from their content here. */
  readonly hashed: number;
  /** Lines that this reader sees without their content, or that were purged: their leaf was taken as told. */
  readonly hidden: number;
  readonly bad: Bad | undefined;
}

export interface Wish {
  readonly checkpoint: Checkpoint;
  readonly fetchPage: FetchPage;
  readonly signal: AbortSignal;
  /** Events read so far, of how many. */
  readonly onProgress: (done: number, all: number) => void;
  /** Only these logs; all without. */
  readonly only?: readonly string[];
  /** Seqs of governance whose audit paths are wanted. */
  readonly prove?: readonly number[];
}

/** What has been read of the logs. */
class Reading {
  readonly leaves = new Map<string, Bytes[]>();
  hashed = 0;
  hidden = 0;
  done = 0;
  bad: Bad | undefined;
  readonly #sizes: ReadonlyMap<string, number>;

  constructor(logs: readonly LogState[]) {
    this.#sizes = new Map(logs.map(({ log, size }) => [log, size]));
    for (const { log } of logs) this.leaves.set(log, []);
  }

  get isWhole(): boolean {
    return [...this.#sizes].every(([log, size]) => this.leaves.get(log)?.length === size);
  }

  async take(lines: readonly LedgerLine[]): Promise<void> {
    const wanted = lines.filter(({ log, seq }) => seq <= (this.#sizes.get(log) ?? 0));
    const made = await Promise.all(
      wanted.map((line) => (isTold(line) ? Promise.resolve(undefined) : leafHash(line.line))),
    );
    for (const [i, line] of wanted.entries()) this.#add(line, made[i]);
  }

  #add({ log, seq, leaf }: LedgerLine, made: Bytes | undefined): void {
    const leaves = this.leaves.get(log) ?? [];
    const told = fromHex(leaf);
    if (seq !== leaves.length + 1)
      this.bad ??= {
        log,
        seq: leaves.length + 1,
        sentence: `Line ${log}/${leaves.length + 1} is missing.`,
      };
    if (made && told && !sameBytes(made, told))
      this.bad ??= {
        log,
        seq,
        sentence: `Line ${log}/${seq} does not have the leaf hash that it is given out with.`,
      };
    leaves.push(made ?? told ?? new Uint8Array(32));
    this.done += 1;
    if (made) this.hashed += 1;
    else this.hidden += 1;
  }
}

/** Whose leaf cannot be made from what is shown: content that is not for this reader, or that was purged. */
const isTold = ({ redacted, line }: LedgerLine): boolean =>
  redacted === true || line.startsWith('{"leaf":');

/**
 * Reads every event that a checkpoint knows, makes the leaf hashes from the lines and the roots from the leaves, and
 * compares both. Shares no code with the server. Rejects where a page cannot be had or `signal` is aborted.
 */
export async function verifyLedger(wish: Wish): Promise<Report> {
  const { checkpoint, fetchPage, signal, onProgress, only, prove = [] } = wish;
  const logs = checkpoint.logs.filter(({ log }) => only === undefined || only.includes(log));
  const all = logs.reduce((sum, { size }) => sum + size, 0);
  const reading = new Reading(logs);
  let after: string | undefined;
  onProgress(0, all);
  while (!reading.isWhole && !reading.bad) {
    const page = await fetchPage(after, signal);
    await reading.take(page.lines);
    onProgress(reading.done, all);
    after = page.next;
    if (after === undefined) break;
  }
  const checked: CheckedLog[] = [];
  for (const state of logs) checked.push(await checkLog(state, reading, { prove, signal }));
  const { hashed, hidden } = reading;
  return { logs: checked, hashed, hidden, bad: reading.bad ?? badIn(checked, reading) };
}

interface Checking {
  readonly prove: readonly number[];
  readonly signal: AbortSignal;
}

async function checkLog(
  state: LogState,
  reading: Reading,
  { prove, signal }: Checking,
): Promise<CheckedLog> {
  const leaves = reading.leaves.get(state.log) ?? [];
  const wanted = state.log === 'g' ? prove.filter((seq) => seq <= leaves.length) : [];
  const { root, paths } = await rooted(
    leaves,
    wanted.map((seq) => seq - 1),
    signal,
  );
  const size = leaves.length;
  let isGood = size === state.size && toHex(root) === state.root;
  for (const [index, path] of paths) {
    const end = await climbed(leaves[index] ?? root, { index, size }, path);
    isGood &&= end !== undefined && toHex(end) === state.root;
  }
  return {
    ...state,
    isGood,
    paths: new Map([...paths].map(([leaf, path]) => [leaf + 1, path.map(toHex)])),
  };
}

function badIn(logs: readonly CheckedLog[], reading: Reading): Bad | undefined {
  const bad = logs.find(({ isGood }) => !isGood);
  if (bad === undefined) return undefined;
  const { log, size } = bad;
  const have = reading.leaves.get(log)?.length ?? 0;
  return have < size
    ? {
        log,
        seq: have + 1,
        sentence: `The checkpoint knows ${size} events of log ${log}; only ${have} are there.`,
      }
    : {
        log,
        seq: 1,
        sentence: `The events of log ${log} do not have the root that the checkpoint says.`,
      };
}
