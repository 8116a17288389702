/**
 * What a log line may say. Closed on purpose: bodies, arguments, tokens, headers and people's words have no field to go
 * into. Add one where a room needs it; never one that holds what somebody outside wrote.
 */
const LOG_FIELDS = [
  // a call or a turn
  'requestId',
  'method',
  'route',
  'status',
  'ms',
  'caller',
  'problem',
  'reason',
  'activity',
  'verb',
  'command',
  'dialog',
  // a piece of work
  'job',
  'item',
  'tries',
  'afterMs',
  'request',
  'decision',
  'pause',
  'lever',
  'week',
  // the ledger
  'ledger',
  'seq',
  'size',
  'conflicts',
  // the process
  'mode',
  'version',
  'url',
  'signal',
  'count',
  'bytes',
  'setting',
  'file',
  'step',
] as const;

type LogField = (typeof LOG_FIELDS)[number];
type LogValue = string | number | boolean;

/** Facts of ours, and what was thrown. */
export type LogFields = { readonly [F in LogField]?: LogValue | undefined } & {
  readonly error?: unknown;
};

/** Where operators read what happened; no method throws. `event` is kebab case: `call-answered`, `job-failed`. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** Somebody should look: a healthy day has none. */
  error(event: string, fields?: LogFields): void;
}

/** The fields as they may be written: the listed ones only, and an error as a chain of lines with credentials struck out. */
export function logLine(fields: LogFields): Readonly<Record<string, LogValue>> {
  const line: Record<string, LogValue> = {};
  for (const field of LOG_FIELDS) {
    const value = fields[field];
    if (value !== undefined) line[field] = typeof value === 'string' ? strike(value) : value;
  }
  if (fields.error !== undefined) line['error'] = strike(describe(fields.error, 0));
  return line;
}

const MAX_TEXT = 4_000;
const MAX_CAUSES = 5;

/** Signed tokens, `Bearer …`, and the keys of connection strings and signed addresses, which libraries put into messages. */
const CREDENTIAL =
  /eyJ[\w-]{8,}(?:\.[\w-]*)*|\b(?:Bearer|SharedKey(?:Lite)?)\s+\S+|\b(?:AccountKey|SharedAccessSignature|client_secret|sig)=[^\s;&"']+/gi;

const strike = (text: string): string => text.slice(0, MAX_TEXT).replaceAll(CREDENTIAL, '[struck]');

function describe(error: unknown, depth: number): string {
  if (!(error instanceof Error))
    return typeof error === 'string' ? error : `a thrown ${typeof error}`;
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const own = `${error.stack ?? `${error.name}: ${error.message}`}${code}`;
  if (error.cause === undefined || depth === MAX_CAUSES) return own;
  return `${own}\ncaused by ${describe(error.cause, depth + 1)}`;
}

/** For tests of rooms that log by the way. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
