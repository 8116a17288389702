import type { Machine } from '../scenario/processes/machine.ts';
import { cpuOf } from './cpu.ts';

/** Turns at the same time. */
export const ABREAST = 8;

/** What turns have cost: milliseconds of processor time of this process, and of the table service. */
export class Cost {
  #turns = 0;
  #cpu = 0;
  #azurite = 0;
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  async of(turns: number, work: Promise<number>): Promise<number> {
    const [cpu, azurite] = [process.cpuUsage(), cpuOf(this.#machine.azurite.pid)];
    const perSecond = await work;
    const { user, system } = process.cpuUsage(cpu);
    this.#turns += turns;
    this.#cpu += (user + system) / 1_000;
    this.#azurite += (cpuOf(this.#machine.azurite.pid) - azurite) / 1_000;
    return perSecond;
  }

  get aTurn() {
    return { cpuMs: this.#cpu / this.#turns, azuriteCpuMs: this.#azurite / this.#turns };
  }
}

/** How many a second, where `todo` is done by ABREAST at the same time. */
export async function rate(todo: readonly (() => Promise<void>)[]): Promise<number> {
  const left = todo.values();
  const start = performance.now();
  const worker = async (): Promise<void> => {
    for (const one of left) await one();
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
  return (todo.length / (performance.now() - start)) * 1_000;
}
