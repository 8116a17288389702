import { canonicalJson } from '../../../ledger/canonical.ts';
import { isOurHead } from '../rows/head.ts';
import { HEAD } from '../rows/keys.ts';
import type { Sealer } from '../rows/sealed.ts';
import type { Row } from '../table/table.ts';
import type { Replay } from './replay.ts';
import { type Found, rowFound } from './rowFinding.ts';

export interface HeadCheck {
  readonly log: string;
  readonly partition: string;
  readonly sealer: Sealer | undefined;
  /** Folded up to the size that the head says. */
  readonly replay: Replay;
}

/** What is wrong with a head beyond size, peaks and running hash: its mac, its counters, the numbers given out, what it seals. */
export function checkHead(row: Row, check: HeadCheck): Found | undefined {
  const { log, partition, sealer, replay } = check;
  if (sealer !== undefined && !isOurHead(sealer, partition, row))
    return rowFound(log, HEAD, 'row-forged');
  const fits = countsFit(row, replay) && numbersFit(row, replay) && sealsFit(row, replay);
  return fits ? undefined : rowFound(log, HEAD, 'row-differs');
}

function countsFit({ columns }: Row, { week: counted }: Replay): boolean {
  const { week, cells } = columns;
  return counted === undefined || (week === counted.week && cells === canonicalJson(counted.cells));
}

/** A number that was given out once must not be given out again: the head says at least the largest that an event names. */
const numbersFit = ({ columns }: Row, { numbers }: Replay): boolean =>
  [...numbers].every(([counter, n]) => Number(columns[counter.toLowerCase()]) >= n);

/** What is sealed of a kind must be what the log says; a head written before there were seals has none, and kinds of other versions are theirs. */
function sealsFit({ columns }: Row, { cached }: Replay): boolean {
  const text = columns['cached'];
  if (text === undefined) return true;
  try {
    const sealed = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return sealed.every(([kind, digest]) => (cached.get(kind) ?? digest) === digest);
  } catch {
    return false;
  }
}
