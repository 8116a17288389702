import { openMachine } from '../scenario/processes/machine.ts';
import { afterFence } from './afterFence.ts';
import { authorizeOverHttp } from './authorizeOverHttp.ts';
import { botTurn } from './botTurn.ts';
import { measureAppend } from './ledgerAppend.ts';
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

const machine = await openMachine();
const rows: Row[] = [];
const tell = (...more: readonly Row[]): void => {
  rows.push(...more);
  for (const row of more) process.stdout.write(`${lineOf(row)}\n`);
};
try {
  tell(...(await serverStart(machine, effort)));
  tell(await append(machine.azurite.connectionString, effort));
  tell(await authorizeOverHttp(machine, effort));
  tell(...(await botTurn(machine, effort)));
  tell(await afterFence(machine, effort));
  tell(...(await verification(effort)));
  tell(await rowsRead(effort));
} finally {
  await machine.close();
}
process.stdout.write(`${jsonOf(rows)}\n`);

/** Many clients wait at the same time, as behind a busy gateway. */
async function append(connectionString: string, { rounds, ms }: Effort): Promise<Row> {
  const measured = await measureAppend(connectionString, { clients: 256, rounds, roundMs: ms });
  const { ratio, ...detail } = measured;
  return {
    name: 'appendOverRaw',
    what: 'durable decisions appended to one lane ÷ the same lines inserted raw, 100 a batch',
    value: ratio,
    target: 2,
    at: 'least',
    detail,
  };
}
