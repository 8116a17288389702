import { LedgerFault } from './fault.ts';
import { type Checked, type Finding, failed, passed } from './finding.ts';
import { isHash } from './hash.ts';

/** What a checkpoint says of one log: how many events it has, and the hashes over all of them. */
export interface LogState {
  readonly log: string;
  readonly size: number;
  readonly root: string;
  readonly chain: string;
}

/** The state of every log at one time. `origin` names the ledger (`countersign/<tenant>`). */
export interface Checkpoint {
  readonly origin: string;
  readonly at: string;
  readonly logs: readonly LogState[];
}

const ORIGIN = /^[^\s+]+$/u;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const LOG = /^(?:g|[0-9]{2})$/;
const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;

/** Whether a text is a log's name: `g` for governance, two digits for a lane. */
export function isLogName(text: string): boolean {
  return LOG.test(text);
}

/** Whether a text is a time as written here: RFC 3339, UTC, milliseconds. Such texts sort as the times do. */
export function isTime(text: string): boolean {
  return TIME.test(text);
}

/** The body of a checkpoint's note. Sorts the logs, governance first. Throws `bad-checkpoint` on what it cannot say. */
export function checkpointBody(checkpoint: Checkpoint): string {
  const logs = checkpoint.logs.toSorted(byLog);
  const lines = logs.map(({ log, size, root, chain }) => `${log} ${size} ${root} ${chain}`);
  const body = `${[checkpoint.origin, checkpoint.at, ...lines].join('\n')}\n`;
  if (!parseCheckpoint(body).ok)
    throw new LedgerFault(
      'bad-checkpoint',
      'A checkpoint has an origin, a time, and at least one log, each once.',
    );
  return body;
}

/** The checkpoint that the body of a note says, or what is wrong with it. */
export function parseCheckpoint(body: string): Checked<Checkpoint> {
  const [origin, at, ...rest] = body.split('\n');
  const end = rest.pop();
  const logs = rest.map(parseState);
  const known = logs.filter((log) => log !== undefined);
  const whole =
    origin !== undefined && ORIGIN.test(origin) && at !== undefined && isTime(at) && end === '';
  if (!whole || known.length !== logs.length || !isSorted(known)) {
    return failed(
      'checkpoint',
      'checkpoint-malformed',
      'The body is not origin, time, and one line a log in their order.',
    );
  }
  return passed({ origin, at, logs: known });
}

/**
 * The first log that is behind a checkpoint: shorter than it says, gone, or as long but of another
 * content. A log that the checkpoint does not know may have been added since.
 */
export function firstBehind(
  checkpoint: Checkpoint,
  heads: readonly LogState[],
): Finding | undefined {
  for (const was of checkpoint.logs) {
    const found = behind(
      was,
      heads.find((head) => head.log === was.log),
      checkpoint.at,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function behind(was: LogState, is: LogState | undefined, at: string): Finding | undefined {
  const { log, size } = was;
  const seq = Math.max(size, 1);
  if (is === undefined) {
    return {
      log,
      seq: 1,
      code: 'log-missing',
      sentence: `The checkpoint of ${at} knows a log ${log}, which is gone.`,
    };
  }
  if (is.size < size) {
    return {
      log,
      seq: is.size + 1,
      code: 'log-cut',
      sentence: `The checkpoint of ${at} knows ${size} events in log ${log}, which has ${is.size}.`,
    };
  }
  if (is.size === size && is.root !== was.root) {
    return {
      log,
      seq,
      code: 'root-differs',
      sentence: `The ${size} events of log ${log} are not those of the checkpoint of ${at}.`,
    };
  }
  if (is.size === size && is.chain !== was.chain) {
    return {
      log,
      seq,
      code: 'chain-differs',
      sentence: `The blocks of log ${log} are not those of the checkpoint of ${at}.`,
    };
  }
  return undefined;
}

function parseState(line: string): LogState | undefined {
  const [log = '', size = '', root = '', chain = '', ...more] = line.split(' ');
  const whole =
    isLogName(log) && SIZE.test(size) && isHash(root) && isHash(chain) && more.length === 0;
  return whole && Number.isSafeInteger(Number(size))
    ? { log, size: Number(size), root, chain }
    : undefined;
}

function isSorted(logs: readonly LogState[]): boolean {
  return (
    logs.length > 0 &&
    logs.every((log, i) => {
      const before = logs[i - 1];
      return before === undefined || byLog(before, log) < 0;
    })
  );
}

/** Governance first, then the lanes by their digits. */
function byLog(a: LogState, b: LogState): number {
  if (a.log === b.log) return 0;
  if (a.log === 'g' || b.log === 'g') return a.log === 'g' ? -1 : 1;
  return a.log < b.log ? -1 : 1;
}
