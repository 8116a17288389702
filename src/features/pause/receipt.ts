import type { Instant } from '../../kernel/instant.ts';
import type { PauseDeps } from './deps.ts';
import type { LeverState, PauseState } from './domain/state.ts';
import { isInForce, openLevers } from './domain/state.ts';
import { targetText } from './domain/target.ts';
import { pauseAt } from './starting.ts';

/** A lever on a receipt; without `readAs` it has not been asked back yet. */
export type LeverLine = {
  readonly name: string;
  readonly to: 'stop' | 'release';
  readonly calledAt?: Instant;
  readonly answer?: string;
  readonly readAt?: Instant;
  readonly readAs?: string;
  readonly open?: string;
};

/** A pause as proof: what was stopped, by which levers, and what they said when asked back. */
export type PauseReceipt = {
  readonly id: string;
  readonly target: string;
  readonly reason: string;
  readonly status: 'inForce' | 'lifted';
  readonly by?: string;
  readonly byBoard: boolean;
  readonly at: Instant;
  /** Governance seq of the pause: no allow that it hits stands after it. */
  readonly seq: number;
  readonly until?: Instant;
  readonly lifted?: {
    readonly at: Instant;
    readonly by?: string;
    readonly reason: string;
    readonly automatic: boolean;
  };
  readonly levers: readonly LeverLine[];
  /** True once every lever has been read back. */
  readonly complete: boolean;
  readonly voided: readonly string[];
  readonly held: readonly string[];
};

const leverLine = (lever: LeverState): LeverLine => ({ ...lever });

export function receiptOf(pause: PauseState, now: Instant): PauseReceipt {
  const { by, until, lifted, struck } = pause;
  const waiting = openLevers(pause).filter(
    ({ name, to }) => !pause.levers.some((known) => known.name === name && known.to === to),
  );
  return {
    id: pause.id,
    target: targetText(pause.target),
    reason: pause.reason,
    status: isInForce(pause, now) ? 'inForce' : 'lifted',
    ...(by && { by }),
    byBoard: pause.byBoard,
    at: pause.at,
    seq: pause.seq,
    ...(until !== undefined && { until }),
    ...(lifted && {
      lifted: {
        at: lifted.at,
        ...(lifted.by && { by: lifted.by }),
        reason: lifted.reason,
        automatic: lifted.automatic,
      },
    }),
    levers: [...pause.levers, ...waiting].map(leverLine),
    complete: openLevers(pause).length === 0 && struck !== undefined,
    voided: struck?.voided ?? [],
    held: struck?.held ?? [],
  };
}

/** The receipt once every lever has been read back, or as it stands after `waitMs`. */
export async function settledReceipt(
  deps: PauseDeps,
  id: string,
  waitMs: number,
): Promise<PauseReceipt | undefined> {
  const end = AbortSignal.timeout(waitMs);
  for (;;) {
    const pause = await pauseAt(deps, id);
    if (!pause) return undefined;
    const receipt = receiptOf(pause, deps.clock.now());
    if (receipt.complete || end.aborted) return receipt;
    await nextEvent(deps, end);
  }
}

/** Resolves with the next event of governance that this server learns of, or when the time is over. */
function nextEvent({ ledger }: PauseDeps, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = ledger.follow(() => done());
    const done = (): void => {
      stop();
      end.removeEventListener('abort', done);
      resolve();
    };
    end.addEventListener('abort', done);
    if (end.aborted) done();
  });
}
