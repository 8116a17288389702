import { keyNumber } from '../../kernel/entity.ts';
import { Fault } from '../../kernel/faults.ts';
import type { StoredBlock } from '../../ledger/block.ts';
import { sha256 } from '../../ledger/hash.ts';
import { blockKey } from './keys.ts';
import { forged, type Sealer, textColumns, textOf } from './sealed.ts';
import type { Columns, Row } from './table.ts';

/** Columns of a block. Its mac covers the hash of its text, which the running hash needs anyway. */
export function blockColumns(sealer: Sealer, partition: string, block: StoredBlock): Columns {
  const { n, tx, chain, was, text } = block;
  return {
    ...textColumns(text),
    n: String(n),
    tx,
    chain,
    ...(was === undefined ? {} : { was }),
    mac: sealer.mac(macText(partition, block)),
  };
}

/** The block that a row holds. Throws `row-forged` where its mac does not fit. */
export function readBlock(sealer: Sealer, partition: string, row: Row): StoredBlock {
  const { n = '', tx = '', chain = '', was, mac } = row.columns;
  const block = {
    last: Number(row.key.slice(2)),
    n: Number(n),
    tx,
    chain,
    text: textOf(row.columns),
    ...(was === undefined ? {} : { was }),
  };
  if (mac !== sealer.mac(macText(partition, block)) || row.key !== blockKey(block.last))
    throw forged({ partition, key: row.key });
  if (!(block.n >= 1 && block.n <= block.last))
    throw new Fault('ledger-corrupt', `block ${partition} ${row.key} cannot hold ${n} events`);
  return block;
}

const macText = (partition: string, { last, n, tx, chain, was, text }: StoredBlock): string =>
  [partition, 'B', keyNumber(last), n, tx, chain, was ?? '', sha256(text)].join('\n');
