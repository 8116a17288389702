/** A stretch of text as a card shows it. `hidden`: an escape that stands for characters nobody would see. */
export interface Piece {
  readonly text: string;
  readonly hidden: boolean;
  /** How many code points of the original it stands for. */
  readonly stands: number;
}

/**
 * How strictly a text is read. `prose`: line breaks stay, other writing systems too. `name`: one line, and letters of
 * another alphabet inside a Latin word are escaped. `identifier`: printable ASCII, the rest is escaped.
 */
export type Look = 'prose' | 'name' | 'identifier';

/** Controls, formats (bidi among them), separators, lone surrogates, private use and what has no character. */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const MARK = /\p{M}/u;
const BLANK = /\p{Zs}/u;
/** What can pass for a Latin letter or a dot: letters, digits and signs that are neither plain Latin nor East Asian. */
const LOOK_ALIKE =
  /(?![\p{ASCII}\u00c0-\u024f\p{M}\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}])(?:[\p{L}\p{N}\p{Pc}]|[^\p{sc=Latn}\p{sc=Zyyy}\p{sc=Zinh}])/u;
const LATIN_WORD = /[A-Za-z]/;

/** Asks for the colourful form of a sign that most fonts draw that way already: `⚠` with it looks like an emoji. */
const EMOJI_FORM = '\ufe0f';
const PICTURE = /\p{Extended_Pictographic}/u;

/** In a row, more of these are no longer text: blanks push the rest out of sight, marks paint over their neighbours. */
const BLANKS = 16;
const MARKS = 4;
const LINE_BREAKS = 2;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** `\u202E`, `\u{E0061}`, `\n`: the spelling of one character that is not shown as itself. */
export function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase().padStart(4, '0');
  return SHORT[character] ?? (hex.length > 4 ? `\\u{${hex}}` : `\\u${hex}`);
}

interface Row {
  readonly character: string;
  readonly before: string;
  /** How many characters of its class stand in a row, this one included. */
  readonly inARow: number;
}

function mustEscape({ character, before, inARow }: Row, look: Look): boolean {
  if (isPlain(character)) return false;
  if (character === '\n') return look !== 'prose' || inARow > LINE_BREAKS;
  if (character === EMOJI_FORM && PICTURE.test(before)) return look === 'identifier';
  if (UNSEEN.test(character)) return true;
  if (look === 'identifier') return character !== ' ';
  if (MARK.test(character)) return inARow > MARKS;
  if (!BLANK.test(character)) return false;
  return look === 'prose' ? inARow > BLANKS : character !== ' ' || inARow > 1;
}

/** Most characters of most texts: nothing more to ask about them. */
const isPlain = (character: string): boolean => character > ' ' && character <= '~';

const classOf = (character: string): string => {
  if (isPlain(character)) return '';
  if (character === '\n') return 'break';
  if (MARK.test(character)) return 'mark';
  return BLANK.test(character) ? 'blank' : '';
};

/** Text → what a card may show of it, in order. Nothing is dropped: equal neighbours among escapes are counted (`\u200B×40`). */
export function visible(text: string, look: Look = 'prose'): readonly Piece[] {
  const pieces: Piece[] = [];
  const edges = look === 'prose' ? text.length : (/ *$/.exec(text)?.index ?? text.length);
  let [inARow, before, offset] = [0, '', 0];
  for (const character of text.replaceAll('\r\n', look === 'prose' ? '\n' : '\r\n')) {
    const inClass = classOf(character) !== '' && classOf(character) === classOf(before);
    inARow = inClass ? inARow + 1 : 1;
    const edge = look !== 'prose' && character === ' ' && (offset === 0 || offset >= edges);
    const hidden = edge || mustEscape({ character, before, inARow }, look);
    append(pieces, { text: hidden ? escapeOf(character) : character, hidden, stands: 1 });
    before = character;
    offset += character.length;
  }
  const counted = pieces.map(withCount);
  return look === 'name' ? counted.flatMap(lookAlikes) : counted;
}

function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  const joins = last !== undefined && last.hidden === piece.hidden;
  if (!joins || (piece.hidden && last.text !== piece.text)) pieces.push(piece);
  else
    pieces[pieces.length - 1] = {
      text: piece.hidden ? last.text : last.text + piece.text,
      hidden: last.hidden,
      stands: last.stands + 1,
    };
}

function withCount(piece: Piece): Piece {
  if (!piece.hidden || piece.stands === 1) return piece;
  const text = piece.stands < 4 ? piece.text.repeat(piece.stands) : `${piece.text}×${piece.stands}`;
  return { ...piece, text };
}

/** `pаypal` with a Cyrillic а → `p`, `\u0430`, `ypal`; a word wholly of another alphabet stays. */
function lookAlikes(piece: Piece): readonly Piece[] {
  if (piece.hidden) return [piece];
  const pieces: Piece[] = [];
  for (const word of piece.text.split(/(?<= )/)) {
    const mixed = LATIN_WORD.test(word);
    for (const character of word) {
      const hidden = mixed && LOOK_ALIKE.test(character);
      append(pieces, { text: hidden ? escapeOf(character) : character, hidden, stands: 1 });
    }
  }
  return pieces.map(withCount);
}
