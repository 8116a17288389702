import { isLogName } from './checkpoint.ts';
import type { Finding } from './finding.ts';

/** A purge stub as it was found, or a purge as an event of governance names it. */
export interface Purge {
  readonly log: string;
  readonly seq: number;
  readonly by: number;
}

/** The type of the governance event that purges lines. Its `data.purged` lists `{log, seq}` of each. */
export const PURGE_EVENT = 'lines-purged';

/** The purges that a line of governance with this seq names. None for any other event. */
export function purgesNamedIn(line: string, by: number): Purge[] {
  if (!line.endsWith(`"type":"${PURGE_EVENT}"}`)) return [];
  const data = memberOf(parse(line), 'data');
  const list = memberOf(data, 'purged');
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    const log = memberOf(item, 'log');
    const seq = memberOf(item, 'seq');
    return typeof log === 'string' && typeof seq === 'number' && isLogName(log)
      ? [{ log, seq, by }]
      : [];
  });
}

/** The first stub that no event of governance names as its own, if any: a line hidden without a record. */
export function firstUnexplained(
  found: readonly Purge[],
  named: readonly Purge[],
): Finding | undefined {
  const known = new Set(named.map(nameOf));
  const bad = found.find((purge) => !known.has(nameOf(purge)));
  if (bad === undefined) return undefined;
  const { log, seq, by } = bad;
  return {
    log,
    seq,
    code: 'purge-unexplained',
    sentence: `Line ${seq} of log ${log} is gone, and event ${by} of governance does not say that it was purged.`,
  };
}

function nameOf({ log, seq, by }: Purge): string {
  return `${log}/${seq}/${by}`;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
