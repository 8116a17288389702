import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Machine } from '../scenario/processes/machine.ts';
import { cpuOf } from './cpu.ts';
import { median } from './inTurns.ts';
import type { Effort, Row } from './row.ts';

const run = promisify(execFile);

/**
 * How long a server process takes to its first answer, and how much memory it has then. Of 1.9 s of processor time, 0.75 are
 * spent loading some two thousand modules, and 0.8 on the policies: 0.3 reading them and trying their cases, the rest V8's
 * own threads, which compile the engine for speed meanwhile.
 */
export async function serverStart(machine: Machine, { rounds }: Effort): Promise<readonly Row[]> {
  const seconds: number[] = [];
  const megabytes: number[] = [];
  const cpuSeconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const server = await machine.serve();
    seconds.push(server.readyMs / 1_000);
    cpuSeconds.push(cpuOf(server.pid) / 1_000_000);
    megabytes.push(await residentMegabytes(server.pid));
    await server.end('SIGTERM');
  }
  const detail = {
    slowest: Math.max(...seconds),
    cpuSeconds: median(cpuSeconds),
    starts: rounds,
  };
  return [
    {
      name: 'startSeconds',
      what: 'server start to its first answer, seconds',
      value: median(seconds),
      target: 2,
      at: 'most',
      detail,
    },
    {
      name: 'startMegabytes',
      what: 'memory of the server then, MB',
      value: median(megabytes),
      target: 250,
      at: 'most',
      detail: { most: Math.max(...megabytes) },
    },
  ];
}

async function residentMegabytes(pid: number): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return (Number(stdout.trim()) * 1_024) / 1_000_000;
}
