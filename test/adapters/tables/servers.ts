import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import type { Table } from '../../../src/adapters/tables/table/table.ts';
import { MemoryCheckpoints, openHouse, patientTimers } from './house.ts';
import { WatchedTable } from './watchedTable.ts';

/** Gives a table with nothing of the tenant's in it. */
export type Fresh = () => Promise<{ readonly table: Table; readonly tenant: string }>;

export interface Servers {
  readonly table: WatchedTable;
  readonly tenant: string;
  readonly ledgers: readonly OpenLedger[];
  readonly first: OpenLedger;
  /** One more. */
  readonly start: () => Promise<OpenLedger>;
}

/** Opens servers over new tables, and stops them all. */
export function serversOver(fresh: Fresh) {
  const running: OpenLedger[] = [];
  return {
    open: async (count: number): Promise<Servers> => {
      const { table: inner, tenant } = await fresh();
      const table = new WatchedTable(inner);
      const checkpoints = new MemoryCheckpoints();
      const start = async (): Promise<OpenLedger> => {
        const { ledger } = await openHouse(table, {
          tenant,
          checkpoints,
          timers: patientTimers,
        });
        running.push(ledger);
        return ledger;
      };
      const ledgers: OpenLedger[] = [];
      for (let i = 0; i < count; i += 1) ledgers.push(await start());
      const [first] = ledgers;
      if (first === undefined) throw new RangeError('no server');
      return { table, tenant, ledgers, first, start };
    },
    stop: async (): Promise<void> => {
      await Promise.all(running.splice(0).map((ledger) => ledger.stop()));
    },
  };
}

export const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
