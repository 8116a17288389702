import { LEDGER_SUBJECT } from '../../../kernel/feature.ts';
import { epochMs, type Instant, SECOND } from '../../../kernel/instant.ts';
import { type Adoption, adoptionIn, isOverruled } from '../../../ledger/adoption.ts';
import { type Checkpoint, firstBehind } from '../../../ledger/checkpoint.ts';
import { type KeyPeriod, verifyCheckpoint } from '../../../ledger/keyring.ts';
import { blockOf } from '../rows/blockRow.ts';
import { blockKey, checkpointKey, GOVERNANCE, partitionOf, withPrefix } from '../rows/keys.ts';
import { isOurText, type Sealer, textIn } from '../rows/sealed.ts';
import { rowsIn } from '../table/pages.ts';
import type { Table } from '../table/table.ts';
import { type Found, foundAt, rowFound } from './rowFinding.ts';

/** A checkpoint whose signature holds. */
export interface KeptCheckpoint {
  /** The key of its row, or OUTSIDE. */
  readonly place: string;
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** All checkpoints there are, in the table and outside of it. */
export interface CheckpointHistory {
  /** Those that count, oldest first; the one outside among them. */
  readonly counting: readonly KeptCheckpoint[];
  readonly overruled: readonly KeptCheckpoint[];
  /** The newest one kept outside the table, whether it counts or not. */
  readonly outside: KeptCheckpoint | undefined;
  /** What two people have adopted, as rows beside the log name it: to be compared with the log. */
  readonly adoptions: readonly Adoption[];
}

export interface HistoryOptions {
  readonly table: Table;
  readonly tenant: string;
  readonly sealer: Sealer | undefined;
  /** The keys that sign, and when. */
  readonly keys: readonly KeyPeriod[];
  /** The newest note kept outside the table. */
  readonly outside: () => Promise<string | undefined>;
}

export const OUTSIDE = 'checkpoint';
/** Of several servers each reads the heads on its own: which of two checkpoints knows more, their times need not tell. */
const ABREAST_MS = 10 * SECOND;

export type History =
  | { readonly ok: true; readonly value: CheckpointHistory }
  | { readonly ok: false; readonly found: Found };

/** Reads every checkpoint, the one outside first: it may not know less than the table does later. */
export async function checkpointHistory(options: HistoryOptions): Promise<History> {
  const note = await options.outside();
  const outside = note === undefined ? undefined : opened(OUTSIDE, note, options);
  if (outside?.ok === false) return outside;
  const rows: KeptCheckpoint[] = [];
  const partition = partitionOf(options.tenant, GOVERNANCE);
  for await (const row of rowsIn(options.table, partition, withPrefix('C|'))) {
    const { sealer } = options;
    if (sealer !== undefined && !isOurText(sealer, partition, row))
      return { ok: false, found: rowFound(GOVERNANCE, row.key, 'row-forged') };
    const kept = opened(row.key, textIn(row).text, options);
    if (!kept.ok) return kept;
    rows.push(kept.value);
  }
  const adoptions = await adoptionsIn(options);
  const isInTable = rows.some((row) => row.note === note);
  const all = outside === undefined || isInTable ? rows : [...rows, outside.value];
  const sorted = all.toSorted((a, b) => (a.checkpoint.at < b.checkpoint.at ? -1 : 1));
  const counts = (one: KeptCheckpoint): boolean =>
    !isOverruled(one.checkpoint, one.note, adoptions);
  const counting = sorted.filter(counts);
  const shrinking = firstShrinking(counting);
  if (shrinking !== undefined) return { ok: false, found: shrinking };
  return {
    ok: true,
    value: {
      counting,
      overruled: sorted.filter((one) => !counts(one)),
      outside: outside?.value,
      adoptions,
    },
  };
}

type Opened =
  | { readonly ok: true; readonly value: KeptCheckpoint }
  | { readonly ok: false; readonly found: Found };

function opened(place: string, note: string, { keys, tenant }: HistoryOptions): Opened {
  const at = place === OUTSIDE ? OUTSIDE : `${GOVERNANCE}/${place}`;
  const signed = verifyCheckpoint(note, `countersign/${tenant}`, keys);
  if (!signed.ok) return { ok: false, found: { ...foundAt(signed.finding), place: at } };
  const { checkpoint } = signed.value;
  if (place !== OUTSIDE && place !== checkpointKey(epochMs(checkpoint.at as Instant)))
    return { ok: false, found: rowFound(GOVERNANCE, place, 'row-differs') };
  return { ok: true, value: { place, note, checkpoint } };
}

/** The first checkpoint that knows less than one made well before it. */
function firstShrinking(counting: readonly KeptCheckpoint[]): Found | undefined {
  let from = 0;
  let before: KeptCheckpoint | undefined;
  for (const kept of counting) {
    for (let next = counting[from]; isWellBefore(next, kept); next = counting[from]) {
      before = next;
      from += 1;
    }
    const bad = before && firstBehind(before.checkpoint, kept.checkpoint.logs);
    if (bad !== undefined) {
      const { sentence } = bad;
      const place = kept.place === OUTSIDE ? OUTSIDE : `${GOVERNANCE}/${kept.place}`;
      return { place, code: bad.code, sentence: `${sentence} So says a later checkpoint.` };
    }
  }
  return undefined;
}

const isWellBefore = (
  earlier: KeptCheckpoint | undefined,
  { checkpoint }: KeptCheckpoint,
): earlier is KeptCheckpoint =>
  earlier !== undefined &&
  epochMs(earlier.checkpoint.at as Instant) + ABREAST_MS < epochMs(checkpoint.at as Instant);

/**
 * Adoptions, by the rows that list them. Nothing here is proven: the log is, later, and these rows with it. Without them an
 * overruled checkpoint would count, so that hiding one hides nothing.
 */
async function adoptionsIn({ table, tenant }: HistoryOptions): Promise<readonly Adoption[]> {
  const partition = partitionOf(tenant, GOVERNANCE);
  const adoptions: Adoption[] = [];
  for await (const row of rowsIn(table, partition, withPrefix(`X|${LEDGER_SUBJECT}|`))) {
    const seq = Number(row.key.split('|').at(-1));
    const [stored] = await table.list(partition, { from: blockKey(seq), to: 'B}' }, 1);
    if (stored === undefined) continue;
    const block = blockOf(stored);
    const adoption = adoptionIn(lineAt(block.text, seq - (block.last - block.n + 1)), seq);
    if (adoption !== undefined) adoptions.push(adoption);
  }
  return adoptions;
}

const lineAt = (text: string, index: number): string => text.split('\n')[index] ?? '';
