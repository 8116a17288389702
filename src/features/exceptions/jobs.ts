import { isBefore } from '../../kernel/instant.ts';
import { argument, type Job } from '../../kernel/outbox.ts';
import type { ExceptionsDeps } from './deps.ts';
import type { ExceptionEvent } from './domain/events.ts';
import { EXCEPTION_END_JOB, exceptions } from './domain/state.ts';

/** Writes down that an exception has come to its date: it held no longer from that moment on anyway. */
const endJob = ({ ledger }: ExceptionsDeps): Job => ({
  kind: EXCEPTION_END_JOB,
  claimed: false,
  run: async ({ args }) => {
    const exception = argument(args, 'exception');
    await ledger.commit(async (tx) => {
      const state = tx.view.get(exceptions, exception);
      const over = state && state.end === undefined && !isBefore(tx.now, state.until);
      const events: readonly ExceptionEvent[] = over ? [ended(state)] : [];
      return { by: { kind: 'system' }, events, result: () => undefined };
    });
    return { kind: 'done' };
  },
});

const ended = ({
  exception,
  agentId,
  connectorId,
}: {
  readonly exception: string;
  readonly agentId: string;
  readonly connectorId?: string;
}): ExceptionEvent => ({
  type: 'deviation-ended',
  data: { exception, agentId, ...(connectorId !== undefined && { connectorId }) },
});

export const exceptionJobs = (deps: ExceptionsDeps): readonly Job[] => [endJob(deps)];
