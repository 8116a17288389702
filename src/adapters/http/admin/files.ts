import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { Fault } from '../../../kernel/faults.ts';
import { type Problem, problem } from '../../../kernel/problems.ts';
import type { Answer } from '../answer.ts';

/** Names that the build gives: a content hash in each, and never a folder. */
const ASSET = /^[\w-]+(?:\.[\w-]+)*\.(?<extension>[a-z0-9]+)$/;

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

/** Written beside each file by the build, the smallest first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** A file below `assets/`, whose name changes with its content; 404 for whatever is not one. */
export async function asset(
  folder: string,
  name: string,
  req: IncomingMessage,
): Promise<Answer | Problem> {
  const type = TYPES[ASSET.exec(name)?.groups?.['extension'] ?? ''];
  if (type === undefined) return nothing();
  const headers = { 'cache-control': 'public, max-age=31536000, immutable', etag: `"${name}"` };
  if (isKnown(req, headers.etag)) return { status: 304, type, headers, text: '' };
  const found = await best(join(folder, 'assets', name), req);
  return found
    ? { status: 200, type, headers: { ...headers, ...found.headers }, text: found.bytes }
    : nothing();
}

const nothing = (): Problem => problem('not-found', 'There is nothing at this address.');

const HTML = 'text/html; charset=utf-8';

/** The one page of the app, asked for again on each visit; 503 where nothing was built. */
export async function page(
  folder: string,
  req: IncomingMessage,
  more: OutgoingHttpHeaders,
): Promise<Answer | Problem> {
  const bytes = await readIfThere(join(folder, 'index.html'));
  if (bytes === undefined)
    return problem('try-again', 'The admin app is not built here: run npm run build.');
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  const headers = { ...more, 'cache-control': 'no-cache', etag };
  if (isKnown(req, etag)) return { status: 304, type: HTML, headers, text: '' };
  return { status: 200, type: HTML, headers, text: bytes };
}

/** Whether the browser says that it has this already. */
const isKnown = (req: IncomingMessage, etag: string): boolean =>
  (req.headers['if-none-match'] ?? '').split(',').some((one) => one.trim() === etag);

async function best(path: string, req: IncomingMessage) {
  const accepted = accepts(req);
  for (const { name, suffix } of ENCODINGS.filter((one) => accepted.has(one.name))) {
    const bytes = await readIfThere(path + suffix);
    if (bytes) return { bytes, headers: { 'content-encoding': name, vary: 'accept-encoding' } };
  }
  const bytes = await readIfThere(path);
  return bytes && { bytes, headers: { vary: 'accept-encoding' } };
}

/** Encodings that a browser takes: one with `q=0` is refused. */
function accepts(req: IncomingMessage): ReadonlySet<string> {
  const header = req.headers['accept-encoding'];
  const ranges = (Array.isArray(header) ? header.join() : (header ?? '')).split(',');
  return new Set(
    ranges
      .filter((range) => !/;\s*q=0(\.0*)?\s*$/i.test(range))
      .map((range) => range.split(';')[0]?.trim().toLowerCase() ?? ''),
  );
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Fault('misconfigured', 'a file of the admin app cannot be read', error);
  }
}
