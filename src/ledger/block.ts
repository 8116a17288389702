import { LedgerFault } from './fault.ts';
import { sha256, writeHash } from './hash.ts';
import { leafHash } from './merkle.ts';
import { formatStub, parseStub } from './stub.ts';

/** The most UTF-16 units one property of a row holds. */
export const PROPERTY_UNITS = 32_000;
/** The most UTF-16 units the text of one block holds. */
export const BLOCK_UNITS = 440_000;
/** The most events one block holds. */
export const BLOCK_EVENTS = 512;

/** The running hash of a log that has no block yet. */
export const INITIAL_CHAIN = '0'.repeat(64);

/**
 * One block of a log as it is stored: the events with the seqs `last - n + 1` to `last` (the first
 * event of a log has seq 1), their lines each followed by a line feed, the nonce of the commit that
 * wrote it, and the running hash after it. `was` is the hash of the original text, kept where a line
 * has been purged since.
 */
export interface StoredBlock {
  readonly last: number;
  readonly n: number;
  readonly tx: string;
  readonly chain: string;
  readonly text: string;
  readonly was?: string;
}

/** The text of a block from its lines. Throws `bad-line` on an empty line, a line feed or a lone surrogate. */
export function blockText(lines: readonly string[]): string {
  for (const line of lines) {
    if (line === '' || line.includes('\n') || !line.isWellFormed()) {
      throw new LedgerFault(
        'bad-line',
        'A line is empty, or holds a line feed or a lone surrogate.',
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The lines of a block's text. Throws `bad-block` where the text cannot be one that `blockText` made. */
export function parseBlock(text: string): string[] {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length === 0 || lines.includes('') || !text.isWellFormed()) {
    throw new LedgerFault('bad-block', 'A block is not made of whole, well-formed lines.');
  }
  return lines;
}

/** A text cut into parts of at most PROPERTY_UNITS units, never between the halves of a surrogate pair. */
export function splitText(text: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    const to = cutAt(text, from + PROPERTY_UNITS);
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}

/** The text that `splitText` cut. */
export function joinText(parts: readonly string[]): string {
  return parts.join('');
}

/** The running hash after a block: SHA-256 of the 32 bytes so far and the 32 bytes of the block text's SHA-256. */
export function nextChain(chain: string, text: string): string {
  return chainWith(chain, sha256(text));
}

const pair = Buffer.alloc(64);

/** As `nextChain`, from the hash of a block's text. */
export function chainWith(chain: string, blockHash: string): string {
  writeHash(pair, 0, chain);
  writeHash(pair, 32, blockHash);
  return sha256(pair);
}

/** The leaf hash a stored line stands for: its own, or the one a purge stub keeps. */
export function leafOf(line: string): string {
  return parseStub(line)?.leaf ?? leafHash(line);
}

/**
 * A block with the lines of some seqs replaced by purge stubs. Root and running hash stay as they
 * were. `purgedBy` is the governance seq of the event that says so. Throws `out-of-range` on a seq
 * that the block does not hold.
 */
export function purgeBlock(
  block: StoredBlock,
  seqs: readonly number[],
  purgedBy: number,
): StoredBlock {
  const lines = parseBlock(block.text);
  for (const seq of seqs) {
    const at = seq - (block.last - block.n + 1);
    const line = lines[at];
    if (line === undefined)
      throw new LedgerFault(
        'out-of-range',
        `The block that ends at ${block.last} does not hold ${seq}.`,
      );
    if (parseStub(line) === undefined) lines[at] = formatStub({ leaf: leafHash(line), purgedBy });
  }
  return { ...block, text: blockText(lines), was: block.was ?? sha256(block.text) };
}

function cutAt(text: string, wished: number): number {
  if (wished >= text.length) return text.length;
  const unit = text.charCodeAt(wished);
  const inPair = unit >= 0xdc00 && unit <= 0xdfff;
  return inPair ? wished - 1 : wished;
}
