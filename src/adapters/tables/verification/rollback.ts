import { Fault } from '../../../kernel/faults.ts';
import type { Checkpoint, LogState } from '../../../ledger/checkpoint.ts';
import type { Head } from '../rows/head.ts';

/** What a log is known to have held. */
export type KnownSize = Pick<LogState, 'size' | 'chain'>;

/**
 * The most that is known to have been written, log by log: what signed checkpoints say, and what this server has seen
 * itself. A head that says less was rolled back; nothing is extended on it.
 */
export class KnownSizes {
  readonly #known = new Map<string, KnownSize>();

  of(log: string): KnownSize | undefined {
    return this.#known.get(log);
  }

  learn({ logs }: Checkpoint): void {
    for (const { log, ...state } of logs) this.#raise(log, state);
  }

  saw(log: string, { tree, chain }: Head): void {
    this.#raise(log, { size: tree.size, chain });
  }

  /** Throws where anything is known to have been written at all. */
  requireNone(): void {
    const written = [...this.#known].find(([, { size }]) => size > 0);
    if (written === undefined) return;
    const [log, { size }] = written;
    throw new Fault('ledger-behind-checkpoint', `the ledger is gone: ${log} had ${size} events`);
  }

  #raise(log: string, { size, chain }: KnownSize): void {
    const known = this.#known.get(log);
    if (known === undefined || size > known.size) this.#known.set(log, { size, chain });
  }
}

/**
 * Throws `ledger-behind-checkpoint` where a head says less than `known`, or something else of the same length. `known` is
 * what was known before the head was asked for: another answer of this server may have overtaken it since.
 */
export function requireNotBehind(
  log: string,
  { tree, chain }: Head,
  known: KnownSize | undefined,
): void {
  if (known === undefined || tree.size > known.size) return;
  if (tree.size === known.size && chain === known.chain) return;
  throw new Fault(
    'ledger-behind-checkpoint',
    `log ${log} has ${tree.size} events; ${known.size} others are known to have been written`,
  );
}
