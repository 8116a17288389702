import { randomBytes } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { tableOfConnection } from '../../src/adapters/tables/sdkTable.ts';
import { done } from '../adapters/tables/example.ts';
import { deciding, openHouse } from '../adapters/tables/house.ts';
import { startAzurite } from '../support/azurite.ts';

const CLIENTS = Number(process.argv[2] ?? 128);
const MS = Number(process.argv[3] ?? 3_000);
const ROUNDS = Number(process.argv[4] ?? 3);

const azurite = await startAzurite();
const name = 'Bench';
const client = TableClient.fromConnectionString(azurite.connectionString, 'Raw', {
  allowInsecureConnection: true,
});
await client.createTable();
const { ledger } = await openHouse(tableOfConnection(azurite.connectionString, name), {
  lanes: 1,
  clock: { now: () => new Date().toISOString() as never },
});
const pad = 'x'.repeat(250);
const event = (n: number) => done(n, pad);

async function raw(ms: number): Promise<number> {
  const end = performance.now() + ms;
  let count = 0;
  const one = async () => {
    while (performance.now() < end) {
      const pk = randomBytes(8).toString('hex');
      await client.submitTransaction(
        Array.from({ length: 100 }, (_, i) => [
          'create',
          {
            partitionKey: pk,
            rowKey: String(i),
            line: JSON.stringify({
              at: new Date().toISOString(),
              by: { kind: 'person', id: 'ada' },
              data: event(i).data,
              salt: randomBytes(16).toString('base64url'),
              type: 'thing-done',
            }),
          },
        ]),
      );
      count += 100;
    }
  };
  const t0 = performance.now();
  await Promise.all(Array.from({ length: 8 }, one));
  return (count / (performance.now() - t0)) * 1000;
}

async function ours(ms: number): Promise<{ rate: number; p50: number; p99: number }> {
  const end = performance.now() + ms;
  const took: number[] = [];
  let n = 0;
  const one = async () => {
    while (performance.now() < end) {
      const t = performance.now();
      await ledger.decide(deciding(event((n += 1))));
      took.push(performance.now() - t);
    }
  };
  const t0 = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, one));
  const rate = (took.length / (performance.now() - t0)) * 1000;
  took.sort((a, b) => a - b);
  return {
    rate,
    p50: took[Math.floor(took.length / 2)] ?? 0,
    p99: took[Math.floor(took.length * 0.99)] ?? 0,
  };
}
await raw(500);
await ours(500);
let rawSum = 0,
  ourSum = 0;
for (let i = 0; i < ROUNDS; i += 1) {
  const r = await raw(MS);
  const o = await ours(MS);
  rawSum += r;
  ourSum += o.rate;
  console.log(
    JSON.stringify({
      raw: Math.round(r),
      ours: Math.round(o.rate),
      ratio: (o.rate / r).toFixed(2),
      p50: o.p50.toFixed(1),
      p99: o.p99.toFixed(1),
    }),
  );
}
console.log('mean ratio', (ourSum / rawSum).toFixed(2));
await ledger.stop();
await azurite.stop();
