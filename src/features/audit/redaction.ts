import type { LedgerLine } from '../../kernel/ledger.ts';
import { canonicalJson, type Json } from '../../ledger/canonical.ts';
import { sha256 } from '../../ledger/hash.ts';

type Fields = { readonly [field: string]: Json };

/** A ledger line as one reader may see it. `leaf` is always that of the whole line. */
export type ShownLine = LedgerLine & { readonly redacted?: true };

const isObject = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The request whose payload a line holds, or undefined where it holds none. */
export function payloadOf(line: LedgerLine): string | undefined {
  if (!line.line.includes('"arguments"')) return undefined;
  const data = dataOf(line);
  return data && 'arguments' in data && typeof data['request'] === 'string'
    ? data['request']
    : undefined;
}

/** The line with `arguments` replaced by its hash, for a reader without the right to the payload. */
export function redact(line: LedgerLine): ShownLine {
  const whole: Json = JSON.parse(line.line) as Json;
  const data = dataOf(line);
  if (!isObject(whole) || !data || data['arguments'] === undefined) return line;
  const hidden = { ...data, arguments: sha256(canonicalJson(data['arguments'])) };
  return { ...line, line: canonicalJson({ ...whole, data: hidden }), redacted: true };
}

function dataOf(line: LedgerLine): Fields | undefined {
  const whole: Json = JSON.parse(line.line) as Json;
  const data = isObject(whole) ? whole['data'] : undefined;
  return isObject(data) ? data : undefined;
}
