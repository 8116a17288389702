import type { Config, LocalConfig } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import { Fault } from '../kernel/faults.ts';
import type { Log } from '../kernel/log.ts';

/** What the process gives a command. */
export interface Around {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly version: string;
  readonly log: Log;
  /** A line on standard output. */
  readonly say: (line: string) => void;
  /** A line on standard error. */
  readonly complain: (line: string) => void;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

export function localOf({ config }: Pick<Around, 'config'>): LocalConfig {
  if (config.mode === 'local') return config;
  throw new Fault(
    'misconfigured',
    'This command works on the local ledger only: unset COUNTERSIGN_MODE or set it to local.',
  );
}

export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
