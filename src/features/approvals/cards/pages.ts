import { dividePiece, runsOf } from '../../../kernel/cards/text.ts';
import type { Piece } from '../../../kernel/cards/visible.ts';
import { type Block, blockRuns } from './payload.ts';

const units = (value: unknown): number => JSON.stringify(value).length;

/** UTF-16 units of JSON that a block takes besides the runs of its words: element, label, separators. */
const frameOf = (block: Block): number =>
  units(blockRuns({ ...block, pieces: [], continued: true })) + 80;

/** The same for the runs of one piece, with the comma that follows. */
const costOf = (piece: Piece): number => units(runsOf([piece])) - 1;

/** A block is not begun where less than this is left of a page. */
const LEAST = 200;

/** Pages being filled, each with at most `room` units. */
class Filling {
  readonly pages: Block[][] = [[]];
  readonly room: number;
  #left: number;

  constructor(room: number) {
    this.room = room;
    this.#left = room;
  }

  add(block: Block): void {
    const frame = frameOf(block);
    const waiting = block.pieces.toReversed();
    let continued = block.continued;
    do {
      if (continued || this.#left < frame + LEAST) this.#turn();
      this.#left -= frame;
      this.pages.at(-1)?.push({ ...block, pieces: this.#take(waiting), continued });
      continued = true;
    } while (waiting.length > 0);
  }

  #turn(): void {
    this.pages.push([]);
    this.#left = this.room;
  }

  /** Takes as many pieces off the end of `waiting` as the page still holds; the last of them may be divided. */
  #take(waiting: Piece[]): readonly Piece[] {
    const taken: Piece[] = [];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const cost = costOf(next);
      if (cost > this.#left) {
        const [first, rest] = next.hidden ? [undefined, next] : divideAt(next, this.#left);
        if (first) taken.push(first);
        if (rest) waiting.push(rest);
        break;
      }
      taken.push(next);
      this.#left -= cost;
    }
    return taken;
  }
}

/** How far back a page may end earlier, so that it ends between words. */
const WORD = 60;

function divideAt(piece: Piece, room: number): readonly [Piece | undefined, Piece | undefined] {
  const fits = fitting(piece, room);
  const space = piece.text.lastIndexOf(' ', fits - 1) + 1;
  return dividePiece(piece, space > Math.max(0, fits - WORD) ? space : fits);
}

/** How many units of a text fit, found by halving: an escaped character costs more than it shows. */
function fitting(piece: Piece, room: number): number {
  let [low, high] = [0, Math.min(piece.text.length, room)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (costOf({ ...piece, text: piece.text.slice(0, middle) }) <= room) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Blocks → pages of at most `room` units of JSON. Their texts one after the other are the texts of the blocks: nothing
 * is dropped, nothing stands twice. The same blocks always give the same pages, whatever else changes meanwhile.
 */
export function paginate(blocks: readonly Block[], room: number): readonly (readonly Block[])[] {
  const filling = new Filling(room);
  for (const block of blocks) filling.add(block);
  return filling.pages;
}
