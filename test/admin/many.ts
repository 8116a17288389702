import { describe, expect, it } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { openKeyStore } from '../../src/adapters/local/keys.ts';
import { GOVERNANCE, partitionOf } from '../../src/adapters/tables/rows/keys.ts';
import { openText, type Sealer, sealText } from '../../src/adapters/tables/rows/sealed.ts';
import { tableOfConnection } from '../../src/adapters/tables/table/sdkTable.ts';
import { macWith } from '../../src/run/localParts.ts';
import type { AdminWorld } from './world.ts';

const PARTITION = partitionOf(EXAMPLE_TENANT, GOVERNANCE);
const MANY = 10_000;
const GROUP = 100;
const PAINTED_WITHIN_MS = 1_000;
const TRIES = 12;

/** Copies the state of one ended request under many other numbers, straight into the table, as the server would seal it. */
async function fill({ dataDir, tables }: AdminWorld, ended: string): Promise<void> {
  const table = tableOfConnection(tables, 'Ledger');
  const keys = await openKeyStore(dataDir);
  const sealer: Sealer = { mac: macWith(keys.secret('row.mac')) };
  const row = await table.get(PARTITION, `R|${ended}`);
  if (!row) throw new Error(`no row of ${ended}`);
  const text = openText(sealer, PARTITION, row);
  for (let n = 0; n < MANY; n += GROUP) {
    const ops = Array.from({ length: GROUP }, (_, i) => {
      const key = `R|AR-${100_000 + n + i}`;
      const columns = sealText(sealer, { partition: PARTITION, key }, text);
      return { kind: 'create' as const, key, columns };
    });
    const done = await table.transact(PARTITION, ops);
    if (done.kind !== 'done') throw new Error(`the table was not filled: ${done.kind}`);
  }
}

/** How quick pages are with much in the ledger. */
export function many(world: () => AdminWorld): void {
  describe('with 10,000 requests in the ledger', () => {
    it('the overview is painted within a second', async () => {
      await fill(world(), 'AR-2');
      const { page, settled } = await world().open('board', '/');
      const times: number[] = [];
      // A machine that is busy with something else may need several tries.
      while (times.length < TRIES && Math.min(...times) >= PAINTED_WITHIN_MS) {
        const began = performance.now();
        await page.reload({ waitUntil: 'commit' });
        await page.getByRole('heading', { name: 'Waiting for you' }).waitFor();
        await page
          .getByText(/requests? waits|Nothing waits for you|Review/)
          .first()
          .waitFor();
        times.push(performance.now() - began);
        await settled();
      }
      expect(Math.min(...times)).toBeLessThan(PAINTED_WITHIN_MS);
    }, 60_000);
  });
}
