import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const TICK = 10_000;

/** Microseconds of processor time that a process and its threads have taken; NaN where the system does not tell in /proc. */
export function cpuOf(pid: number): number {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = fields.split(' ').slice(11, 13);
    return (Number(user) + Number(system)) * TICK;
  } catch {
    return Number.NaN;
  }
}
