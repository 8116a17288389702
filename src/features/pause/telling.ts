import { argument, type Job, type JobOutcome } from '../../kernel/outbox.ts';
import type { PersonId } from '../../kernel/people.ts';
import { tellSome } from '../../kernel/telling.ts';
import { agents } from '../registry/domain/fold.ts';
import type { PauseDeps } from './deps.ts';
import type { PauseEvent } from './domain/events.ts';
import { inForce } from './domain/hits.ts';
import {
  isInForce,
  OWNERS_FREED_JOB,
  OWNERS_TOLD_JOB,
  type PauseState,
  pauses,
} from './domain/state.ts';
import { freedSentence, ownersSentence } from './sentences.ts';
import { stoppedAgents } from './stopped.ts';

const DONE: JobOutcome = { kind: 'done' };
const NEXT_MS = 100;

type Owners = ReadonlyMap<PersonId, readonly string[]>;
type Reads = Pick<PauseDeps, 'ledger' | 'clock'>;

/** Business and technical owners of what a pause stops, each with their agents; `besides` knows. */
async function ownersOf(
  { ledger, clock }: Reads,
  { target }: PauseState,
  besides: PersonId | undefined,
): Promise<Owners> {
  const view = await ledger.view();
  const owners = new Map<PersonId, string[]>();
  for (const id of stoppedAgents(target, view, clock.now())) {
    const { business, technical } = view.get(agents, id)?.people ?? {};
    for (const person of new Set([business, technical])) {
      if (person === undefined || person === besides) continue;
      const theirs = owners.get(person);
      if (theirs) theirs.push(id);
      else owners.set(person, [id]);
    }
  }
  return owners;
}

const textsFor = (owners: Owners, textOf: (ids: readonly string[]) => string) =>
  new Map([...owners].map(([person, ids]) => [person, textOf(ids)] as const));

/**
 * Tells the owners of what a pause stops: one notice each however many of their agents it stops, a few people a commit. Somebody
 * who cannot be reached is not waited for; once the pause is over, nobody else is told.
 */
export const ownersToldJob = (deps: PauseDeps): Job => ({
  kind: OWNERS_TOLD_JOB,
  claimed: true,
  run: async ({ args }) => {
    const pause = await deps.ledger.reads.get(pauses, argument(args, 'pause'));
    if (!pause || pause.owners?.done || !isInForce(pause, deps.clock.now())) return DONE;
    const owners = await ownersOf(deps, pause, pause.by);
    return goOn(
      deps,
      pause,
      textsFor(owners, (ids) => ownersSentence(pause, ids)),
    );
  },
});

/** Whoever was told of the pause is told of its end, save who lifted it: with their agents, and those another pause still stops. */
export const ownersFreedJob = (deps: PauseDeps): Job => ({
  kind: OWNERS_FREED_JOB,
  claimed: true,
  run: async ({ args }) => {
    const pause = await deps.ledger.reads.get(pauses, argument(args, 'pause'));
    if (!pause?.lifted || !pause.owners || pause.freed?.done) return DONE;
    const { owners, lifted } = pause;
    const found = await ownersOf(deps, pause, lifted.automatic ? pause.by : lifted.by);
    const knew = new Map([...found].filter(([person]) => owners.done || person <= owners.after));
    const isStill = await otherwiseStopped(deps);
    return goOn(
      deps,
      pause,
      textsFor(knew, (ids) => freedSentence(pause, ids, ids.filter(isStill))),
      'over',
    );
  },
});

async function otherwiseStopped({ ledger, clock }: Reads): Promise<(agentId: string) => boolean> {
  const [view, now] = [await ledger.view(), clock.now()];
  const ids = new Set(inForce(view, now).flatMap(({ target }) => stoppedAgents(target, view, now)));
  return (agentId) => ids.has(agentId);
}

/** Tells the next few, and writes down how far that has come. */
async function goOn(
  deps: PauseDeps,
  pause: PauseState,
  texts: ReadonlyMap<PersonId, string>,
  over?: 'over',
): Promise<JobOutcome> {
  const before = progressOf(pause, over)?.after ?? '';
  const { afterMs = NEXT_MS, ...came } = await tellSome(deps, texts, before);
  await record(deps, { pause: pause.id, ...came, ...(over && { over: true }) }, before);
  return came.done ? DONE : { kind: 'later', afterMs };
}

const progressOf = (pause: PauseState | undefined, over: unknown) =>
  over ? pause?.freed : pause?.owners;

type ToldData = Extract<PauseEvent, { type: 'pause-owners-told' }>['data'];

/** Says how far it has come, where nobody else has come further meanwhile. */
async function record({ ledger }: PauseDeps, data: ToldData, before: string): Promise<void> {
  if (data.after === before && !data.done) return;
  await ledger.commit(async (tx) => {
    const came = progressOf(tx.view.get(pauses, data.pause), data.over);
    const isNews = came?.done !== true && (came?.after ?? '') === before;
    const events: readonly PauseEvent[] = isNews ? [{ type: 'pause-owners-told', data }] : [];
    return { by: { kind: 'system' }, events, result: () => undefined };
  });
}
