/** So much of a message is kept with a report. */
export const MOST_QUOTED = 1_000;
/** So much of it is read at all. */
const MOST_READ = 20_000;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The words of a message that Teams sent as HTML or as text: one line, at most `MOST_QUOTED` characters. */
export function quotedText(content: string, isHtml: boolean): string {
  const read = content.slice(0, MOST_READ);
  const words = isHtml ? decoded(read.replaceAll(/<[^<>]*>/g, ' ')) : read;
  const line = words.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > MOST_QUOTED ? `${cut(line, MOST_QUOTED - 1)}…` : line;
}

const decoded = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|([a-z]{2,5}));/g, (whole, code: string | undefined, name = '') =>
    code === undefined ? (ENTITIES[String(name)] ?? whole) : character(Number(code), whole),
  );

const character = (code: number, otherwise: string): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;

/** The first characters of a text, never half of one. */
function cut(text: string, most: number): string {
  const low = text.charCodeAt(most);
  return text.slice(0, low >= 0xdc00 && low <= 0xdfff ? most - 1 : most);
}
