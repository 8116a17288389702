import { firstBehind, type LogState } from '../../../ledger/checkpoint.ts';
import { isTree, rootOf } from '../../../ledger/merkle.ts';
import { GOVERNANCE, HEAD, laneName, partitionOf } from '../rows/keys.ts';
import type { Row, Table } from '../table/table.ts';
import type { KeptCheckpoint } from './checkpointHistory.ts';
import { storedHead } from './logAudit.ts';

const MOST_LANES = 100;

/** Governance and as many lanes as its head row says, nothing verified. */
export function logNames(governanceHead: Row | undefined): readonly string[] {
  const lanes = Number(governanceHead?.columns['lanes']);
  const there = lanes > 0 && lanes <= MOST_LANES ? lanes : 0;
  return [GOVERNANCE, ...Array.from({ length: there }, (_, i) => laneName(i))];
}

/** The logs as their heads say, nothing verified; a log without a head is left out. */
export async function standingHeads(table: Table, tenant: string): Promise<readonly LogState[]> {
  const rowOf = (log: string) => table.get(partitionOf(tenant, log), HEAD);
  const names = logNames(await rowOf(GOVERNANCE));
  const states = await Promise.all(
    names.map(async (log) => {
      const row = await rowOf(log);
      return row === undefined ? [] : [stateIn(log, row)];
    }),
  );
  return states.flat();
}

function stateIn(log: string, row: Row): LogState {
  const { size, peaks, chain } = storedHead(row);
  const tree = { size, peaks };
  return { log, size, root: isTree(tree) ? rootOf(tree) : '', chain };
}

/** The checkpoints that know more than these heads, or something else of the same size. */
export const aheadOf = (
  heads: readonly LogState[],
  checkpoints: readonly KeptCheckpoint[],
): readonly KeptCheckpoint[] =>
  checkpoints.filter(({ checkpoint }) => firstBehind(checkpoint, heads) !== undefined);
