import { argument, type Job, type JobOutcome } from '../../kernel/outbox.ts';
import type { PersonId } from '../../kernel/people.ts';
import { agents } from '../registry/domain/fold.ts';
import type { PauseDeps } from './deps.ts';
import type { PauseEvent } from './domain/events.ts';
import { isInForce, OWNERS_TOLD_JOB, type PauseState, pauses } from './domain/state.ts';
import { ownersSentence } from './sentences.ts';
import { stoppedAgents } from './stopped.ts';

const DONE: JobOutcome = { kind: 'done' };
/** People of one commit. */
const AT_ONCE = 10;
const NEXT_MS = 100;

/** Business and technical owners of what a pause stops, each with their agents; whoever paused knows. */
async function ownersOf(
  { ledger, clock }: Pick<PauseDeps, 'ledger' | 'clock'>,
  { target, by }: PauseState,
): Promise<ReadonlyMap<PersonId, readonly string[]>> {
  const view = await ledger.view();
  const owners = new Map<PersonId, string[]>();
  for (const id of stoppedAgents(target, view, clock.now())) {
    const { business, technical } = view.get(agents, id)?.people ?? {};
    for (const person of new Set([business, technical])) {
      if (person === undefined || person === by) continue;
      const theirs = owners.get(person);
      if (theirs) theirs.push(id);
      else owners.set(person, [id]);
    }
  }
  return owners;
}

type Sent = 'told' | 'unreachable' | { readonly afterMs: number };

async function sendTo(deps: PauseDeps, person: PersonId, text: string): Promise<Sent> {
  const to = await deps.ledger.conversation(person);
  const sent = to && (await deps.chat.send(to, { text, summary: text }));
  if (sent?.kind === 'later') return { afterMs: sent.afterMs ?? 1_000 };
  return sent?.kind === 'sent' ? 'told' : 'unreachable';
}

/**
 * Tells the owners of what a pause stops: one notice each however many of their agents it stops, a few people a commit, in the
 * order of their ids, so that whoever goes on knows where. Somebody who cannot be reached is not waited for; once the pause is
 * over, nobody else is told.
 */
export const ownersToldJob = (deps: PauseDeps): Job => ({
  kind: OWNERS_TOLD_JOB,
  claimed: true,
  run: async ({ args }) => {
    const id = argument(args, 'pause');
    const pause = await deps.ledger.reads.get(pauses, id);
    if (!pause || pause.owners?.done || !isInForce(pause, deps.clock.now())) return DONE;
    const owners = await ownersOf(deps, pause);
    const { after = '' } = pause.owners ?? {};
    const left = [...owners.keys()].filter((person) => person > after).sort();
    let last = after;
    let told = 0;
    let wait: number | undefined;
    for (const person of left.slice(0, AT_ONCE)) {
      const sent = await sendTo(deps, person, ownersSentence(pause, owners.get(person) ?? []));
      if (typeof sent === 'object') {
        wait = sent.afterMs;
        break;
      }
      if (sent === 'told') told += 1;
      last = person;
    }
    const done = left.length === 0 || last === left.at(-1);
    await record(deps, { pause: id, after: last, told, done }, after);
    return done ? DONE : { kind: 'later', afterMs: wait ?? NEXT_MS };
  },
});

type ToldData = Extract<PauseEvent, { type: 'pause-owners-told' }>['data'];

/** Says how far it has come, where nobody else has come further meanwhile. */
async function record({ ledger }: PauseDeps, data: ToldData, before: string): Promise<void> {
  if (data.after === before && !data.done) return;
  await ledger.commit(async (tx) => {
    const owners = tx.view.get(pauses, data.pause)?.owners;
    const isNews = owners?.done !== true && (owners?.after ?? '') === before;
    const events: readonly PauseEvent[] = isNews ? [{ type: 'pause-owners-told', data }] : [];
    return { by: { kind: 'system' }, events, result: () => undefined };
  });
}
