import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import type { Json } from '../../ledger/canonical.ts';
import { isCsv, isJson } from './mediaTypes.ts';
import { type Numbers, readStrictJson } from './strictJson.ts';

const MAX_BODY = 256 * 1024;
const MAX_ARGUMENTS = 64 * 1024;

/** What a body holds: `value` is undefined where nothing was sent. */
export interface Body {
  readonly value: Json | undefined;
}

/** Reads a JSON body of at most 256 KiB, however it is framed; 413, 415 and 400 are answers, never thrown. */
export async function readBody(
  req: IncomingMessage,
  numbers: Numbers = 'exact',
): Promise<Body | Problem> {
  const bytes = await readJsonBytes(req);
  return isProblem(bytes) ? bytes : bodyIn(bytes, numbers);
}

/** The bytes of a JSON body, unread. */
export async function readJsonBytes(req: IncomingMessage): Promise<Buffer | Problem> {
  const declared = Number(req.headers['content-length'] ?? 0);
  if (declared > MAX_BODY) return tooLarge();
  const announced = declared > 0 || req.headers['transfer-encoding'] !== undefined;
  if (announced && !isJson(req.headers['content-type'])) return wrongType();
  const bytes = await readBytes(req, MAX_BODY);
  if (bytes === 'too large') return tooLarge();
  return bytes === 'cut off' ? cutOff() : bytes;
}

/** What those bytes say. */
export function bodyIn(bytes: Buffer, numbers: Numbers = 'exact'): Body | Problem {
  if (bytes.length === 0) return { value: undefined };
  if (!isUtf8(bytes)) return problem('invalid-json', 'The body is not valid UTF-8.');
  const read = readStrictJson(bytes.toString('utf8'), numbers);
  if (!read.ok) return problem('invalid-json', read.refusal);
  return bytes.length > MAX_ARGUMENTS && argumentsTooLarge(read.value)
    ? problem('too-large', 'arguments may have 64 KiB at most.')
    : { value: read.value };
}

const MAX_TABLE = 8 * 1024 * 1024;

/** Reads a table of at most 8 MiB as one text; the same answers as for JSON. */
export async function readTable(req: IncomingMessage): Promise<Body | Problem> {
  if (!isCsv(req.headers['content-type']))
    return problem(
      'unsupported-media-type',
      'Send Content-Type: text/csv, UTF-8, and no Content-Encoding.',
    );
  const bytes =
    Number(req.headers['content-length'] ?? 0) > MAX_TABLE
      ? 'too large'
      : await readBytes(req, MAX_TABLE);
  if (bytes === 'too large') return problem('too-large', 'A table may have 8 MiB at most.');
  if (bytes === 'cut off') return cutOff();
  return isUtf8(bytes)
    ? { value: bytes.toString('utf8') }
    : problem('bad-request', 'The table is not valid UTF-8: save it as CSV UTF-8.');
}

const cutOff = (): Problem => problem('bad-request', 'The connection ended within the body.');

const tooLarge = (): Problem => problem('too-large', 'A body may have 256 KiB at most.');

export const wrongType = (): Problem =>
  problem(
    'unsupported-media-type',
    'Send Content-Type: application/json, UTF-8, and no Content-Encoding.',
  );

function argumentsTooLarge(value: Json): boolean {
  if (typeof value !== 'object' || value === null || !('arguments' in value)) return false;
  return Buffer.byteLength(JSON.stringify(value['arguments'])) > MAX_ARGUMENTS;
}

/** All bytes up to the cap. Beyond it they are let go one by one, so that the client can finish and read the answer. */
function readBytes(req: IncomingMessage, most: number): Promise<Buffer | 'too large' | 'cut off'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else resolve('too large');
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('close', () => resolve('cut off'));
    req.once('error', () => resolve('cut off'));
  });
}
