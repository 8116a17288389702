import type { Draft, Tx } from '../../kernel/ledger.ts';
import { argument, type Job, type JobOutcome } from '../../kernel/outbox.ts';
import { tell } from '../../kernel/telling.ts';
import type { LeverReading, PauseDeps } from './deps.ts';
import { runOut } from './domain/decide.ts';
import type { PauseEvent } from './domain/events.ts';
import { LEVER_JOB, LIFT_JOB, openLevers, pauses, TELL_JOB } from './domain/state.ts';
import { targetWords } from './domain/targetWords.ts';
import { ownersFreedJob, ownersToldJob } from './telling.ts';

const SYSTEM = { kind: 'system' } as const;
const DONE: JobOutcome = { kind: 'done' };
/** A lever that did not stop the agent is pulled and read again, for as long as the pause lasts. */
const AGAIN_MS = 10_000;

const written = (events: readonly PauseEvent[]): Draft<undefined> => ({
  by: SYSTEM,
  events,
  result: () => undefined,
});

const liftJob = ({ ledger }: PauseDeps): Job => ({
  kind: LIFT_JOB,
  claimed: false,
  run: async ({ args }) => {
    await ledger.commit(async (tx: Tx) =>
      written(runOut(tx.view.get(pauses, argument(args, 'pause')), tx.now)),
    );
    return DONE;
  },
});

/** Pulls (or releases) one lever and reads it back: what it answered and what it then said are two events. */
const leverJob = (deps: PauseDeps): Job => ({
  kind: LEVER_JOB,
  claimed: true,
  run: async ({ args }) => {
    const [id, name] = [argument(args, 'pause'), argument(args, 'lever')];
    const to = argument(args, 'to') === 'stop' ? 'stop' : 'release';
    const pause = await deps.ledger.reads.get(pauses, id);
    const lever = deps.levers.find((one) => one.name === name);
    const open = pause && openLevers(pause).find((one) => one.name === name && one.to === to);
    if (!pause || !open) return DONE;
    if (!lever)
      return readAs(
        deps,
        { pause: id, lever: name, to },
        { state: 'unknown', open: 'this lever is not configured any more' },
      );
    const about = { pause: id, lever: name, to } as const;
    const pulled = await lever[to](pause);
    // What is tried again and again is written when something about it has changed.
    if (open.answer !== pulled.answer)
      await deps.ledger.commit(async () =>
        written([{ type: 'lever-pulled', data: { ...about, ...pulled } }]),
      );
    const reading = await lever.read(pause);
    if (!pulled.ok && !isThere(to, reading)) return { kind: 'later', afterMs: AGAIN_MS };
    const again = to === 'stop' && reading.state === 'running';
    if (!again || open.readAs !== reading.state || open.open !== reading.open)
      await readAs(deps, about, reading);
    return again ? { kind: 'later', afterMs: AGAIN_MS } : DONE;
  },
});

const isThere = (to: 'stop' | 'release', { state }: LeverReading): boolean =>
  to === 'stop' ? state !== 'running' && state !== 'unknown' : state === 'running';

async function readAs(
  { ledger }: PauseDeps,
  about: { readonly pause: string; readonly lever: string; readonly to: 'stop' | 'release' },
  { state, open }: { readonly state: string; readonly open: string },
): Promise<JobOutcome> {
  await ledger.commit(async () =>
    written([{ type: 'lever-read', data: { ...about, state, open } }]),
  );
  return DONE;
}

/** Tells the pauser that a timed pause is over. Somebody who cannot be reached is not waited for. */
const tellJob = (deps: PauseDeps): Job => ({
  kind: TELL_JOB,
  claimed: true,
  run: async ({ args }) => {
    const pause = await deps.ledger.reads.get(pauses, argument(args, 'pause'));
    if (!pause?.by || pause.told) return DONE;
    const text = `${pause.id} has lifted itself: ${targetWords(pause.target)} is running again.`;
    const sent = await tell(deps, pause.by, text);
    if (sent.kind === 'later') return sent;
    const told: PauseEvent = {
      type: 'pause-told',
      data: { pause: pause.id, person: pause.by, delivered: sent.kind === 'told' },
    };
    await deps.ledger.commit(async () => written([told]));
    return DONE;
  },
});

export const pauseJobs = (deps: PauseDeps): readonly Job[] => [
  liftJob(deps),
  leverJob(deps),
  tellJob(deps),
  ownersToldJob(deps),
  ownersFreedJob(deps),
];
