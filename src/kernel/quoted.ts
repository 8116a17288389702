import { visible } from './cards/visible.ts';

const LONGEST = 80;

/**
 * A foreign text inside a sentence of ours: short, on one line, in quotation marks, and in printable ASCII. Whatever else
 * stands in it is shown by its code, so that nothing in it can pass for our own words or turn them around.
 */
export function quoted(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST));
  const short = characters.slice(0, LONGEST).join('');
  const shown = visible(short, 'identifier').map((piece) => piece.text);
  return `"${shown.join('').replaceAll('"', "'")}${short.length < text.length ? '…' : ''}"`;
}
