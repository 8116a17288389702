import type { LedgerLine } from '../../kernel/ledger.ts';
import { canonicalJson, type Json } from '../../ledger/canonical.ts';
import { sha256 } from '../../ledger/hash.ts';

type Fields = { readonly [field: string]: Json };

/** A ledger line as one reader may see it. `leaf` is always that of the whole line. */
export type ShownLine = LedgerLine & { readonly redacted?: true };

/** Events that hold what somebody wanted to do, in their own words. */
const WITH_PAYLOAD = new Set(['request-asked', 'action-authorized']);

/** Their words, besides `arguments`: the same that a request does not show to whoever may only know how it stands. */
const WORDS = new Set([
  'justification',
  'onBehalfOf',
  'beneficiary',
  'reason',
  'businessJustification',
  'securityNotes',
  'rollbackPlan',
  'vendor',
  'dataDomains',
  'scopes',
  'displayName',
  'tools',
  'dataClassification',
  'recipients',
  'amountUpTo',
  'currency',
  'what',
  'why',
  'files',
  'replaced',
  'figures',
]);
const HIDDEN = 'hidden';

const isObject = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whose payload a line holds: a request's, or a call's that led to none; undefined where it holds none. */
export function payloadOf(line: LedgerLine): { readonly request: string | undefined } | undefined {
  if (!WITH_PAYLOAD.has(line.type)) return undefined;
  const request = dataOf(line)?.['request'];
  return { request: typeof request === 'string' ? request : undefined };
}

/**
 * The line for a reader without the right to the payload: `arguments` is its hash; words, recipients and amounts are hidden.
 * A line without any of these is whole for everybody.
 */
export function redact(line: LedgerLine): ShownLine {
  const whole: Json = JSON.parse(line.line) as Json;
  const data = dataOf(line);
  if (!isObject(whole) || !data) return line;
  const shown = canonicalJson({ ...whole, data: withoutWords(data) });
  return shown === line.line ? line : { ...line, line: shown, redacted: true };
}

const withoutWords = (data: Fields): Fields =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (name === 'arguments') return [name, sha256(canonicalJson(value))];
      if (name === 'facts' && isObject(value)) return [name, withoutNames(value)];
      return [name, WORDS.has(name) ? HIDDEN : value];
    }),
  );

/** Facts about a call without whom it goes to and how much it moves; how many there are, and which are inside, stays. */
function withoutNames({ recipients, amount, ...facts }: Fields): Fields {
  const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
  return {
    ...facts,
    ...(recipients !== undefined && {
      recipients: isList(recipients)
        ? recipients.map((one) => (isObject(one) ? { ...one, address: HIDDEN } : HIDDEN))
        : HIDDEN,
    }),
    ...(amount !== undefined && { amount: { value: HIDDEN } }),
  };
}

function dataOf(line: LedgerLine): Fields | undefined {
  const whole: Json = JSON.parse(line.line) as Json;
  const data = isObject(whole) ? whole['data'] : undefined;
  return isObject(data) ? data : undefined;
}
