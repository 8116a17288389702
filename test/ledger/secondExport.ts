import canonicalize from 'canonicalize';
import {
  climb,
  document,
  type Fields,
  followKeys,
  from,
  leafOf,
  must,
  openCheckpoint,
  rootOver,
  STUB,
  TIME,
  textHash,
} from './secondVerifier.ts';

/** A proof document (12). Gives its line. */
export function verifyProof(text: string, trusted: string): string {
  const proof = document(
    text,
    ['format', 'keys', 'line', 'log', 'note', 'path', 'seq'],
    'countersign-proof/1',
  );
  const { origin, periods } = followKeys(String(proof['keys']));
  const { logs } = openCheckpoint(String(proof['note']), origin, from(periods, trusted));
  const state = logs.get(String(proof['log']));
  const line = String(proof['line']);
  must(
    state !== undefined &&
      climb(leafOf(line), Number(proof['seq']) - 1, state.size, proof['path'] as string[]) ===
        state.root,
    'not proven',
  );
  return line;
}

/** An export of everything (13). Gives the number of rows. */
export function verifyWholeExport(files: ReadonlyMap<string, string>, trusted: string): number {
  const manifest = document(
    files.get('manifest.json') ?? '',
    ['at', 'files', 'format', 'origin', 'scope'],
    'countersign-export/1',
  );
  const { origin, periods } = followKeys(files.get('keys.json') ?? '');
  must(
    manifest['scope'] === null &&
      manifest['origin'] === origin &&
      TIME.test(String(manifest['at'])),
    'not this export',
  );
  const notes = rowsIn(files.get('checkpoints.ndjson') ?? '').map((row) =>
    String(document(row, ['note'])['note']),
  );
  const checkpoints = notes.map((note, i) =>
    openCheckpoint(note, origin, i === notes.length - 1 ? from(periods, trusted) : periods),
  );
  const covering = checkpoints.at(-1);
  must(covering !== undefined, 'no checkpoint');
  const listed = manifest['files'] as Fields[];
  const names = [
    'checkpoints.ndjson',
    'keys.json',
    ...[...covering.logs.keys()].map((log) => `${log}.ndjson`),
  ];
  must(sortedText(listed.map(({ name }) => String(name))) === sortedText(names), 'other files');
  for (const file of listed) {
    const text = files.get(String(file['name'])) ?? '';
    const entry = { name: file['name'], rows: text.split('\n').length - 1, sha256: textHash(text) };
    must(canonicalize(file) === canonicalize(entry), 'another file');
  }
  const lines = new Map(
    [...covering.logs].map(([log, { size }]) => [
      log,
      openRows(log, size, files.get(`${log}.ndjson`) ?? ''),
    ]),
  );
  for (const { logs } of checkpoints) {
    for (const [log, { size, root }] of logs)
      must(rootOver((lines.get(log) ?? []).slice(0, size).map(leafOf)) === root, 'another root');
  }
  checkpoints.forEach(({ logs }, i) =>
    checkpoints[i - 1]?.logs.forEach((was, log) =>
      must((logs.get(log)?.size ?? -1) >= was.size, 'shrunk'),
    ),
  );
  lines.forEach((texts, log) =>
    texts.forEach((line, i) => checkStub(line, { log, seq: i + 1 }, lines.get('g') ?? [])),
  );
  return [...lines.values()].flat().length;
}

function openRows(log: string, size: number, text: string): string[] {
  const lines = rowsIn(text).map((row, i) => {
    const line = String(document(row, ['at', 'leaf', 'line', 'log', 'seq', 'type'])['line']);
    const { at, type } = STUB.test(line) ? { at: null, type: null } : openEvent(line);
    must(
      canonicalize({ at, leaf: leafOf(line), line, log, seq: i + 1, type }) === row,
      'not a row',
    );
    return line;
  });
  must(lines.length === size, 'rows missing');
  return lines;
}

function openEvent(line: string): Fields {
  const event = JSON.parse(line) as Fields;
  const whole = typeof event['at'] === 'string' && typeof event['type'] === 'string';
  must(whole && canonicalize(event) === line, 'not an event');
  return event;
}

function checkStub(line: string, place: Fields, governance: readonly string[]): void {
  const by = STUB.exec(line)?.[2];
  if (by === undefined) return;
  const { type, data } = JSON.parse(governance[Number(by) - 1] ?? '{}') as {
    type?: string;
    data?: { purged?: Fields[] };
  };
  must(
    type === 'lines-purged' &&
      data?.purged?.some(({ log, seq }) => log === place['log'] && seq === place['seq']),
    'hidden line',
  );
}

function rowsIn(text: string): string[] {
  must(text === '' || text.endsWith('\n'), 'torn row');
  return text.split('\n').slice(0, -1);
}

function sortedText(names: readonly string[]): string {
  return names.toSorted((a, b) => (a < b ? -1 : 1)).join();
}
