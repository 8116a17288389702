import type { Instant } from '../../kernel/instant.ts';
import type { Idempotency } from '../../kernel/ledger.ts';
import { doneOf } from '../../kernel/ledger.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import { agents, connectors } from '../registry/domain/fold.ts';
import type { PauseDeps } from './deps.ts';
import { liftPause, type PauseRefusal, startPause, type Who } from './domain/decide.ts';
import { type PauseState, pauses } from './domain/state.ts';
import type { Target } from './domain/target.ts';

export interface StartCommand extends Who {
  readonly target: Target;
  readonly reason: string;
  readonly forMs?: number | undefined;
}

const nothing = <T>(by: { readonly kind: 'person'; readonly id: string }, result: T) => ({
  by,
  events: [],
  result: () => result,
});

/**
 * Starts a pause. From the moment this resolves, no allow and no redemption that it hits can commit anywhere: the commit
 * is fenced on every lane before it is acknowledged. The levers are pulled afterwards.
 */
export async function start(
  deps: PauseDeps,
  command: StartCommand,
  key?: { readonly idempotency: Idempotency; readonly answer: (id: string) => Json },
) {
  const by = { kind: 'person', id: command.person } as const;
  const levers = deps.levers
    .filter((lever) => lever.reaches(command.target))
    .map(({ name }) => name);
  return deps.ledger.commit<Result<string, PauseRefusal>>(async (tx) => {
    const known = {
      now: tx.now,
      agent: (id: string) => tx.view.get(agents, id),
      connector: (id: string) => tx.view.get(connectors, id),
    };
    const { forMs, ...rest } = command;
    const draft = { ...rest, levers, ...(forMs !== undefined && { forMs }) };
    const checked = startPause({ ...draft, id: 'P-1' }, known);
    if (!checked.ok) return nothing(by, checked);
    const id = `P-${tx.next('P')}`;
    const decided = startPause({ ...draft, id }, known);
    if (!decided.ok) return nothing(by, decided);
    return {
      by,
      events: decided.value,
      narrows: true,
      result: () => ok(id),
      ...(key && { answer: () => key.answer(id) }),
    };
  }, key?.idempotency);
}

export interface LiftCommand extends Who {
  readonly pause: string;
  readonly reason: string;
  readonly steppedUpAt?: Instant | undefined;
}

/** Lifts a pause. What it made void stays void. */
export const lift = async (
  deps: PauseDeps,
  command: LiftCommand,
): Promise<Result<string, PauseRefusal>> => doneOf(await liftOnce(deps, command));

/** The same, once under its idempotency key. */
export function liftOnce(
  deps: PauseDeps,
  command: LiftCommand,
  key?: { readonly idempotency: Idempotency; readonly answer: (id: string) => Json },
) {
  const by = { kind: 'person', id: command.person } as const;
  return deps.ledger.commit<Result<string, PauseRefusal>>(async (tx) => {
    const decided = liftPause(
      { ...command, stepUp: deps.stepUp },
      tx.view.get(pauses, command.pause),
      tx.now,
    );
    if (!decided.ok) return nothing(by, decided);
    return {
      by,
      events: decided.value,
      result: () => ok(command.pause),
      ...(key && { answer: () => key.answer(command.pause) }),
    };
  }, key?.idempotency);
}

/** As it stands in the table now. */
export const pauseAt = (
  deps: Pick<PauseDeps, 'ledger'>,
  id: string,
): Promise<PauseState | undefined> => deps.ledger.reads.get(pauses, id);
