import { canonicalJson, parseCanonical } from './canonical.ts';
import { type Checked, failed, passed } from './finding.ts';
import { type KeyPeriod, keyring, since } from './keyring.ts';
import { asText, listOf, textOf } from './members.ts';
import { formatKey, type NoteKey, parseKey } from './noteKey.ts';

/** The keys that have signed a ledger's checkpoints: the first one, and the hand-over notes since. */
export interface LedgerKeys {
  readonly origin: string;
  readonly first: NoteKey;
  readonly rollovers: readonly string[];
}

const FORMAT = 'countersign-keys/1';

/** The text of `keys.json`: canonical JSON. */
export function formatKeys({ origin, first, rollovers }: LedgerKeys): string {
  return canonicalJson({ format: FORMAT, origin, first: formatKey(first), rollovers });
}

/** The keys that a text says, or what is wrong with it. */
export function parseKeys(text: string): Checked<LedgerKeys> {
  const value = parseCanonical(text);
  const origin = textOf(value, 'origin');
  const first = parseKey(textOf(value, 'first') ?? '');
  const rollovers = listOf(value, 'rollovers', asText);
  if (origin !== undefined && first !== undefined && rollovers !== undefined) {
    const keys = { origin, first, rollovers };
    if (formatKeys(keys) === text) return passed(keys);
  }
  return failed(
    'keys',
    'key-malformed',
    `The keys are not a canonical document of the format ${FORMAT}.`,
  );
}

/** The keys and their times; from `trusted` on, where a key is given that is trusted beforehand. */
export function periodsOf(keys: LedgerKeys, trusted?: NoteKey): Checked<readonly KeyPeriod[]> {
  const all = keyring(keys.origin, keys.first, keys.rollovers);
  return all.ok && trusted !== undefined ? since(trusted, all.value) : all;
}
