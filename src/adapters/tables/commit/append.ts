import type { Instant } from '../../../kernel/instant.ts';
import { blockText, chainWith, type StoredBlock } from '../../../ledger/block.ts';
import { sha256 } from '../../../ledger/hash.ts';
import { leafHash, pushLeaves } from '../../../ledger/merkle.ts';
import { addCells, rollWeek, type WeekCells } from '../rows/cells.ts';
import type { Counters, Head } from '../rows/head.ts';

/** What one commit adds to a log. */
export interface Addition {
  readonly lines: readonly string[];
  /** What its events add to the week's counters. */
  readonly counts: readonly (readonly [string, number])[];
  readonly counters: Counters;
  /** The latest time that its lines say: it is counted into that week, and a verifier can tell. */
  readonly at: Instant;
  /** Tells this try from every other. */
  readonly tx: string;
  /** `Head.cached` after it, where it is governance. */
  readonly cached?: Readonly<Record<string, string>>;
}

export interface Appended {
  readonly head: Head;
  readonly block: StoredBlock;
  /** Of the block's text. */
  readonly hash: string;
  /** The week that ended with this commit, to be kept in its K row. */
  readonly closed: WeekCells | undefined;
}

/** The head and the block after appending at least one line to a log. Pure. */
export function append(head: Head, addition: Addition): Appended {
  const { lines, tx, counters, at, cached } = addition;
  const text = blockText(lines);
  const hash = sha256(text);
  const chain = chainWith(head.chain, hash);
  const tree = pushLeaves(head.tree, lines.map(leafHash));
  const { open, closed } = rollWeek(head, at);
  const cells = addCells(open.cells, addition.counts);
  return {
    head: {
      tree,
      chain,
      tx,
      week: open.week,
      cells,
      counters,
      lanes: head.lanes,
      ...(cached && { cached }),
    },
    block: { last: tree.size, n: lines.length, tx, chain, text },
    hash,
    closed: closed !== undefined && closed.week !== '' ? closed : undefined,
  };
}
