import { timingSafeEqual } from 'node:crypto';
import { Fault } from '../../../kernel/faults.ts';
import { joinText, splitText } from '../../../ledger/block.ts';
import type { Columns, Row } from '../table/table.ts';

/** Makes message authentication codes with a key that is not in the storage account. */
export interface Sealer {
  /** HMAC-SHA256 of the text's UTF-8 bytes, as text. */
  mac(text: string): string;
}

/** A text that stands in a row under a mac, and the seq of governance or the lane that it reflects. */
export interface SealedText {
  readonly seq: number;
  readonly text: string;
}

/** Where a row stands: a mac holds for that place only. */
export interface Spot {
  readonly partition: string;
  readonly key: string;
}

/** Columns of a text: `seq`, `d0`, `d1`, … and `mac` over partition, key, seq and text. */
export function sealText(sealer: Sealer, spot: Spot, { seq, text }: SealedText): Columns {
  return { ...textColumns(text), seq: String(seq), mac: sealer.mac(macText(spot, seq, text)) };
}

/** The text of a row that `sealText` made. Throws `row-forged` where the mac does not fit what stands there. */
export function openText(sealer: Sealer, partition: string, row: Row): SealedText {
  if (!isOurText(sealer, partition, row)) throw forged({ partition, key: row.key });
  return textIn(row);
}

/** Whether a text was written under our mac, for the place where it stands. */
export function isOurText(sealer: Sealer, partition: string, row: Row): boolean {
  const { seq, text } = textIn(row);
  return macFits(sealer, macText({ partition, key: row.key }, seq, text), row.columns['mac']);
}

/** What a row of a text says, nothing checked: for verifiers. */
export const textIn = ({ columns }: Row): SealedText => ({
  seq: Number(columns['seq']),
  text: textOf(columns),
});

/** Whether a mac is that of a text. Takes as long whatever the mac is. */
export function macFits(sealer: Sealer, text: string, mac: string | undefined): boolean {
  const expected = Buffer.from(sealer.mac(text));
  const given = Buffer.from(mac ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export const forged = ({ partition, key }: Spot): Fault =>
  new Fault('row-forged', `the mac of ${partition} ${key} does not fit what stands there`);

/** `d0`, `d1`, …: a text over as many properties as it takes. */
export function textColumns(text: string): Record<string, string> {
  return Object.fromEntries(splitText(text).map((part, i) => [`d${i}`, part]));
}

export function textOf(columns: Columns): string {
  const parts: string[] = [];
  for (let i = 0; ; i += 1) {
    const part = columns[`d${i}`];
    if (part === undefined) return joinText(parts);
    parts.push(part);
  }
}

/** Neither partitions nor keys hold a line feed, and a seq is digits: no two rows share a text. */
const macText = ({ partition, key }: Spot, seq: number, text: string): string =>
  `${partition}\n${key}\n${seq}\n${text}`;
