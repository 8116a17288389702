import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Lever } from './deps.ts';
import { isInForce, pauses } from './domain/state.ts';

/** Our own gate: it stops with the commit that starts the pause, since that commit is fenced on every lane. */
export const gateLever = ({
  ledger,
  clock,
}: {
  readonly ledger: Ledger;
  readonly clock: Clock;
}): Lever => ({
  name: 'gate',
  reaches: () => true,
  stop: async ({ seq }) => ({
    ok: true,
    answer: `no allow and no redemption after event g/${seq}`,
  }),
  release: async () => ({ ok: true, answer: 'asked actions are judged by the policy again' }),
  read: async ({ id }) => {
    // From the table: what this server has in memory may be older than a pause elsewhere.
    const pause = await ledger.reads.get(pauses, id);
    const stopped = pause !== undefined && isInForce(pause, clock.now());
    return stopped
      ? { state: 'stopped', open: 'what an agent began before the pause may still be finishing' }
      : { state: 'running', open: '' };
  },
});
