import { parseCanonical } from './canonical.ts';
import { isLogName } from './checkpoint.ts';
import type { Finding } from './finding.ts';
import { countOf, listOf, memberOf, textOf } from './members.ts';

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
  const data = memberOf(parseCanonical(line), 'data');
  const named = listOf(data, 'purged', (item) => {
    const log = textOf(item, 'log');
    const seq = countOf(item, 'seq');
    return log !== undefined && isLogName(log) && seq !== undefined ? { log, seq, by } : undefined;
  });
  return named ?? [];
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
