import type { Json } from '../../ledger/canonical.ts';
import { type Look, type Piece, visible } from './visible.ts';

/** A run of text inside a RichTextBlock: the one element that shows text as it is, without Markdown. */
export type TextRun = {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Small' | 'Medium' | 'Large';
  readonly color?: 'Accent' | 'Good' | 'Warning' | 'Attention';
  readonly isSubtle?: true;
  readonly italic?: true;
  readonly fontType?: 'Monospace';
};

type RunStyle = Omit<TextRun, 'type' | 'text'>;

/** Words of ours, in a run. Never pass anything here that came from outside: that is what `inert` is for. */
export const own = (text: string, style: RunStyle = {}): TextRun => ({
  type: 'TextRun',
  text,
  ...style,
});

/** The same runs in another style; what a run says of itself wins. */
export const styled = (runs: readonly TextRun[], style: RunStyle): readonly TextRun[] =>
  runs.map((run) => ({ ...style, ...run }));

const HIDDEN: RunStyle = { fontType: 'Monospace', color: 'Warning' };

/** Splits where a client or a second expansion would see a function: `{{` and `${` never stand in one run. */
const SPLIT = /(?<=[{$])(?=\{)/;

/** Pieces → runs. */
export const runsOf = (pieces: readonly Piece[]): readonly TextRun[] =>
  pieces.flatMap(({ text, hidden }) =>
    text.split(SPLIT).map((part) => own(part, hidden ? HIDDEN : {})),
  );

/** With a limit a text also has a most of runs, so that a short hostile text cannot fill a card. */
const mostRuns = (limit: number): number => Math.max(12, limit / 16);

/**
 * Text that agents or people supplied → runs that only ever show it: no links, no Markdown, no functions, no invisible
 * characters. At most `limit` characters are shown, followed by the count of those left out. Whatever is not text is
 * shown as its JSON.
 */
export function inert(value: Json, limit: number, look: Look = 'prose'): readonly TextRun[] {
  const { shown, rest } = cut(visible(asText(value), look), limit);
  const left = rest.reduce((sum, { stands }) => sum + stands, 0);
  const runs = runsOf(shown);
  return left === 0 ? runs : [...runs, own(` … ${left} more`, { isSubtle: true, italic: true })];
}

export const asText = (value: Json): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

interface Cut {
  readonly shown: readonly Piece[];
  readonly rest: readonly Piece[];
}

function cut(pieces: readonly Piece[], limit: number): Cut {
  const shown: Piece[] = [];
  let [room, runs] = [limit, mostRuns(limit)];
  for (const [index, piece] of pieces.entries()) {
    const [head, tail] = runs > 0 ? splitPiece(piece, room, runs) : [undefined, piece];
    if (head) shown.push(head);
    if (tail) return { shown, rest: [tail, ...pieces.slice(index + 1)] };
    room -= piece.text.length;
    runs -= piece.text.split(SPLIT).length;
  }
  return { shown, rest: [] };
}

/** An escape stays whole or goes; plain text is divided between characters. */
function splitPiece(
  piece: Piece,
  room: number,
  runs: number,
): readonly [Piece | undefined, Piece | undefined] {
  const parts = piece.text.split(SPLIT);
  const wanted = parts.length > runs ? parts.slice(0, runs).join('').length : piece.text.length;
  if (wanted <= room && wanted === piece.text.length) return [piece, undefined];
  if (piece.hidden) return [undefined, piece];
  return dividePiece(piece, Math.min(room, wanted));
}

/** Plain text → its first `units` UTF-16 units (one fewer where they would divide a character) and the rest. */
export function dividePiece(
  piece: Piece,
  units: number,
): readonly [Piece | undefined, Piece | undefined] {
  const low = piece.text.charCodeAt(units);
  const at = Math.max(0, low >= 0xdc00 && low <= 0xdfff ? units - 1 : units);
  const head = piece.text.slice(0, at);
  const stands = [...head].length;
  return [plain(head, stands), plain(piece.text.slice(at), piece.stands - stands)];
}

const plain = (text: string, stands: number): Piece | undefined =>
  text === '' ? undefined : { text, hidden: false, stands };
