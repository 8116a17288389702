import type { Columns, Op } from './table.ts';
import { wireText } from './wire.ts';

/**
 * The limits of Azure Table Storage. Azurite lets most of them through, so that a breach would show in production only:
 * both our tables check them before anything is sent.
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
 */
const PROPERTY_UNITS = 32_768;
const PROPERTIES = 252; // 255 with PartitionKey, RowKey and Timestamp
const ENTITY_BYTES = 1_048_576;
const KEY_BYTES = 1_024;
const OPERATIONS = 100;
const TRANSACTION_BYTES = 4 * 1_048_576;
/** What the envelope of one operation takes at most beside its body: boundary, request line, headers, keys. */
const ENVELOPE_BYTES = 1_200;

const FORBIDDEN_IN_KEYS = /[\u0000-\u001f\u007f-\u009f/\\#?]/u;
const PROPERTY_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;

/** What Azure would refuse in these operations, or undefined. */
export function breachOf(partition: string, ops: readonly Op[]): string | undefined {
  if (ops.length === 0 || ops.length > OPERATIONS) return `${ops.length} operations`;
  if (new Set(ops.map((op) => op.key)).size < ops.length) return 'a row twice';
  for (const op of ops) {
    const breach = breachOfRow(partition, op.key, columnsOf(op));
    if (breach !== undefined) return `${op.key}: ${breach}`;
  }
  // Writing everything out to count it costs as much as sending it: it is done where it could matter.
  if (sum(ops, mostBytes) <= TRANSACTION_BYTES) return undefined;
  const bytes = sum(ops, exactBytes);
  return bytes > TRANSACTION_BYTES ? `a transaction of ${bytes} bytes` : undefined;
}

const NOTHING: Columns = {};

const columnsOf = (op: Op): Columns => (op.kind === 'delete' ? NOTHING : op.columns);

const sum = (ops: readonly Op[], bytesOf: (op: Op) => number): number =>
  ops.reduce((bytes, op) => bytes + bytesOf(op), 0);

const exactBytes = (op: Op): number =>
  ENVELOPE_BYTES + Buffer.byteLength(wireText(JSON.stringify(columnsOf(op))));

/** No unit of a text takes more than six bytes in JSON (`\u0007`), and what stands around a name and its value takes six. */
const mostBytes = (op: Op): number =>
  Object.entries(columnsOf(op)).reduce(
    (bytes, [name, value]) => bytes + 6 * (name.length + value.length + 1),
    ENVELOPE_BYTES + 2,
  );

/** What Azure would refuse in this row, or undefined. */
export function breachOfRow(partition: string, key: string, columns: Columns): string | undefined {
  const entries = Object.entries(columns);
  if (!isKey(partition) || !isKey(key)) return 'a key that cannot be one';
  if (entries.length > PROPERTIES) return `${entries.length} properties`;
  let bytes = 4 + 2 * (partition.length + key.length);
  for (const [name, value] of entries) {
    if (!PROPERTY_NAME.test(name)) return `a property named ${JSON.stringify(name)}`;
    if (value.length > PROPERTY_UNITS) return `${value.length} units in ${name}`;
    if (!value.isWellFormed()) return `a lone surrogate in ${name}`;
    bytes += 12 + 2 * (name.length + value.length);
  }
  return bytes > ENTITY_BYTES ? `an entity of ${bytes} bytes` : undefined;
}

function isKey(key: string): boolean {
  return key.isWellFormed() && !FORBIDDEN_IN_KEYS.test(key) && 2 * key.length <= KEY_BYTES;
}
