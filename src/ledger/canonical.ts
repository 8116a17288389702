import { LedgerFault } from './fault.ts';

/** Any JSON value. Members whose value is undefined may stand in objects at run time; they are left out. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Deeper values are refused, so that a hostile nesting ends in a fault and not in a stack overflow. */
export const MAX_DEPTH = 500;

/**
 * The canonical text of a JSON value: RFC 8785 (members sorted by UTF-16 code units, no white space,
 * ECMAScript's spelling of numbers and strings). Throws `not-canonical` on what JSON cannot say
 * without loss: NaN, infinities, lone surrogates, undefined in an array, functions, bigints, class
 * instances, and values nested deeper than MAX_DEPTH.
 */
export function canonicalJson(value: Json): string {
  return write(value, 0);
}

/** The value of a JSON text that is its own canonical form, or undefined for any other text. */
export function parseCanonical(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return write(value, 0) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      return writeNumber(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : writeContainer(value, depth + 1);
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      throw refuse(`A value of type ${typeof value} has no JSON form`);
  }
}

/** Printable ASCII without quote and backslash: what needs no escape, and is most of what comes. */
const PLAIN = /^[ !#-[\]-~]*$/;

function writeString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw refuse('A text holds a lone surrogate');
  return JSON.stringify(text);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw refuse(`${value} has no JSON form`);
  return String(value);
}

function writeContainer(value: object, depth: number): string {
  if (depth > MAX_DEPTH) throw refuse(`Nested deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) return writeArray(value, depth);
  if (isPlain(value)) return writeObject(value, depth);
  throw refuse('An instance of a class has no canonical JSON form');
}

function writeArray(items: readonly unknown[], depth: number): string {
  let text = '[';
  for (let i = 0; i < items.length; i += 1) {
    if (i > 0) text += ',';
    text += write(items[i], depth);
  }
  return `${text}]`;
}

function writeObject(value: Readonly<Record<string, unknown>>, depth: number): string {
  let text = '{';
  for (const key of sortedKeys(value)) {
    const member = value[key];
    if (member === undefined) continue;
    if (text.length > 1) text += ',';
    text += writeName(key) + write(member, depth);
  }
  return `${text}}`;
}

/** How names of members are written, each with its colon: the same ones come again and again. */
const names = new Map<string, string>();
const MOST_NAMES = 1_000;
const LONGEST_NAME = 40;

function writeName(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const text = `${writeString(name)}:`;
  if (names.size < MOST_NAMES && name.length <= LONGEST_NAME) names.set(name, text);
  return text;
}

/** Sorted by UTF-16 code units, as RFC 8785 asks. Most objects here are written down in order: sorting those is time lost. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  let last = '';
  for (const key of keys) {
    if (key < last) return keys.sort();
    last = key;
  }
  return keys;
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function refuse(message: string): LedgerFault {
  return new LedgerFault('not-canonical', `${message}.`);
}
