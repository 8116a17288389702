import { availableParallelism, loadavg } from 'node:os';
import { inspect } from 'node:util';
import { openMachine } from '../scenario/processes/machine.ts';
import { startAzurite } from '../support/azurite.ts';
import { afterFence } from './afterFence.ts';
import { authorizeOverHttp } from './authorizeOverHttp.ts';
import { botTurn } from './botTurn.ts';
import { measureAppend } from './ledgerAppend.ts';
import { policyDecision } from './policyDecision.ts';
import { type Effort, jsonOf, lineOf, type Row } from './row.ts';
import { rowsRead } from './rowsRead.ts';
import { serverStart } from './serverStart.ts';
import { verification } from './verification.ts';

/**
 * The ratios of two things measured in the same run, by turns: what a machine does meanwhile befalls both. The last line
 * is one JSON object. `--quick` measures shortly, to see that it runs.
 */
const isQuick = process.argv.includes('--quick');
const effort: Effort = isQuick
  ? { rounds: 1, ms: 300, share: 0.1 }
  : { rounds: 5, ms: 3_000, share: 1 };

const machine = await openMachine({ inMemory: true });
const rows: Row[] = [];
/** How many processes want to run at the moment: figures of a machine that has more of them than processors are told with it. */
const load = (): number => loadavg()[0] ?? 0;
const tell = (made: readonly Row[], before: number): void => {
  for (const one of made) {
    const row = { ...one, detail: { ...one.detail, loadBefore: before, loadAfter: load() } };
    rows.push(row);
    process.stdout.write(`${lineOf(row)}\n`);
  }
};
/** A figure that cannot be measured is tried once more, and leaves the others to be told. */
const measure = async (name: string, made: () => Promise<readonly Row[]>): Promise<void> => {
  for (const isLast of [false, true])
    try {
      const before = load();
      return tell(await made(), before);
    } catch (error) {
      if (isLast) process.exitCode = 1;
      process.stdout.write(`${isLast ? 'FAILED' : 'again '}  ${name}: ${inspect(error)}\n`);
    }
};
process.stdout.write(`${availableParallelism()} processors\n`);
try {
  await measure('start', () => serverStart(machine, effort));
  await measure('append', async () => [await append(effort)]);
  await measure('authorize', async () => [await authorizeOverHttp(machine, effort)]);
  await measure('turn', () => botTurn(machine, effort));
  await measure('fence', async () => [await afterFence(machine, effort)]);
  await measure('policy', () => policyDecision(effort));
  await measure('verification', () => verification(effort));
  await measure('rowsRead', async () => [await rowsRead(effort)]);
} finally {
  await machine.close();
}
process.stdout.write(`${jsonOf(rows)}\n`);

/** Many clients wait at the same time, as behind a busy gateway. On a table service of its own: what it writes is no burden to the others. */
async function append({ rounds, ms }: Effort): Promise<Row> {
  const azurite = await startAzurite({ inMemory: true });
  try {
    const options = { clients: 256, rounds, roundMs: ms };
    const { ratio, ...detail } = await measureAppend(azurite.connectionString, options);
    return {
      name: 'appendOverRaw',
      what: 'durable decisions appended to one lane ÷ the same lines inserted raw, 100 a batch',
      value: ratio,
      target: 2,
      at: 'least',
      detail,
    };
  } finally {
    await azurite.stop();
  }
}
