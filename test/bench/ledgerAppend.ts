import { randomBytes, randomUUID } from 'node:crypto';
import { TableClient, type TableEntity } from '@azure/data-tables';
import { tableOfConnection } from '../../src/adapters/tables/table/sdkTable.ts';
import { Fault } from '../../src/kernel/faults.ts';
import { systemClock } from '../../src/kernel/instant.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { done } from '../adapters/tables/example.ts';
import { deciding, openHouse } from '../adapters/tables/house.ts';
import { inTurns } from './inTurns.ts';
import { type Rated, rate } from './rate.ts';

export interface AppendFigures {
  /** Lines a second that the SDK inserts in batches of 100, 8 batches in flight. */
  readonly raw: number;
  /** Durable decisions a second on one lane. */
  readonly decisions: number;
  readonly ratio: number;
  /** Milliseconds a decision waits, median and 99th percentile. */
  readonly p50: number;
  readonly p99: number;
  /** Calls, ours and raw, that were not confirmed in time. */
  readonly faults: number;
}

export interface AppendOptions {
  readonly clients: number;
  readonly rounds: number;
  /** How long each half of a round takes. */
  readonly roundMs: number;
}

const BATCH = 100;
const IN_FLIGHT = 8;
/** Makes a line of some 460 bytes, about what a decision takes. */
const FILLING = 'x'.repeat(280);

/**
 * Appends decisions to one lane and inserts the same lines raw, by turns, in one run over one table service. It should keep its
 * tables in memory: Azurite that rewrites its whole file every 5 s, hundreds of megabytes by then, answers nobody for seconds.
 */
export async function measureAppend(
  connectionString: string,
  { clients, rounds, roundMs }: AppendOptions,
): Promise<AppendFigures> {
  const ours = await decider(connectionString, clients);
  const raw = inserter(connectionString, await ours.line());
  await raw(roundMs / 4); // both warm
  await ours.run(roundMs / 4);
  ours.waits.length = 0;
  let faults = 0;
  const counted = (run: (ms: number) => Promise<Rated>) => async (): Promise<number> => {
    const rated = await run(roundMs);
    faults += rated.faults;
    return rated.perSecond;
  };
  const compared = await inTurns(rounds, counted(ours.run), counted(raw));
  await ours.stop();
  const waits = ours.waits.toSorted((a, b) => a - b);
  const quantile = (share: number): number => waits[Math.floor(waits.length * share)] ?? 0;
  return {
    raw: compared.theirs,
    decisions: compared.ours,
    ratio: compared.ratio,
    p50: quantile(0.5),
    p99: quantile(0.99),
    faults,
  };
}

async function decider(connectionString: string, clients: number) {
  const table = tableOfConnection(connectionString, 'BenchLedger');
  const house = { tenant: randomUUID(), lanes: 1, clock: systemClock };
  const { ledger } = await openHouse(table, house);
  const waits: number[] = [];
  let n = 0;
  const one = async (): Promise<number> => {
    const start = performance.now();
    await ledger.decide(deciding(done((n += 1), FILLING)));
    waits.push(performance.now() - start);
    return 1;
  };
  return {
    waits,
    run: (ms: number) => rate({ ms, abreast: clients }, one),
    stop: () => ledger.stop(),
    line: async (): Promise<string> => {
      await one();
      const [first] = (await ledger.reads.lines({ limit: 1 })).items;
      return first?.line ?? '';
    },
  };
}

/** Into a new table each time: Azurite inserts ever more slowly into one that grows, which would flatter the ledger. */
function inserter(connectionString: string, line: string) {
  return async (ms: number): Promise<Rated> => {
    const name = `Raw${randomBytes(8).toString('hex')}`;
    const options = { allowInsecureConnection: true };
    const client = TableClient.fromConnectionString(connectionString, name, options);
    await client.createTable();
    const batch = async (): Promise<number> => {
      const partitionKey = randomBytes(8).toString('hex');
      const entity = (_: unknown, i: number) => ({
        partitionKey,
        rowKey: String(i),
        line,
        leaf: leafHash(line),
      });
      const actions = Array.from({ length: BATCH }, entity);
      await submit(client, actions);
      return BATCH;
    };
    const inserted = await rate({ ms, abreast: IN_FLIGHT }, batch);
    await client.deleteTable();
    return inserted;
  };
}

async function submit(client: TableClient, entities: readonly TableEntity[]): Promise<void> {
  try {
    await client.submitTransaction(entities.map((one) => ['create', one]));
  } catch (error) {
    throw new Fault('storage-unavailable', 'a raw batch was not inserted', error);
  }
}
