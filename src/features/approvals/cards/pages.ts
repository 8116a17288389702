import { dividePiece, runsOf } from '../../../kernel/cards/text.ts';
import type { Piece } from '../../../kernel/cards/visible.ts';
import { type Block, blockRuns } from './payload.ts';

/** UTF-16 units of JSON that a block takes besides its runs: see the template. */
const FRAME = 80;
const units = (value: unknown): number => JSON.stringify(value).length;

const cost = (block: Block): number => FRAME + units(blockRuns(block));

interface Split {
  readonly head: readonly Block[];
  readonly tail: readonly Block[];
}

/** As much from the front as fits into `room` UTF-16 units of JSON; at least one piece, so that there is an end. */
function takeFront(blocks: readonly Block[], room: number): Split {
  const head: Block[] = [];
  let left = room;
  for (const [index, present] of blocks.entries()) {
    const needed = cost(present);
    if (needed <= left) {
      head.push(present);
      left -= needed;
      continue;
    }
    const { first, rest } = divide(present, left);
    if (first) head.push(first);
    return { head, tail: [rest, ...blocks.slice(index + 1)] };
  }
  return { head, tail: [] };
}

function divide(whole: Block, room: number): { first: Block | undefined; rest: Block } {
  let left = room - cost({ ...whole, pieces: [], continued: true });
  const taken: Piece[] = [];
  for (const [index, piece] of whole.pieces.entries()) {
    const needed = units(runsOf([piece]));
    if (needed <= left) {
      taken.push(piece);
      left -= needed;
      continue;
    }
    const [head, tail] = piece.hidden
      ? [undefined, piece]
      : dividePiece(piece, fitting(piece, left));
    if (head) taken.push(head);
    return split(whole, taken, [...(tail ? [tail] : []), ...whole.pieces.slice(index + 1)]);
  }
  return split(whole, taken, []);
}

const split = (whole: Block, taken: readonly Piece[], rest: readonly Piece[]) => ({
  first: taken.length === 0 ? undefined : { ...whole, pieces: taken },
  rest: { ...whole, pieces: rest, continued: whole.continued || taken.length > 0 },
});

/** How many units of a text fit, found by halving: an escaped character costs more than it shows. */
function fitting(piece: Piece, room: number): number {
  let [low, high] = [0, piece.text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const fits = units(runsOf([{ ...piece, text: piece.text.slice(0, middle) }])) <= room;
    if (fits) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What each kind of page can hold besides its frame, in UTF-16 units of JSON. */
export interface PageRoom {
  readonly only: number;
  readonly first: number;
  readonly other: number;
}

/** Blocks → pages. Their texts one after the other are the texts of the blocks: nothing is dropped, nothing twice. */
export function paginate(blocks: readonly Block[], room: PageRoom): readonly (readonly Block[])[] {
  const first = Math.min(room.first, room.only);
  if (blocks.reduce((sum, present) => sum + cost(present), 0) <= room.only) return [blocks];
  const pages: (readonly Block[])[] = [];
  let rest = blocks;
  while (rest.length > 0) {
    const { head, tail } = takeFront(rest, pages.length === 0 ? first : room.other);
    pages.push(head);
    rest = tail;
  }
  return pages;
}
