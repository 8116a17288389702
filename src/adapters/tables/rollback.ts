import { Fault } from '../../kernel/faults.ts';
import type { Checkpoint, LogState } from '../../ledger/checkpoint.ts';
import type { Head } from './head.ts';
import type { RollbackGuard } from './logStore.ts';

/**
 * The most that is known to have been written, log by log: what signed checkpoints say, and what this server has seen
 * itself. A head that says less was rolled back; nothing is extended on it.
 */
export class KnownSizes implements RollbackGuard {
  readonly #known = new Map<string, Pick<LogState, 'size' | 'chain'>>();

  learn(checkpoint: Checkpoint): void {
    for (const { log, size, chain } of checkpoint.logs) this.#raise(log, size, chain);
  }

  saw(log: string, { tree, chain }: Head): void {
    this.#raise(log, tree.size, chain);
  }

  /** Throws where anything is known to have been written at all. */
  requireNone(): void {
    const [written] = [...this.#known].filter(([, { size }]) => size > 0);
    if (written === undefined) return;
    const [log, { size }] = written;
    throw new Fault(
      'ledger-behind-checkpoint',
      `the ledger is gone: log ${log} had ${size} events`,
    );
  }

  check(log: string, { tree, chain }: Head): void {
    const known = this.#known.get(log);
    if (known === undefined || tree.size > known.size) return;
    if (tree.size === known.size && chain === known.chain) return;
    throw new Fault(
      'ledger-behind-checkpoint',
      `log ${log} has ${tree.size} events; ${known.size} others are known to have been written`,
    );
  }

  #raise(log: string, size: number, chain: string): void {
    const known = this.#known.get(log);
    if (known === undefined || size > known.size) this.#known.set(log, { size, chain });
  }
}
