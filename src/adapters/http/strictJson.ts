import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';

const MAX_DEPTH = 32;

/** What becomes of a number that a double cannot hold as it is written: refused, or rounded as JSON.parse does. */
export type Numbers = 'exact' | 'rounded';

/**
 * JSON text → its value, or one sentence why not. Stricter than JSON.parse where two readers could see two things: no
 * member twice in one object (however it is spelt), no lone surrogate, no number that a double does not hold as it is
 * written (another reader would see other digits than those that were shown and signed), no member `__proto__`, no
 * nesting beyond 32.
 */
export function readStrictJson(text: string, numbers: Numbers = 'exact'): Result<Json, string> {
  const value = parse(text);
  if (value === undefined) return refuse('The body is not valid JSON.');
  const flaw = flawOf(text, numbers);
  return flaw === undefined ? ok(value) : refuse(flaw);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Walks over text that JSON.parse took, so it need not check the grammar again. */
function flawOf(text: string, numbers: Numbers): string | undefined {
  /** The members seen in each container around here; undefined for an array. */
  const around: (Set<string> | undefined)[] = [];
  let names: Set<string> | undefined;
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    const start = at;
    at += 1;
    if (char === '"') {
      at = endOfString(text, start);
      const flaw = stringFlaw(text.slice(start, at), names);
      if (flaw !== undefined) return flaw;
    } else if (char === '{' || char === '[') {
      names = char === '{' ? new Set() : undefined;
      if (around.push(names) > MAX_DEPTH) return `The body is nested deeper than ${MAX_DEPTH}.`;
    } else if (char === '}' || char === ']') {
      around.pop();
    } else if (char === ',') {
      names = around.at(-1);
    } else if (char === ':') {
      names = undefined;
    } else if (isDigit(char) || char === '-') {
      at = endOfNumber(text, start);
      const flaw = numberFlaw(text.slice(start, at), numbers);
      if (flaw !== undefined) return flaw;
    }
  }
  return undefined;
}

/** `names` where the string is a member's name. */
function stringFlaw(quoted: string, names: Set<string> | undefined): string | undefined {
  const escaped = quoted.includes('\\');
  if (!escaped && names === undefined) return undefined;
  const word = escaped ? parse(quoted) : quoted.slice(1, -1);
  if (typeof word !== 'string' || !word.isWellFormed())
    return 'A text holds half of a surrogate pair.';
  if (names === undefined) return undefined;
  if (word === '__proto__') return 'No member may be named __proto__.';
  if (names.has(word)) return `The member ${quoted.slice(0, 80)} stands twice in one object.`;
  names.add(word);
  return undefined;
}

function numberFlaw(written: string, numbers: Numbers): string | undefined {
  const value = Number(written);
  if (!Number.isFinite(value)) return 'A number is too large.';
  if (
    numbers === 'rounded' ||
    written === String(value) ||
    decimal(written) === decimal(String(value))
  )
    return undefined;
  return 'A number has more digits than a double holds: send it as a text.';
}

/** The digits that count and the power of ten of the first: one text for one number, however it is written. */
function decimal(written: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(written) ?? [];
  const digits = `${whole}${fraction}`;
  const first = digits.search(/[1-9]/);
  if (first < 0) return '0';
  let last = digits.length;
  while (digits.charAt(last - 1) === '0') last -= 1;
  return `${sign}${digits.slice(first, last)}e${whole.length - first + Number(power)}`;
}

function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote + 1;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charAt(before - 1) === '\\') before -= 1;
  return (at - before) % 2 === 1;
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9';

const isNumberChar = (char: string): boolean => isDigit(char) || '+-.eE'.includes(char || ' ');

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (isNumberChar(text.charAt(end))) end += 1;
  return end;
}
