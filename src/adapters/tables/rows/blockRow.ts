import { keyNumber } from '../../../kernel/entity.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { StoredBlock } from '../../../ledger/block.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { Columns, Row } from '../table/table.ts';
import { blockKey } from './keys.ts';
import { forged, macFits, type Sealer, textColumns, textOf } from './sealed.ts';

/** Columns of a block. Its mac covers the hash of its text, which the running hash needs anyway. */
export function blockColumns(
  sealer: Sealer,
  partition: string,
  block: StoredBlock,
  hash = sha256(block.text),
): Columns {
  const { n, tx, chain, was, text } = block;
  return {
    ...textColumns(text),
    n: String(n),
    tx,
    chain,
    ...(was === undefined ? {} : { was }),
    mac: sealer.mac(macText(partition, block, hash)),
  };
}

/** The block that a row holds. Throws `row-forged` where its mac does not fit. */
export function readBlock(sealer: Sealer, partition: string, row: Row): StoredBlock {
  const block = blockOf(row);
  if (!isOurBlock(sealer, partition, row)) throw forged({ partition, key: row.key });
  if (!(block.n >= 1 && block.n <= block.last))
    throw new Fault(
      'ledger-corrupt',
      `block ${partition} ${row.key} cannot hold ${block.n} events`,
    );
  return block;
}

/** What a row says of a block, nothing checked: for verifiers. */
export function blockOf({ key, columns }: Row): StoredBlock {
  const { n = '', tx = '', chain = '', was } = columns;
  const block = { last: Number(key.slice(2)), n: Number(n), tx, chain, text: textOf(columns) };
  return was === undefined ? block : { ...block, was };
}

/** Whether a block's mac fits what the row says, and the row's place. */
export function isOurBlock(sealer: Sealer, partition: string, row: Row): boolean {
  const block = blockOf(row);
  return (
    row.key === blockKey(block.last) &&
    macFits(sealer, macText(partition, block, sha256(block.text)), row.columns['mac'])
  );
}

const macText = (
  partition: string,
  { last, n, tx, chain, was }: StoredBlock,
  hash: string,
): string => [partition, 'B', keyNumber(last), n, tx, chain, was ?? '', hash].join('\n');
