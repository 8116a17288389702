import { sha256 } from '../../../ledger/hash.ts';
import { isOurText, type Sealer, textIn } from '../rows/sealed.ts';
import type { Row } from '../table/table.ts';
import type { Expected } from './replay.ts';
import type { RowFindingCode } from './rowFinding.ts';

export interface RowCheck {
  /** Undefined where the key of the macs is not at hand: then only what the log says is compared. */
  readonly sealer: Sealer | undefined;
  readonly partition: string;
}

/** What is wrong with a row of which the log says something, or undefined. Claims on O rows, which are under no mac, are not looked at. */
export function checkRow(
  row: Row,
  expected: Expected,
  { sealer, partition }: RowCheck,
): RowFindingCode | undefined {
  if (sealer !== undefined && !isOurText(sealer, partition, row)) return 'row-forged';
  const { seq, text } = textIn(row);
  const fits =
    (expected.seq === undefined || expected.seq === seq) &&
    (expected.text === undefined || expected.text === sha256(text));
  return fits ? undefined : 'row-differs';
}
