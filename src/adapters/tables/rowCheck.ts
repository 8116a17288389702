import { canonicalJson } from '../../ledger/canonical.ts';
import { sha256 } from '../../ledger/hash.ts';
import { isSealed } from './blockRow.ts';
import { FENCE_JOB } from './fences.ts';
import { readHead } from './head.ts';
import { HEAD } from './keys.ts';
import type { Expected, Replay } from './replay.ts';
import type { RowFindingCode } from './rowFinding.ts';
import { openIfSealed, type Sealer } from './sealed.ts';
import type { Row } from './table.ts';

/** Rows of the ledger's own that no event names: their mac and their seq are all there is to check. */
const UNNAMED = ['I', 'U', 'C'];

export interface RowCheck {
  readonly sealer: Sealer;
  readonly partition: string;
  readonly replay: Replay;
  readonly expected: ReadonlyMap<string, Expected>;
}

/** What is wrong with one row, or undefined. Claims on O rows, which are under no mac, are not looked at. */
export function checkRow(row: Row, check: RowCheck): RowFindingCode | undefined {
  const [prefix = ''] = row.key.split('|');
  if (row.key === HEAD) return checkHead(row, check);
  if (prefix === 'B') return checkBlock(row, check);
  const sealed = openIfSealed(check.sealer, check.partition, row);
  if (sealed === undefined) return 'row-forged';
  const expected = check.expected.get(row.key);
  if (expected === undefined)
    return isUnnamed(row.key, sealed.seq, check) ? undefined : 'row-unexplained';
  const seqFits = expected.seq === undefined || expected.seq === sealed.seq;
  return seqFits && expected.text === sha256(sealed.text) ? undefined : 'row-differs';
}

function isUnnamed(key: string, seq: number, { replay }: RowCheck): boolean {
  const [prefix = '', , job] = key.split('|');
  if (!Number.isSafeInteger(seq) || seq > replay.size) return false;
  return UNNAMED.includes(prefix) || (prefix === 'O' && job === FENCE_JOB);
}

function checkBlock(row: Row, { sealer, partition, replay }: RowCheck): RowFindingCode | undefined {
  if (!isSealed(sealer, partition, row)) return 'row-forged';
  return Number(row.key.slice(2)) > replay.size ? 'row-unexplained' : undefined;
}

function checkHead(row: Row, { sealer, partition, replay }: RowCheck): RowFindingCode | undefined {
  try {
    const { head } = readHead(sealer, partition, row);
    const same =
      head.tree.size === replay.size &&
      head.week === replay.week.week &&
      canonicalJson(head.cells) === canonicalJson(replay.week.cells);
    return same ? undefined : 'row-differs';
  } catch {
    return 'row-forged';
  }
}
