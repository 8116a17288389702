import { createHash, createPublicKey, verify } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * A second verifier, written from src/ledger/FORMAT.md alone: it shares no code with src/ledger. Every
 * function throws where something is wrong.
 */

/** A JSON object. */
export type Fields = Record<string, unknown>;
interface Period {
  readonly key: string;
  readonly from: string;
  readonly until: string;
}
interface State {
  readonly size: number;
  readonly root: string;
  readonly chain: string;
}
interface Checkpoint {
  readonly at: string;
  readonly logs: ReadonlyMap<string, State>;
}

/** A time (1). */
export const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const HASH = /^[0-9a-f]{64}$/;
/** A purge stub (7). */
export const STUB = /^\{"leaf":"([0-9a-f]{64})","purgedBy":([1-9]\d*)\}$/;

/** The one way in which anything here fails. */
export function must(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const bytesHash = (...parts: readonly (string | Uint8Array)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const node = (left: string, right: string): string =>
  bytesHash(Buffer.from([1]), hex(left), hex(right));
const splitAt = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1);

/** The leaf hash a stored line stands for (2, 7). */
export function leafOf(line: string): string {
  must(!line.startsWith('{"leaf":') || STUB.test(line), 'malformed stub');
  return STUB.exec(line)?.[1] ?? bytesHash(Buffer.from([0]), line);
}

/** The root over leaf hashes (3): RFC 6962, 2.1, as it is written there. */
export function rootOver(leaves: readonly string[]): string {
  if (leaves.length < 2) return leaves[0] ?? bytesHash('');
  const k = splitAt(leaves.length);
  return node(rootOver(leaves.slice(0, k)), rootOver(leaves.slice(k)));
}

/** The root that an audit path leads to (3): RFC 6962, 2.1.1, read backwards. */
export function climb(leaf: string, index: number, size: number, path: readonly string[]): string {
  must(index >= 0 && index < size, 'no such leaf');
  if (size === 1) {
    must(path.length === 0, 'path too long');
    return leaf;
  }
  const k = splitAt(size);
  const sibling = path.at(-1);
  must(sibling !== undefined && HASH.test(sibling), 'path too short');
  const below = path.slice(0, -1);
  return index < k
    ? node(climb(leaf, index, k, below), sibling)
    : node(sibling, climb(leaf, index - k, size - k, below));
}

/** The running hash after a block (5). */
export function chainAfter(chain: string, blockHash: string): string {
  return bytesHash(hex(chain), hex(blockHash));
}

/** SHA-256 of a text. */
export function textHash(text: string): string {
  return bytesHash(text);
}

/** The body of a note that one of the keys has signed (8). */
export function openNote(
  note: string,
  keys: readonly string[],
): { readonly body: string; readonly key: string } {
  const [, body, lines] = /^([^]*\n)\n((?:— [^\n]+\n)+)$/u.exec(note) ?? [];
  must(
    body !== undefined &&
      lines !== undefined &&
      note.length <= 64_000 &&
      note.isWellFormed() &&
      !/[\0-\x09\x0b-\x1f]/.test(note),
    'not a note',
  );
  const signers = lines
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, name, encoded] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
      const bytes = Buffer.from(encoded ?? '', 'base64');
      must(bytes.length > 4 && bytes.toString('base64') === encoded, 'not a signature');
      const key = keys.find((known) => known.startsWith(`${name}+${bytes.toString('hex', 0, 4)}+`));
      must(
        key === undefined || verify('sha256', Buffer.from(body), openKey(key), bytes.subarray(4)),
        'bad signature',
      );
      return key;
    });
  const key = signers.find((signer) => signer !== undefined);
  must(key !== undefined, 'nobody known signed');
  return { body, key };
}

function openKey(text: string) {
  const [, id, encoded] = /^[^\s+]+\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  const der = bytes.subarray(1);
  must(
    bytes[0] === 2 && bytes.toString('base64') === encoded && bytesHash(der).slice(0, 8) === id,
    'not a key',
  );
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  must(key.asymmetricKeyDetails?.namedCurve === 'prime256v1', 'not a P-256 key');
  return key;
}

/** The keys and their times (10, 11). */
export function followKeys(text: string): {
  readonly origin: string;
  readonly periods: readonly Period[];
} {
  const { first, origin, rollovers } = document(
    text,
    ['first', 'format', 'origin', 'rollovers'],
    'countersign-keys/1',
  );
  must(
    typeof first === 'string' && typeof origin === 'string' && Array.isArray(rollovers),
    'not a keys document',
  );
  openKey(first);
  const periods: Period[] = [{ key: first, from: '', until: '~' }];
  for (const note of rollovers as unknown[]) {
    const current = periods.pop();
    must(current !== undefined && typeof note === 'string', 'not a rollover');
    const [its, mark, from = '', until = '', key = '', end] = openNote(note, [
      current.key,
    ]).body.split('\n');
    must(
      its === origin &&
        mark === 'key-rollover' &&
        TIME.test(from) &&
        TIME.test(until) &&
        from <= until &&
        end === '',
      'not a rollover',
    );
    openKey(key);
    periods.push({ ...current, until }, { key, from, until: '~' });
  }
  return { origin, periods };
}

/** A checkpoint (9) that one of the keys has signed in its time. */
export function openCheckpoint(
  note: string,
  origin: string,
  periods: readonly Period[],
): Checkpoint {
  const { body, key } = openNote(
    note,
    periods.map((period) => period.key),
  );
  const [its, at = '', ...lines] = body.split('\n');
  must(
    its === origin && TIME.test(at) && lines.pop() === '' && lines.length > 0,
    'not a checkpoint',
  );
  must(
    periods.some((period) => period.key === key && period.from <= at && at <= period.until),
    'key retired',
  );
  const logs = lines.map((line): [string, State] => {
    const [, log = '', size, root = '', chain = ''] =
      /^(g|\d\d) (0|[1-9]\d{0,15}) ([0-9a-f]{64}) ([0-9a-f]{64})$/.exec(line) ?? [];
    must(log !== '' && Number.isSafeInteger(Number(size)), 'not a state');
    return [log, { size: Number(size), root, chain }];
  });
  const order = logs.map(([log]) => (log === 'g' ? '' : log));
  must(
    order.every((log, i) => i === 0 || (order[i - 1] ?? '') < log),
    'logs out of order',
  );
  return { at, logs: new Map(logs) };
}

/** A trusted key and those after it (10). */
export function from(periods: readonly Period[], trusted: string): readonly Period[] {
  const at = periods.findIndex(({ key }) => key === trusted);
  must(at >= 0, 'key not trusted');
  return periods.slice(at);
}

/** A JSON text that is canonical, with exactly these members (1). */
export function document(text: string, members: readonly string[], format?: string): Fields {
  const value = JSON.parse(text) as Fields;
  must(
    canonicalize(value) === text &&
      Object.keys(value).sort().join() === members.join() &&
      value['format'] === format,
    'not a document',
  );
  return value;
}
