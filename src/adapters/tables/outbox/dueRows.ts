import type { Instant } from '../../../kernel/instant.ts';
import { dueBy } from '../rows/keys.ts';
import type { LogStore } from '../rows/logStore.ts';
import type { Row } from '../table/table.ts';

const PAGE = 1_000;

/** All O rows due by `now`, in the order they fell due. What is decided has no O row left, so this grows with open work only. */
export async function dueRows(
  { table, partition }: LogStore,
  now: Instant,
): Promise<readonly Row[]> {
  const { from, to } = dueBy(now);
  const all: Row[] = [];
  for (let after = from; ; ) {
    const rows = await table.list(partition, { from: after, to }, PAGE);
    all.push(...rows);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return all;
    after = `${last.key} `;
  }
}
