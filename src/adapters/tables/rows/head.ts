import type { Counter } from '../../../kernel/ledger.ts';
import { INITIAL_CHAIN } from '../../../ledger/block.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import { emptyTree, formatPeaks, parseTree, type Tree } from '../../../ledger/merkle.ts';
import type { Columns, Row } from '../table/table.ts';
import type { WeekCells } from './cells.ts';
import { HEAD } from './keys.ts';
import { forged, macFits, type Sealer } from './sealed.ts';

/** The last numbers given out of each series. */
export type Counters = Readonly<Record<Counter, number>>;

/** What the head row of a log says, `fence` apart. */
export interface Head extends WeekCells {
  readonly tree: Tree;
  readonly chain: string;
  /** The nonce of the commit that wrote it. */
  readonly tx: string;
  readonly counters: Counters;
  /** How many decision lanes there are; only governance's head says so. */
  readonly lanes: number;
  /** Kind of cached entity → digest over which version of each stands. Only governance's head says so; one written before it did says nothing. */
  readonly cached?: Readonly<Record<string, string>>;
}

/** A head as it was read or written, with the ETag that a commit on it is conditional on. */
export interface HeadAt {
  readonly head: Head;
  readonly etag: string;
  /** The seq of governance that last moved this head without a commit; not under the mac, and trusted for nothing. */
  readonly fence: string;
}

export const newHead = (lanes: number): Head => ({
  tree: emptyTree,
  chain: INITIAL_CHAIN,
  tx: '',
  week: '',
  cells: {},
  counters: { AR: 0, P: 0, F: 0 },
  lanes,
});

/** Columns of a head. A commit passes on the fence it read: its ETag says that no other was set since. */
export function headColumns(
  sealer: Sealer,
  partition: string,
  { head, fence }: Pick<HeadAt, 'head' | 'fence'>,
): Columns {
  const core = {
    size: String(head.tree.size),
    peaks: formatPeaks(head.tree),
    chain: head.chain,
    tx: head.tx,
    week: head.week,
    cells: canonicalJson(head.cells),
    ar: String(head.counters.AR),
    p: String(head.counters.P),
    f: String(head.counters.F),
    lanes: String(head.lanes),
    ...(head.cached && { cached: canonicalJson(head.cached) }),
  };
  return { ...core, fence, mac: sealer.mac(macText(partition, core)) };
}

/** Whether a head was written under our mac, `fence` apart. */
export function isOurHead(sealer: Sealer, partition: string, { columns }: Row): boolean {
  const { mac, fence: _, ...core } = columns;
  return macFits(sealer, macText(partition, core), mac);
}

/** The head that a row says. Throws `row-forged` where its mac does not fit. */
export function readHead(sealer: Sealer, partition: string, row: Row): HeadAt {
  if (!isOurHead(sealer, partition, row)) throw forged({ partition, key: HEAD });
  const { mac: _, fence = '', ...core } = row.columns;
  const number = (name: string): number => Number(core[name]);
  const text = (name: string): string => core[name] ?? '';
  const head = {
    tree: parseTree(number('size'), text('peaks')),
    chain: text('chain'),
    tx: text('tx'),
    week: text('week'),
    cells: JSON.parse(text('cells')) as Head['cells'],
    counters: { AR: number('ar'), P: number('p'), F: number('f') },
    lanes: number('lanes'),
    ...(core['cached'] !== undefined && {
      cached: JSON.parse(core['cached']) as Record<string, string>,
    }),
  };
  return { head, etag: row.etag, fence };
}

const macText = (partition: string, core: Columns): string =>
  `${partition}\n${HEAD}\n${canonicalJson(core)}`;
